/** graphtrail.config.json: what it changes, what it is refused for, and that it is part of the toolset's digest. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/cli/config.ts';
import { openGraph } from '../../src/cli/graph-options.ts';
import { compileToolset, type Toolset } from '../../src/tool/toolset.ts';
import { EUROPE } from '../tool/open-tools.ts';
import { folderWith } from './run.ts';

const CONFIG = 'graphtrail.config.json';

function folder(config?: unknown): string {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  const { path, remove } = folderWith({ 'europe.ttl': EUROPE, ...(config === undefined ? {} : { [CONFIG]: text }) });
  onTestFinished(remove);
  return path;
}

async function toolsOf(config?: unknown): Promise<Toolset> {
  const { source, vocabulary } = await openGraph([join(folder(config), 'europe.ttl')], {});
  return await compileToolset(source, vocabulary, { surface: 'relations' });
}

const relationTools = ({ tools }: Toolset): string[] =>
  tools.flatMap(({ name, relation }) => (relation === undefined ? [] : [name])).sort();

async function overviewOf({ byName }: Toolset): Promise<string> {
  const overview = byName.get('describe_graph');
  return (await overview?.handler({}, undefined as never))?.result.message ?? '';
}

test('relations are left in or out by tool name, CURIE, IRI or wording', async () => {
  const all = relationTools(await toolsOf());
  expect(relationTools(await toolsOf({ relations: { include: ['capital', '<http://e.org/motto>'] } }))).toEqual([
    'get_capital_of_country',
    'get_country_by_capital',
    'get_motto_of_country',
  ]);
  const without = relationTools(await toolsOf({ relations: { exclude: [':capital', 'get_person_by_birthplace'] } }));
  expect(all.filter((name) => !without.includes(name))).toEqual([
    'get_birthplace_of_person',
    'get_capital_of_country',
    'get_country_by_capital',
    'get_person_by_birthplace',
  ]);
});

test('a class goes with the relations that start from it or lead to it', async () => {
  const toolset = await toolsOf({ classes: { exclude: ['person'] } });
  expect(relationTools(toolset)).not.toContain('get_birthplace_of_person');
  expect(relationTools(toolset)).toContain('get_capital_of_country');
  expect(await overviewOf(toolset)).toContain('Classes: cities (3), countries (3).');
  expect(relationTools(await toolsOf({ classes: { include: [':City', 'countries'] } }))).toEqual(
    relationTools(toolset),
  );
});

test('a label changes wording and tool names, a class label the words of all its relations', async () => {
  const toolset = await toolsOf({
    relations: { rename: { ':capital': 'seat of government', ':motto': { tool: 'say_motto' } } },
    classes: { rename: { ':Country': 'state' } },
  });
  expect(relationTools(toolset)).toEqual([
    'get_birthplace_of_person',
    'get_city_of_state',
    'get_person_by_birthplace',
    'get_population_of_city',
    'get_seat_of_government_of_state',
    'get_state_by_city',
    'get_state_by_seat_of_government',
    'say_motto',
  ]);
  const tool = toolset.byName.get('get_seat_of_government_of_state');
  expect(tool?.description).toContain('Gives the "seat of government" of a state.');
  expect(tool?.parameters[0]?.name).toBe('state');
});

test('a description stands as the words of whoever serves the graph, beside what the graph says', async () => {
  const toolset = await toolsOf({
    relations: { describe: { capital: 'As of 2026, "de jure" only.' } },
    classes: { describe: { ':City': 'Those above 1,000 people.' } },
  });
  const note = 'Who serves this graph notes: "As of 2026, \\"de jure\\" only."';
  expect(toolset.byName.get('get_capital_of_country')?.description).toContain(note);
  expect(await overviewOf(toolset)).toContain('Who serves this graph notes: cities: "Those above 1,000 people.".');
});

test('the language is that of labels, unless a flag says another', async () => {
  const path = join(folder({ language: 'de' }), 'europe.ttl');
  expect((await openGraph([path], {})).source.label('http://e.org/France')).toBe('Frankreich');
  expect((await openGraph([path], {})).flags.language).toBe('de');
  expect((await openGraph([path], { language: 'en' })).source.label('http://e.org/France')).toBe('France');
});

test('what was asked for is part of the digest, in any order, even where no listed word changes', async () => {
  const plain = await toolsOf();
  const one = await toolsOf({ relations: { exclude: [':capital', 'motto'] }, classes: {} });
  const same = await toolsOf({ classes: {}, relations: { exclude: ['get_motto_of_country', 'capital'] } });
  expect(one.digest).toBe(same.digest);
  expect(one.digest).not.toBe(plain.digest);
  const nothing = await toolsOf({ relations: { exclude: [] } });
  expect(relationTools(nothing)).toEqual(relationTools(plain));
  expect(nothing.digest).not.toBe(plain.digest);
  const first = nothing.listing.find(({ name }) => name === 'describe_graph');
  expect(first?._meta?.['graphtrail/configuration']).toMatch(/^cf1:[0-9a-f]{64}$/);
});

test('the inverse is read back again where the relation that said so is left out', async () => {
  const turtle = `${EUROPE} :capitalOf owl:inverseOf :capital ; rdfs:label "capital of"@en . :Paris :capitalOf :France . :Madrid :capitalOf :Spain .`;
  const { path, remove } = folderWith({ 'a.ttl': turtle, [CONFIG]: '{"relations": {"exclude": [":capitalOf"]}}' });
  onTestFinished(remove);
  const { source, vocabulary } = await openGraph([join(path, 'a.ttl')], {});
  const toolset = await compileToolset(source, vocabulary, { surface: 'relations' });
  expect(relationTools(toolset)).toEqual(expect.arrayContaining(['get_capital_of_country', 'get_country_by_capital']));
});

describe('what does not fit is refused, with what was expected', () => {
  for (const [config, code, part] of [
    ['{', 'bad_config', 'it is no JSON'],
    ['[]', 'bad_config', 'expected object'],
    [
      { relation: {} },
      'bad_config',
      'there is no setting "relation"; expected some of "language", "relations" and "classes"',
    ],
    [{ relations: { only: [] } }, 'bad_config', '"relations": there is no setting "only"; expected some of "include"'],
    [{ relations: { include: [] } }, 'bad_config', '"relations" › "include"'],
    [{ relations: { rename: { capital: { tool: 'Get Capital' } } } }, 'bad_config', 'expected a name such as'],
    [{ relations: { rename: { capital: 5 } } }, 'bad_config', 'expected a label, or an object of "label", "tool"'],
    [{ relations: { describe: { capital: 'two\nlines' } } }, 'bad_config', 'one line of visible characters'],
    [{ relations: { describe: { capital: 'x'.repeat(201) } } }, 'bad_config', '"describe" › "capital"'],
    [{ language: 'not a tag' }, 'bad_config', 'language tag such as "en"'],
    [
      { relations: { exclude: ['captial'] } },
      'config_unknown_name',
      'there is no relation "captial"; did you mean get_capital_of_country',
    ],
    [
      { classes: { rename: { Contry: 'state' } } },
      'config_unknown_name',
      'there is no class "Contry"; did you mean :Country ("country")',
    ],
    [
      { relations: { rename: { capital: 'a', ':capital': 'b' } } },
      'config_named_twice',
      '<http://e.org/capital> twice',
    ],
    [{ relations: { rename: { capital: 'Motto' } } }, 'config_same_name', 'would both be called'],
    [{ relations: { rename: { capital: { tool: 'count_items' } } } }, 'config_name_taken', 'it is taken'],
    [
      { relations: { rename: { motto: { inverseTool: 'who_says' } } } },
      'config_name_taken',
      'no tool that reads it back',
    ],
    [{ relations: { include: ['capital'], exclude: ['capital'] } }, 'config_no_relation', 'leave none'],
  ] as const)
    test(`${JSON.stringify(config).slice(0, 70)}: ${code}`, async () => {
      const path = folder(config);
      const opened = openGraph([join(path, 'europe.ttl')], {});
      await expect(opened).rejects.toMatchObject({ code, message: expect.stringContaining(part) });
      if (code.startsWith('bad')) await expect(opened).rejects.toThrow(join(path, CONFIG));
    });
});

test('it is looked for beside the files, named by --config, and passed over with --no-config', async () => {
  const path = folder({ language: 'de' });
  const graph = join(path, 'europe.ttl');
  expect((await readConfig([path], undefined))?.path).toBe(join(path, CONFIG));
  expect(await readConfig([graph], false)).toBeUndefined();
  writeFileSync(join(path, 'other.json'), '{"language": "fr"}');
  expect((await readConfig([graph], join(path, 'other.json')))?.config.language).toBe('fr');
  await expect(readConfig([graph], join(path, 'none.json'))).rejects.toMatchObject({ code: 'bad_config' });
  const deeper = join(path, 'deeper');
  mkdirSync(deeper);
  writeFileSync(join(deeper, CONFIG), '{}');
  await expect(readConfig([graph, deeper], undefined)).rejects.toMatchObject({ code: 'two_configs' });
});
