/** Looks through all text of a graph for what reads as if it spoke to a model, and for names that pass for others. */
import type { Graph } from './graph.ts';
import { cleanLabel } from './name/clean.ts';
import { imitatesAscii, type Suspicion, skeletonOf, suspicionOf } from './name/suspicious.ts';
import { termOf } from './term.ts';

export interface Suspects {
  readonly kind: Suspicion;
  readonly count: number;
  /** The first few, cleaned, in code-point order of the terms. */
  readonly examples: readonly string[];
}

/** A name with letters of other scripts, and the plain one that it passes for. */
export interface Lookalike {
  readonly name: string;
  readonly passesFor: string;
}

const EXAMPLES = 3;

/** Texts by what is suspicious about them; kinds without any are left out. Reads every literal and every given name once. */
export function suspectsOf(graph: Graph): Suspects[] {
  const found = new Map<Suspicion, { count: number; examples: string[] }>();
  for (const text of textsOf(graph)) {
    const kind = suspicionOf(text);
    if (kind === undefined) continue;
    const suspects = found.get(kind) ?? { count: 0, examples: [] };
    found.set(kind, suspects);
    suspects.count += 1;
    if (suspects.examples.length < EXAMPLES) suspects.examples.push(cleanLabel(text));
  }
  return [...found].map(([kind, suspects]) => ({ kind, ...suspects })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** Names that differ from a plain one only in letters that look the same. */
export function lookalikesOf(graph: Graph): Lookalike[] {
  const imitators = new Map<string, Set<string>>();
  for (const text of textsOf(graph)) {
    if (!imitatesAscii(text)) continue;
    const skeleton = skeletonOf(text);
    imitators.set(skeleton, (imitators.get(skeleton) ?? new Set()).add(cleanLabel(text)));
  }
  const pairs = new Map<string, Lookalike>();
  if (imitators.size === 0) return [];
  for (const text of textsOf(graph)) {
    if (!/^\p{ASCII}+$/u.test(text)) continue;
    const passesFor = cleanLabel(text);
    for (const name of imitators.get(skeletonOf(text)) ?? [])
      pairs.set(JSON.stringify([name, passesFor]), { name, passesFor });
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

function* textsOf(graph: Graph): Generator<string> {
  for (let id = 0; id < graph.literals; id++) {
    const term = termOf(graph.key(id));
    if (term.kind === 'literal') yield term.value;
  }
  if (graph.origin.labels.size === 0) return;
  for (let id = graph.literals; id < graph.terms; id++) yield* graph.origin.labels.namesOf(id);
}
