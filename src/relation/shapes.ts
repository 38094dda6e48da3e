/** Reads SHACL: what node shapes and property shapes say of the relations that are their paths. */
import { sh } from '../graph/namespaces.ts';
import type { Source } from '../graph/source.ts';
import type { Ask } from './declare.ts';
import { irisAmong, irisOf, textAmong } from './term-list.ts';

/** What all shapes of a relation say together. */
export interface Shape {
  readonly name: string | undefined;
  readonly description: string | undefined;
  /** Classes whose members the shapes are about. */
  readonly targets: readonly string[];
  /** By `sh:class` or `sh:datatype`. */
  readonly ranges: readonly string[];
  /** Whether every shape allows one value at most. */
  readonly single: boolean;
  /** Whether every shape demands one value at least. */
  readonly required: boolean;
}

/**
 * The shapes of these relations (SHACL 1.0, section 2.3: `sh:path` is an IRI; longer paths say nothing of one relation). Property
 * shapes are mostly blank nodes, which sets lead through but never show: they are read from the node shapes downwards.
 */
export async function readShapes(source: Source, ask: Ask, iris: readonly string[]): Promise<Map<string, Shape>> {
  const wanted = new Set(iris);
  const shapes = new Map<string, Shape>();
  const properties = await source.follow({ relation: sh.path, inverse: true, from: await source.setOf(iris) });
  const owners = await irisOf(source, await source.follow({ relation: sh.property, inverse: true, from: properties }));
  const seen = new Set<string>();
  for (const owner of [...owners, undefined]) {
    const owned = owner === undefined ? await irisOf(source, properties) : irisAmong(await ask(owner, sh.property));
    const targets = owner === undefined ? [] : await targetsOf(ask, owner);
    for (const property of owned) {
      if (owner === undefined && seen.has(property)) continue;
      seen.add(property);
      const [path] = irisAmong(await ask(property, sh.path));
      if (path === undefined || !wanted.has(path)) continue;
      shapes.set(path, merge(shapes.get(path), await readShape(ask, property, targets)));
    }
  }
  return shapes;
}

/** The classes of `sh:targetClass`; without one, the shape itself, which is a class then (section 2.1.3.3). */
async function targetsOf(ask: Ask, owner: string): Promise<string[]> {
  const targets = irisAmong(await ask(owner, sh.targetClass));
  return targets.length > 0 ? targets : [owner];
}

async function readShape(ask: Ask, property: string, targets: readonly string[]): Promise<Shape> {
  const text = async (relation: string): Promise<string | undefined> => textAmong(await ask(property, relation));
  const number = async (relation: string): Promise<number> => Number((await text(relation)) ?? Number.NaN);
  return {
    name: await text(sh.name),
    description: await text(sh.description),
    targets,
    ranges: irisAmong([...(await ask(property, `${sh.base}class`)), ...(await ask(property, `${sh.base}datatype`))]),
    single: (await number(sh.maxCount)) === 1,
    required: (await number(sh.minCount)) >= 1,
  };
}

function merge(first: Shape | undefined, second: Shape): Shape {
  if (first === undefined) return second;
  return {
    name: first.name ?? second.name,
    description: first.description ?? second.description,
    targets: [...first.targets, ...second.targets],
    ranges: [...first.ranges, ...second.ranges],
    single: first.single && second.single,
    required: first.required && second.required,
  };
}
