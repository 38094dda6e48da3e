/** Spells a node out as a formula, given what each of its inputs stands for. */
import type { Formula } from '../../logic/formula.ts';
import { conjuncts, related } from '../../logic/formula.ts';
import { join, meet } from '../../logic/rewrite.ts';
import type { Made } from './made.ts';
import { type Choice, isNode, type Node, type Option } from './node.ts';

/** Which option an input is taken for. */
export type Pick = (choice: Choice) => Option;

/** A formula, or all entities but those of one: complements have no formula of their own until something is kept of them. */
interface Signed {
  readonly formula: Formula;
  readonly negated: boolean;
}

/** The formula of a node; undefined where it would speak of all entities of the graph. */
export function spellNode(node: Node, pick: Pick): Formula | undefined {
  const spelled = new Map<Node, Signed | undefined>();
  const spell = (one: Node): Signed | undefined => {
    if (spelled.has(one)) return spelled.get(one);
    const inputs = one.inputs.map((choice) => {
      const { from } = pick(choice);
      return isNode(from) ? spell(from) : kept(join(from.anchors.map((entity): Formula => ({ entity }))));
    });
    const whole = inputs.every((input) => input !== undefined) ? combine(one.made, inputs as Signed[]) : undefined;
    spelled.set(one, whole);
    return whole;
  };
  const signed = spell(node);
  return signed === undefined || signed.negated ? undefined : signed.formula;
}

const kept = (formula: Formula): Signed => ({ formula, negated: false });

function combine(made: Made, inputs: readonly Signed[]): Signed | undefined {
  if (made.kind === 'members') return kept({ class: made.class });
  const [first, second] = inputs;
  if (first === undefined) return undefined;
  if (made.kind === 'and') return both(inputs);
  if (made.kind === 'or') return opposite(both(inputs.map(opposite)));
  if (made.kind === 'difference') return second && both([first, opposite(second)]);
  if (made.kind === 'complement') {
    const rest = opposite(first);
    return made.class === undefined ? rest : both([kept({ class: made.class }), rest]);
  }
  return first.negated ? undefined : kept(onSet(made, first.formula));
}

const opposite = ({ formula, negated }: Signed): Signed => ({ formula, negated: !negated });

/** What is in all of these: a conjunction where one of them is kept, else all but what is in any of them. */
function both(parts: readonly Signed[]): Signed {
  const positive = parts.filter(({ negated }) => !negated).map(({ formula }) => formula);
  const negative = parts.filter(({ negated }) => negated).map(({ formula }) => formula);
  return positive.length === 0 ? opposite(kept(join(negative))) : kept(flat(meet(positive, negative)));
}

/** A conjunction takes those within it in: `not` is understood beside what is kept only. */
function flat(formula: Formula): Formula {
  if (!('and' in formula)) return formula;
  const { positive, negative } = conjuncts(formula.and);
  const inner = positive.flatMap((part) => ('and' in part ? part.and : [part]));
  return { and: [...inner, ...negative.map((not): Formula => ({ not }))] };
}

function onSet(made: Made, of: Formula): Formula {
  if (made.kind === 'follow') return related(made.relation, made.inverse, of);
  if (made.kind === 'where') return { where: made.where, of };
  if (made.kind !== 'top') return of;
  const { top, by, order } = made;
  return { top, by, order, of };
}
