/** The steps of a sample: what its formula asks for, one after the other, beside the call that did it and what came. */

import type { Item } from '../../graph/source.ts';
import { type PlanInput, type PlanOperation, planOf } from '../../logic/plan.ts';
import type { Made } from '../read/conversation.ts';
import type { Row } from '../read/rows.ts';

export interface Step {
  readonly operation: PlanOperation;
  /** Where the row shows that this call carried the step out. */
  readonly call: Made | undefined;
  readonly found: Found | undefined;
}

/** What a call gave, as far as it is read. */
export interface Found {
  readonly status: string;
  /** Of the whole set; `at least` where the source cut it. */
  readonly total: number | undefined;
  readonly items: readonly Item[];
  readonly number: number | undefined;
  /** Labels of a table's rows. */
  readonly rows: readonly string[];
}

/** In the order of the plan. Calls belong to steps where there is one for each, of the kind that the step needs. */
export function stepsOf({ proof, conversation }: Pick<Row, 'proof' | 'conversation'>): readonly Step[] {
  const plan = planOf(proof.formula);
  const calls = conversation?.calls ?? [];
  const matched = calls.length === plan.length && plan.every(({ operation }, index) => suits(operation, calls[index]));
  return plan.map(({ operation }, index) => {
    const call = matched ? calls[index] : undefined;
    return { operation, call, found: call === undefined ? undefined : foundIn(call) };
  });
}

const SET_TOOLS: ReadonlyMap<string, string> = new Map([
  ['and', 'get_intersection_of'],
  ['or', 'get_union_of'],
  ['difference', 'get_difference_of'],
  ['where', 'filter_by_value'],
  ['top', 'get_top_by_value'],
  ['table', 'get_table'],
  ['count', 'count_items'],
  ['members', 'get_members_of_class'],
]);

function suits(operation: PlanOperation, call: Made | undefined): boolean {
  const [, tool] = [...SET_TOOLS].find(([kind]) => kind in operation) ?? [];
  const isSetTool = [...SET_TOOLS.values()].includes(call?.tool ?? '');
  return tool === undefined ? !isSetTool : tool === call?.tool;
}

/** Undefined where it is no result. */
export function foundIn({ observation }: Made): Found | undefined {
  const result = parsed(observation);
  if (result === undefined) return undefined;
  const { status, total, atLeast, items, number, rows } = result;
  return {
    status: String(status ?? ''),
    total: numberOf(total) ?? numberOf(atLeast),
    items: Array.isArray(items) ? (items.filter((item) => typeof item === 'object' && item !== null) as Item[]) : [],
    number: numberOf(number),
    rows: Array.isArray(rows) ? rows.map((row) => String((row as { label?: unknown } | null)?.label ?? '')) : [],
  };
}

/** What an item is called. */
export function nameOf(item: Item): string {
  return String(item.kind === 'value' ? item.value : (item.label ?? item.id ?? ''));
}

/** The relation that a step follows, and which way; undefined where it follows none. */
export function followedBy(operation: PlanOperation): { iri: string; inverse: boolean; of: PlanInput } | undefined {
  if (!('follow' in operation)) return undefined;
  return { iri: operation.follow, inverse: operation.inverse === true, of: operation.of };
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
