import fc from 'fast-check';
import { applyEdits, modify, type Node, parseTree } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { addServer, removeServer, type ServerPlace } from '../../src/install/merge.ts';
import { restoreWithout } from '../../src/install/restore.ts';

const place: ServerPlace = { path: '/home/anna/settings.json', servers: 'mcpServers', name: 'graph' };
const entry = { command: '/usr/bin/node', args: ['/opt/graphtrail/dist/cli.js', 'serve', '/data/my "graph".ttl'] };
const other = { command: 'uvx', args: ['time'] };

const added = (text: string | undefined): string => addServer(text, place, entry).text;
const parsed = (text: string): unknown => JSON.parse(text);

test('settings that are not there yet begin with one server', () => {
  expect(parsed(added(undefined))).toEqual({ mcpServers: { graph: entry } });
  expect(parsed(added(' \n'))).toEqual({ mcpServers: { graph: entry } });
  expect(added(undefined)).toMatch(/^\{\n {2}"mcpServers": \{\n {4}"graph": \{\n[\s\S]*\n\}\n$/);
});

test.each([
  ['an empty object', '{}'],
  ['settings without servers', '{\n  "theme": "dark"\n}\n'],
  ['an empty list of servers', '{ "mcpServers": {} }'],
  ['other servers', `{\n\t"mcpServers": {\n\t\t"time": ${JSON.stringify(other)}\n\t}\n}`],
  ['everything in one line', `{"mcpServers":{"time":${JSON.stringify(other)}},"theme":"dark"}`],
])('%s gains one, and keeps the rest', (_, text) => {
  const before = parsed(text) as { mcpServers?: object };
  expect(parsed(added(text))).toEqual({ ...before, mcpServers: { ...before.mcpServers, graph: entry } });
});

test('comments, trailing commas, tabs and Windows line ends stay, and the new lines look like the old', () => {
  const text = [
    '// mine',
    '{',
    '\t"mcpServers": { // all of them',
    '\t\t"time": { "command": "uvx" }, // the clock',
    '\t\t// until here',
    '\t},',
    '\t"theme": "dark" /* or not */',
    '}',
  ].join('\r\n');
  expect(added(text)).toBe(
    text.replace(
      '// the clock',
      [
        '// the clock',
        '\t\t"graph": {',
        '\t\t\t"command": "/usr/bin/node",',
        '\t\t\t"args": [',
        '\t\t\t\t"/opt/graphtrail/dist/cli.js",',
        '\t\t\t\t"serve",',
        '\t\t\t\t"/data/my \\"graph\\".ttl"',
        '\t\t\t]',
        '\t\t},',
      ].join('\r\n'),
    ),
  );
});

test('the same entry is already there, whatever its owner added to it', () => {
  for (const more of [{}, { env: { TOKEN: 'secret' } }, { disabled: true }, { type: 'stdio' }]) {
    const text = JSON.stringify({ mcpServers: { graph: { ...entry, ...more } } });
    expect(addServer(text, place, entry)).toEqual({ text, outcome: 'already there', others: [] });
  }
});

test('another entry of that name is refused, and replaced only if that is wanted, its environment kept', () => {
  const text = `{"mcpServers": {"graph": {"command": "old", /* why */ "env": {"TOKEN": "secret"}}, "time": {}}}`;
  expect(() => addServer(text, place, entry)).toThrow(expect.objectContaining({ code: 'server_exists' }));
  expect(() => addServer(text, place, entry)).not.toThrow(/secret/);
  const { text: after, outcome, others } = addServer(text, place, entry, true);
  expect([outcome, others]).toEqual(['replaced', ['time']]);
  expect(after).toContain('/* why */ "env": {"TOKEN": "secret"}');
  expect(parsed(after.replace('/* why */', ''))).toEqual({
    mcpServers: { graph: { ...entry, env: { TOKEN: 'secret' } }, time: {} },
  });
});

test('a server elsewhere on the net is replaced whole: a command with its headers would be neither', () => {
  const text = '{"mcpServers": {"graph": {"url": "https://example.org/mcp", "headers": {}}}}';
  expect(parsed(addServer(text, place, entry, true).text)).toEqual({ mcpServers: { graph: entry } });
});

test.each([
  ['{"mcpServers": {,}}', 'settings_invalid', 'json:1:17'],
  ['{\n  "a": 1\n  "b": 2\n}', 'settings_invalid', 'json:3:3'],
  ['{"a": 1', 'settings_invalid', 'json:1:8'],
  ['[]', 'settings_not_object', 'json:1:1'],
  ['"text"', 'settings_not_object', 'json:1:1'],
  ['{\n "mcpServers": []}', 'settings_not_object', 'json:2:16'],
  ['{"mcpServers": null}', 'settings_not_object', 'json:1:16'],
  ['{"mcpServers": {}, "mcpServers": {}}', 'settings_duplicate', 'json:1:20'],
  ['{"mcpServers": {"graph": {}, "graph": {}}}', 'settings_duplicate', 'json:1:30'],
  [`{"a": ${'['.repeat(200_000)}`, 'settings_invalid', 'nested too deeply'],
])('%# hostile settings are refused, and the place named', (text, code, where) => {
  for (const change of [() => addServer(text, place, entry, true), () => removeServer(text, place, true)]) {
    expect(change).toThrow(expect.objectContaining({ code, message: expect.stringContaining(where) }));
  }
});

test('names that objects have by themselves are names like others', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const { text, outcome } = addServer('{"mcpServers": {}}', { ...place, name }, entry);
    expect(outcome).toBe('added');
    expect(addServer(text, { ...place, name }, entry).outcome).toBe('already there');
    expect(removeServer(text, { ...place, name }).text).toBe('{"mcpServers": {}}');
  }
});

test('only a server of Graphtrail is taken out unasked', () => {
  const text = JSON.stringify({ mcpServers: { graph: other } });
  expect(() => removeServer(text, place)).toThrow(expect.objectContaining({ code: 'server_not_ours' }));
  expect(parsed(removeServer(text, place, true).text)).toEqual({ mcpServers: {} });
  expect(removeServer('{}', place).outcome).toBe('not there');
});

test.each([
  ['first', '{"mcpServers": {\n  "graph": @, // ours\n  // theirs\n  "time": {}\n}}'],
  ['in the middle', '{"mcpServers": {\n  "a": {}, // a\n  "graph": @ /* ours */,\n  "b": {} // b\n}}'],
  ['last, with a comma', '{"mcpServers": {\n  "a": {}, // a\n  "graph": @,\n}}'],
  ['alone with a comment', '{"mcpServers": { /* none */ "graph": @ }}'],
])('taken out where it stands %s, it leaves every comment', (_, shape) => {
  const text = shape.replace('@', JSON.stringify(entry));
  const { text: after } = removeServer(text, place);
  expect(after.match(/\/\/.*|\/\*.*?\*\//g)).toEqual(shape.match(/\/\/.*|\/\*.*?\*\//g));
  expect(keysIn(after)).toEqual(keysIn(text).filter((key) => key !== 'graph' && key !== 'command' && key !== 'args'));
});

test('once taken out, settings are what a backup says they were, also where nothing stood', () => {
  for (const before of ['{}', '{ "mcpServers": { } }', ' {"a": 1}', '// none\n', '{"mcpServers":{/* none */}}']) {
    expect(restoreWithout(added(before), place, ['{"other": 1}', before, '[']).text).toBe(before);
  }
  expect(restoreWithout(added(undefined), place, []).text).toBeUndefined();
  // A backup of settings that changed since is none of these.
  expect(parsed(restoreWithout(added('{"a": 2}'), place, ['{"a": 1}']).text as string)).toEqual({
    a: 2,
    mcpServers: {},
  });
});

/** All keys in order, as another reader of the text finds them. */
function keysIn(text: string): string[] {
  const keys: string[] = [];
  const walk = ({ type, value, children = [] }: Node, isKey: boolean): void => {
    if (isKey) keys.push(value as string);
    for (const [position, child] of children.entries()) walk(child, type === 'property' && position === 0);
  };
  const errors: never[] = [];
  walk(parseTree(text, errors, { allowTrailingComma: true }) as Node, false);
  expect(errors).toEqual([]);
  return keys;
}

test('whatever stands in a file, it is either merged into valid settings or refused by name', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"mcpServers"',
    '"graph"',
    '"',
    '//',
    '/*',
    '*/',
    '\\',
    '\n',
    '1',
    'null',
    ' ',
    '\u00a0',
    '\ufeff',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
        fc.string(),
      ),
      (text) => {
        try {
          keysIn(added(text));
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(
            /^settings_(?:invalid|duplicate|not_object)$|^server_exists$/,
          );
        }
      },
    ),
    { numRuns: 2000 },
  );
});

const gap = fc.stringMatching(/^[ \t]{0,3}$/);
const comment = fc.stringMatching(/^[a-z "{},:[\]]{0,12}$/);
const space = (eol: string) =>
  fc.oneof(
    { weight: 6, arbitrary: gap },
    { weight: 3, arbitrary: gap.map((blank) => `${eol}${blank}`) },
    { weight: 1, arbitrary: comment.map((text) => `/*${text}*/`) },
    { weight: 1, arbitrary: comment.map((text) => ` //${text}${eol}`) },
    { weight: 1, arbitrary: comment.map((text) => `${eol}\t/* ${text}${eol} */${eol}`) },
  );

/** Texts of settings as people and programs write them: comments anywhere, any white space, trailing commas or none. */
function settingsTexts(eol: string): fc.Arbitrary<string> {
  const blank = space(eol);
  const key = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('time', 'a.b', '__proto__', 'é', '"\\'));
  const list = (member: fc.Arbitrary<string>, brackets: string): fc.Arbitrary<string> =>
    fc
      .tuple(fc.array(member, { maxLength: 4 }), fc.boolean(), blank)
      .map(
        ([members, comma, end]) =>
          `${brackets[0]}${members.join(',')}${comma && members.length > 0 ? ',' : ''}${end}${brackets[1]}`,
      );
  const property = (named: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .tuple(blank, named, blank, blank, value, blank)
      .map(([a, name, b, c, worth, d]) => `${a}${JSON.stringify(name)}${b}:${c}${worth}${d}`);
  const value = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2 },
      fc
        .oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null))
        .map((leaf) => JSON.stringify(leaf)),
      list(
        fc.tuple(blank, tie('any'), blank).map((parts) => parts.join('')),
        '[]',
      ),
      list(property(key, tie('any')), '{}'),
    ),
  })).any;
  const servers = property(
    fc.constant('mcpServers'),
    list(
      property(
        key.filter((name) => name !== 'graph'),
        value,
      ),
      '{}',
    ),
  );
  return fc
    .tuple(
      blank,
      fc.array(
        property(
          key.filter((name) => name !== 'mcpServers'),
          value,
        ),
        { maxLength: 3 },
      ),
      fc.option(servers, { freq: 4 }),
      fc.array(
        property(
          key.filter((name) => name !== 'mcpServers'),
          value,
        ),
        { maxLength: 2 },
      ),
      blank,
      fc.boolean(),
    )
    .map(([before, first, own, then, end, comma]) => {
      const members = [...first, ...(own === null ? [] : [own]), ...then];
      return `${before}{${members.join(',')}${comma && members.length > 0 ? ',' : ''}${end}}${end}`;
    });
}

const texts = fc.constantFrom('\n', '\r\n').chain(settingsTexts);

/** What is left of a text once some bytes are taken out of it: is the first text such a rest of the second? */
function isRest(rest: string, text: string): boolean {
  let at = 0;
  for (const character of text) if (character === rest[at]) at += 1;
  return at === rest.length;
}

test('adding a server to any settings only adds bytes, and all others mean what they meant', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const after = added(text);
      const before = keysIn(text);
      expect(added(after)).toBe(after);
      const without = keysIn(after).filter((key, position, keys) => !isNew(keys, position, key));
      expect(without).toEqual(before.includes('mcpServers') ? before : without);
      // Where the list was empty, white space between its braces may give way to the first entry.
      if (!/\{\s*\}/.test(text)) expect(isRest(text, after)).toBe(true);
      expect(comments(after)).toEqual(comments(text));
    }),
    { numRuns: 400 },
  );
});

const isNew = (keys: readonly string[], position: number, key: string): boolean =>
  (key === 'graph' && keys[position + 1] === 'command') ||
  (key === 'command' && keys[position - 1] === 'graph') ||
  (key === 'args' && keys[position - 2] === 'graph');

/** Comments by jsonc-parser's own visitor of another kind: strings are taken out before. */
const comments = (text: string): string[] =>
  [...text.matchAll(/"(?:[^"\\]|\\.)*"|(\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)/g)].flatMap(([, found]) =>
    found === undefined ? [] : [found],
  );

test('a server taken out from anywhere leaves all keys and comments of the others', () => {
  const eol = fc.constantFrom('\n', '\r\n');
  const members = eol.chain((end) =>
    fc.tuple(
      fc.array(fc.tuple(space(end), space(end), space(end)), { minLength: 1, maxLength: 4 }),
      fc.nat(3),
      fc.boolean(),
    ),
  );
  fc.assert(
    fc.property(members, ([spaces, at, comma]) => {
      const ours = at % spaces.length;
      const list = spaces.map(([a, b, c], position) =>
        position === ours ? `${a}"graph":${b}${JSON.stringify(entry)}${c}` : `${a}"s${position}": {}${b}${c}`,
      );
      const text = `{"mcpServers": {${list.join(',')}${comma ? ',' : ''}}, "z": 1}`;
      const after = removeServer(text, place).text;
      expect(keysIn(after)).toEqual(keysIn(text).filter((key) => !['graph', 'command', 'args'].includes(key)));
      const within = new Set(comments(spaces[ours]?.[1] as string));
      expect(comments(after).filter((one) => !within.has(one))).toEqual(
        comments(text).filter((one) => !within.has(one)),
      );
    }),
    { numRuns: 1000 },
  );
});

test('taking a server out again gives the old bytes, from any settings', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const after = added(text);
      expect(restoreWithout(after, place, [text]).text).toBe(text);
      const kept = keysIn(text).length > 0 && serversOf(text) > 0;
      // Where other servers stand there, no backup is needed.
      if (kept) expect(removeServer(after, place).text).toBe(text);
    }),
    { numRuns: 400 },
  );
});

function serversOf(text: string): number {
  const root = parseTree(text, [], { allowTrailingComma: true }) as Node;
  const list = root.children?.find(({ children }) => children?.[0]?.value === 'mcpServers')?.children?.[1];
  return list?.children?.length ?? 0;
}

test('what stands in the settings afterwards is what jsonc-parser itself would have put there', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const theirs = applyEdits(text, modify(text, ['mcpServers', 'graph'], entry, {}));
      expect([...keysIn(added(text))].sort()).toEqual([...keysIn(theirs)].sort());
    }),
  );
});
