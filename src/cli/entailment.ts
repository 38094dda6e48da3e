/** Tells what follows from a graph's declarations: what `--entail` added, or would add. */
import { type WouldAdd, wouldAdd } from '../graph/entail/would-add.ts';
import type { Graph } from '../graph/graph.ts';
import { RULES, type Rule } from '../graph/index/entailment.ts';
import { count, counted } from './print.ts';

const KINDS: Readonly<Record<Rule, string>> = {
  subPropertyOf: 'sub-properties',
  symmetric: 'symmetric properties',
  inverseOf: 'inverses',
  transitive: 'transitive properties',
};

/** As JSON, and as one line; no line where nothing follows and nobody asked. */
export function impliedBy(graph: Graph): { readonly json: object; readonly line: string | undefined } {
  const { asserted: stated, triples, entailment } = graph;
  if (entailment !== undefined) {
    const { derived } = entailment;
    const by = triples === stated ? 'no declaration adds a triple' : byKind(derived);
    return {
      json: { entailed: true, stated, inferred: derived },
      line: `${count(stated)} stated, ${count(triples - stated)} inferred: ${by}`,
    };
  }
  const { derived, more } = wouldAdd(graph);
  return { json: { entailed: false, stated, would_infer: derived, more }, line: offer(derived, more) };
}

function offer(derived: WouldAdd['derived'], more: boolean): string | undefined {
  const total = Object.values(derived).reduce((sum, number) => sum + number, 0);
  if (more) return '--entail would add more than a million triples that its declarations imply, if its limit allows.';
  if (total === 0) return undefined;
  return `--entail would add ${counted(total, 'triple')} that its declarations imply: ${byKind(derived)}`;
}

function byKind(derived: Readonly<Record<Rule, number>>): string {
  return RULES.filter((rule) => derived[rule] > 0)
    .map((rule) => `${count(derived[rule])} by ${KINDS[rule]}`)
    .join(', ');
}
