/** The handles of a trajectory: each new result has the next number, and what belongs to whom names one of the inputs. */
import type { Source } from '../../graph/source.ts';
import type { Operation } from '../../tool/operation.ts';
import type { Called, Frame } from '../../trajectory/record.ts';
import type { Finding } from '../check.ts';

/**
 * Handles count up by one. Calls in flight together may be recorded in another order than they were carried out in, so a number
 * may come early; none is given twice, and none is left out.
 */
export function misnumbered(calls: readonly (Frame & Called)[]): Finding[] {
  const findings: Finding[] = [];
  const given = new Map<string, number>();
  for (const { seq, operation, observation } of calls) {
    const { result } = observation;
    if (result === undefined) continue;
    if (operation !== undefined && 'read' in operation) {
      if (operation.read !== result)
        findings.push({
          step: seq,
          reason: `a page of ${operation.read} was read, but the result is called ${result}`,
        });
      continue;
    }
    const before = given.get(result);
    if (before !== undefined)
      findings.push({ step: seq, reason: `the handle ${result} was given before, in record ${before}` });
    else given.set(result, seq);
  }
  for (const [handle, step] of given) {
    const number = Number(/^#r([1-9]\d{0,8})$/.exec(handle)?.[1]);
    if (!(number <= given.size))
      findings.push({
        step,
        reason: `the handle ${handle.slice(0, 40)} is out of the count: there are ${given.size} results`,
      });
  }
  return findings;
}

/** Items say to which of the inputs they belong: only where several were given, and only these. */
export function misattributed({ operation, observation }: Called, source: Source): string[] {
  const attributed = (observation.items ?? []).flatMap(({ of = [] }) => of);
  if (operation === undefined || attributed.length === 0) return [];
  const inputs = inputsOf(operation);
  if (inputs === undefined) return [];
  if (inputs.size < 2) return ['items say to which input they belong, but there were not several'];
  const stranger = attributed.find((id) => !inputs.has(source.expand(id) ?? id));
  return stranger === undefined
    ? []
    : [`an item belongs to ${JSON.stringify(stranger.slice(0, 80))}, which was not given`];
}

/** Undefined where the inputs went by a handle. */
function inputsOf(operation: Operation): ReadonlySet<string> | undefined {
  if ('follow' in operation) return 'entities' in operation.of ? new Set(operation.of.entities) : undefined;
  return 'read' in operation ? undefined : new Set();
}
