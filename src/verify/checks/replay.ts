/** replay: every call, carried out again on the graph, gives the observation that was recorded. */
import { isDeepStrictEqual } from 'node:util';
import type { Source } from '../../graph/source.ts';
import { computeSet, countSet, pageOf, present, type SetOperation, StaleHandle } from '../../tool/evaluate.ts';
import type { Operation } from '../../tool/operation.ts';
import { isFault, type Result } from '../../tool/result.ts';
import { tableOf } from '../../tool/table.ts';
import { type RecordedHandles, recordedHandles } from '../../trajectory/recorded-handles.ts';
import { redactedIn } from '../../trajectory/redact.ts';
import type { Check, Finding } from '../check.ts';
import { isOnThisGraph } from '../same-graph.ts';
import { giver, mayHaveChanged } from '../unpinned.ts';

export const replay: Check = {
  id: 'replay',
  run: async ({ trajectory, source }) => {
    if (!isOnThisGraph(trajectory, source)) return 'the calls ran on another graph';
    const redacted = redactedIn(trajectory);
    if (redacted !== undefined) return redacted;
    const findings: Finding[] = [];
    const handles = recordedHandles();
    for (const { seq, tool, operation, observation } of trajectory.calls) {
      if (operation === undefined) {
        if (!isFault(observation.status))
          findings.push({ step: seq, reason: `"${tool}" has an answer but no operation to check it by` });
        continue;
      }
      if ('query' in operation) {
        findings.push({ step: seq, reason: `"${tool}" answered a query, which is recorded and never proven` });
        continue;
      }
      const again = await carryOutAgain(operation, observation, source, handles);
      if (again !== undefined && !isSame(again, observation)) {
        findings.push({
          step: seq,
          reason: `"${tool}" recorded ${summary(observation)}, but ${giver(source)} gives ${summary(again)}${mayHaveChanged(source)}`,
        });
      }
    }
    return findings;
  },
};

/** The result on this graph, or undefined for what tells of tools and wordings rather than of facts. */
async function carryOutAgain(
  operation: Operation,
  observation: Result,
  source: Source,
  handles: RecordedHandles,
): Promise<Result | undefined> {
  if ('overview' in operation || 'find' in operation || 'describe' in operation) return undefined;
  if ('search' in operation) {
    const { search, class: within, limit } = operation;
    const found = await source.search(search, { ...(within === undefined ? {} : { class: within }), limit });
    const candidates = found.map(({ id, label, classes }) => ({ id, label, classes }));
    return { status: candidates.length > 0 ? 'ok' : 'empty', candidates };
  }
  try {
    if ('table' in operation) return await tableOf(operation, source, handles);
    if ('count' in operation) return await countSet(operation, source, handles);
    handles.expect(observation.result);
    if ('read' in operation) {
      const held = handles.get(operation.read);
      return held === undefined
        ? staleResult(operation.read)
        : await pageOf(operation.read, held, operation.offset, source);
    }
    const computed = await computeSet(operation as SetOperation, source, handles);
    return await present(computed, operation as SetOperation, source, handles);
  } catch (error) {
    if (error instanceof StaleHandle) return staleResult(error.handle);
    throw error;
  }
}

const staleResult = (handle: string): Result => ({ status: 'stale_handle', message: `no earlier call gave ${handle}` });

/** Up to the order of members, prototypes and undefined members, which a journal does not keep; mostly the texts are equal. */
function isSame(one: Result, other: Result): boolean {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  return first === second || isDeepStrictEqual(JSON.parse(first), JSON.parse(second));
}

function summary({ status, total, atLeast, number, rows, items = [], candidates = [] }: Result): string {
  if (rows !== undefined) return `a table of ${rows.length} rows`;
  if (number !== undefined) return `the number ${number}`;
  const shown = [
    ...items.map((item) => (item.kind === 'entity' ? item.label : item.value)),
    ...candidates.map(({ label }) => label),
  ];
  const listed = shown.slice(0, 3).map((label) => JSON.stringify(label.slice(0, 40)));
  return `${status}, ${total ?? atLeast ?? shown.length} in all${listed.length > 0 ? ` (${listed.join(', ')}${shown.length > 3 ? ', …' : ''})` : ''}`;
}
