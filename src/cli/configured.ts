/** Applies a configuration to a graph's vocabulary: names become IRIs, and a name that is none is an error with near ones. */
import { createHash } from 'node:crypto';
import { UsageError } from '../errors.ts';
import type { Source } from '../graph/source.ts';
import { type Choice, type Configuration, configureVocabulary, type RelationNaming } from '../relation/configure.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { nameTools } from '../tool/name.ts';
import { quote } from '../tool/quote.ts';
import type { Config, ReadConfig } from './config.ts';
import { nearest, relationFinder } from './relation-list.ts';

/** @throws UsageError `config_unknown_name`, `config_named_twice`, `config_name_taken`, and those of `configureVocabulary` */
export function configured(vocabulary: Vocabulary, source: Source, { path, config }: ReadConfig): Vocabulary {
  const relationOf = within(path, relationFinderOf(vocabulary, source));
  const classOf = within(path, classFinder(vocabulary, source));
  const { relations = {}, classes = {} } = config;
  const shape: Omit<Configuration, 'digest'> = {
    relations: { ...choiceOf(relations, relationOf), renamed: byIri(relations.rename, relationOf, namingOf, path) },
    classes: { ...choiceOf(classes, classOf), renamed: byIri(classes.rename, classOf, (label) => label, path) },
  };
  const changed = configureVocabulary(vocabulary, { ...shape, digest: digestOf(shape, config.language) });
  refuseTaken(changed, path);
  return changed;

  function choiceOf(section: Omit<NonNullable<Config['classes']>, 'rename'>, find: (name: string) => string): Choice {
    const { include, exclude = [], describe } = section;
    return {
      included: include === undefined ? undefined : new Set(include.map(find)),
      excluded: new Set(exclude.map(find)),
      described: byIri(describe, find, (note) => note, path),
    };
  }
}

/** The same finder, whose complaints say in which file the name stands. */
function within(path: string, find: (name: string) => string): (name: string) => string {
  return (name) => {
    try {
      return find(name);
    } catch (cause) {
      if (!(cause instanceof UsageError)) throw cause;
      throw new UsageError('config_unknown_name', `in the configuration "${path}" ${cause.message}`, { cause });
    }
  };
}

/** Also the name of the tool that reads a relation back. */
function relationFinderOf(vocabulary: Vocabulary, source: Source): (name: string) => string {
  const find = relationFinder({ vocabulary, source });
  const back = new Map([...nameTools(vocabulary.relations)].map(([iri, { inverse }]) => [inverse, iri]));
  return (name) => back.get(name) ?? find(name).iri;
}

function classFinder({ classes }: Vocabulary, source: Source): (name: string) => string {
  return (name) => {
    const iri = name.replace(/^<(.*)>$/, '$1');
    const found =
      classes.find((info) => info.iri === iri || info.iri === source.expand(name)) ??
      classes.find(({ label, plural }) => label === name || plural === name);
    if (found !== undefined) return found.iri;
    const near = nearest(name, classes, (info) => [info.label, source.compact(info.iri)]);
    const shown = near.map((info) => `${source.compact(info.iri)} (${quote(info.label)})`).join(', ');
    const hint =
      shown === '' ? 'expected an IRI, a CURIE or a label, which "graphtrail look" shows' : `did you mean ${shown}?`;
    throw new UsageError('unknown_class', `there is no class ${quote(name)}; ${hint}`);
  };
}

function byIri<T, U>(
  named: Readonly<Record<string, T>> | undefined,
  find: (name: string) => string,
  read: (value: T) => U,
  path: string,
): ReadonlyMap<string, U> {
  const found = new Map<string, U>();
  for (const [name, value] of Object.entries(named ?? {})) {
    const iri = find(name);
    if (found.has(iri))
      throw new UsageError(
        'config_named_twice',
        `the configuration "${path}" names <${iri}> twice, once as ${quote(name)}`,
      );
    found.set(iri, read(value));
  }
  return found;
}

type Renamed = NonNullable<NonNullable<Config['relations']>['rename']>[string];

function namingOf(renamed: Renamed): RelationNaming {
  if (typeof renamed === 'string') return { label: renamed };
  const { label, tool: forward, inverseTool: inverse } = renamed;
  return {
    ...(label === undefined ? {} : { label }),
    ...(forward === undefined ? {} : { forward }),
    ...(inverse === undefined ? {} : { inverse }),
  };
}

/** A name that was chosen must be had, or said not to be had. */
function refuseTaken({ relations }: Vocabulary, path: string): void {
  const names = nameTools(relations);
  for (const { iri, toolNames } of relations) {
    for (const way of ['forward', 'inverse'] as const) {
      const wanted = toolNames?.[way];
      if (wanted === undefined || names.get(iri)?.[way] === wanted) continue;
      const why =
        names.get(iri)?.[way] === undefined ? 'has no tool that reads it back' : 'cannot have that name: it is taken';
      throw new UsageError(
        'config_name_taken',
        `the configuration "${path}" calls a tool of <${iri}> "${wanted}", but it ${why}`,
      );
    }
  }
}

/** The same for every order in which the file says it. */
function digestOf({ relations, classes }: Omit<Configuration, 'digest'>, language: string | undefined): string {
  const chosen = ({ included, excluded, described }: Choice) => [
    included === undefined ? null : [...included].sort(),
    [...excluded].sort(),
    sorted(described),
  ];
  const naming = ({ label, forward, inverse }: RelationNaming) => [label ?? null, forward ?? null, inverse ?? null];
  const renamed = new Map([...relations.renamed].map(([iri, one]) => [iri, naming(one)]));
  const said = [language ?? null, chosen(relations), sorted(renamed), chosen(classes), sorted(classes.renamed)];
  return `cf1:${createHash('sha256').update(JSON.stringify(said)).digest('hex')}`;
}

function sorted(map: ReadonlyMap<string, unknown>): [string, unknown][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
