/** Chooses what each input of a session stands for: the account of the calls that leaves fewest of them without use. */
import type { AskedFormula } from '../../logic/asked.ts';
import { type Choice, isNode, type Node, type Option } from './node.ts';
import { type Pick, spellNode } from './spell.ts';

/** One way to take the answer: the node it is, and what is said of that node's set. */
export interface Root {
  readonly node: Node;
  /** Of the set: how many it has, whether an entity is among it, a table of it. Left out where the node itself is asked for. */
  readonly ask?: { readonly count: true } | { readonly is: string } | { readonly table: readonly string[] };
  /** Results that showed what is said. */
  readonly seenIn?: readonly Node[];
}

export interface Account {
  readonly root: Root;
  readonly pick: Pick;
  /** Nodes on the way to the answer. */
  readonly used: ReadonlySet<Node>;
  readonly formula: AskedFormula;
  /** Smaller is better, the first figure that differs decides. */
  readonly cost: readonly number[];
}

/** Accounts that are gone through at most; beyond it choices are improved one by one. */
const MOST_ACCOUNTS = 2048;

/**
 * Accounts of a session whose inputs could be taken as they are, best first; those of equal cost in the order in which results are
 * most naturally used up: the latest first. `calls` are the calls that an account should leave no use out of.
 */
export function accountsOf(roots: readonly Root[], calls: readonly number[]): Account[] {
  const accounts: Account[] = [];
  for (const root of roots) {
    const open = openChoices(root);
    for (const pick of picksOf(open, (one) => costOf(root, one, calls))) {
      const account = accountOf(root, pick, calls);
      if (account !== undefined) accounts.push(account);
    }
  }
  return accounts.sort((a, b) => compareCosts(a.cost, b.cost));
}

function accountOf(root: Root, pick: Pick, calls: readonly number[]): Account | undefined {
  const set = spellNode(root.node, pick);
  if (set === undefined) return undefined;
  const { made } = root.node;
  const { ask } = root;
  let formula: AskedFormula = set;
  if (made.kind === 'count' || (ask !== undefined && 'count' in ask)) formula = { count: set };
  else if (made.kind === 'table') formula = { table: made.relations, of: set };
  else if (ask !== undefined) formula = 'is' in ask ? { among: set, is: ask.is } : { table: ask.table, of: set };
  return { root, pick, used: usedBy(root, pick), formula, cost: costOf(root, pick, calls) };
}

/** Choices with several options that an account may come across, those of earlier calls first. */
function openChoices(root: Root): Choice[] {
  const open = new Map<Choice, number>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const choice of node.inputs) {
      if (choice.length > 1) open.set(choice, node.known);
      for (const { from } of choice) if (isNode(from)) visit(from);
    }
    node.seenIn.forEach(visit);
  };
  visit(root.node);
  root.seenIn?.forEach(visit);
  return [...open].sort(([, a], [, b]) => a - b).map(([choice]) => choice);
}

function picksOf(open: readonly Choice[], cost: (pick: Pick) => readonly number[]): Pick[] {
  const all = open.reduce((product, choice) => product * choice.length, 1);
  if (all > MOST_ACCOUNTS) return [improved(open, cost)];
  return Array.from({ length: all }, (_, number) => {
    const places = new Map<Choice, number>();
    let rest = number;
    for (const choice of open.toReversed()) {
      places.set(choice, rest % choice.length);
      rest = Math.floor(rest / choice.length);
    }
    return pickBy(places);
  });
}

const pickBy =
  (places: ReadonlyMap<Choice, number>): Pick =>
  (choice) =>
    choice[places.get(choice) ?? 0] as Option;

/** From the likeliest option of each, one change at a time, as long as it helps. */
function improved(open: readonly Choice[], cost: (pick: Pick) => readonly number[]): Pick {
  const places = new Map(open.map((choice) => [choice, 0]));
  let best = cost(pickBy(places));
  for (const choice of open) {
    for (let at = 1; at < choice.length; at += 1) {
      const before = places.get(choice) ?? 0;
      places.set(choice, at);
      const now = cost(pickBy(places));
      if (compareCosts(now, best) < 0) best = now;
      else places.set(choice, before);
    }
  }
  return pickBy(new Map(places));
}

export function compareCosts(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((figure, index) => figure !== b[index]);
  return at === -1 ? 0 : (a[at] as number) - (b[at] as number);
}

function usedBy(root: Root, pick: Pick): Set<Node> {
  const used = new Set<Node>();
  const visit = (node: Node): void => {
    if (used.has(node)) return;
    used.add(node);
    for (const choice of node.inputs) {
      const { from } = pick(choice);
      if (isNode(from)) visit(from);
    }
    node.seenIn.forEach(visit);
  };
  visit(root.node);
  root.seenIn?.forEach(visit);
  return used;
}

const SET_ALGEBRA = new Set(['and', 'or', 'difference', 'complement']);

/**
 * Calls without use; names that speak against their reading; sets that the agent must have put together itself, or read member by member; entities that stand in set
 * algebra by themselves; results that are used more than once.
 */
function costOf(root: Root, pick: Pick, calls: readonly number[]): readonly number[] {
  const used = usedBy(root, pick);
  const useful = new Set([...used].flatMap((node) => node.calls));
  const times = new Map<Node, number>();
  let [unlikely, bare] = [0, 0];
  for (const node of used) {
    for (const choice of node.inputs) {
      const option = pick(choice);
      unlikely += option.unlikely;
      if (isNode(option.from)) times.set(option.from, (times.get(option.from) ?? 0) + 1);
      else if (SET_ALGEBRA.has(node.made.kind)) bare += 1;
    }
  }
  const own = [...used].filter((node) => node.calls.length !== 1).length + (root.ask === undefined ? 0 : 1);
  const again = [...times.values()].reduce((sum, count) => sum + count - 1, 0);
  return [calls.filter((call) => !useful.has(call)).length, unlikely, own, bare, again];
}
