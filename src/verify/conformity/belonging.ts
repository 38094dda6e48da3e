/** Whether a response belongs to its call: each call is sent again as the agent sent it, and must do and give the same. */
import { isDeepStrictEqual } from 'node:util';
import { EndpointError } from '../../errors.ts';
import type { Source } from '../../graph/source.ts';
import { callTool } from '../../tool/call.ts';
import { computeSet, type SetOperation, StaleHandle } from '../../tool/evaluate.ts';
import type { Operation } from '../../tool/operation.ts';
import type { Result } from '../../tool/result.ts';
import type { Frame as TaskFrame } from '../../tool/tool.ts';
import type { Called, Frame } from '../../trajectory/record.ts';
import { type RecordedHandles, recordedHandles } from '../../trajectory/recorded-handles.ts';
import type { Evidence, Finding } from '../check.ts';
import { giver, mayHaveChanged } from '../unpinned.ts';

/**
 * Replay carries out what a record says was *done*; here what was *sent* is sent again, tool and arguments, and what it leads to is
 * held against the record. Without this a record could show other arguments than those whose result it holds.
 */
export async function misbelonging(evidence: Evidence): Promise<Finding[]> {
  const { trajectory } = evidence;
  const handles = recordedHandles();
  const findings: Finding[] = [];
  for (const call of trajectory.calls) {
    const found = await sendAgain(call, handles, evidence);
    if (found !== undefined) findings.push({ step: call.seq, ...found });
  }
  return [...findings, ...(await resolvedOtherwise(handles, evidence))];
}

type Found = Omit<Finding, 'step'>;

async function sendAgain(
  call: Frame & Called,
  handles: RecordedHandles,
  evidence: Evidence,
): Promise<Found | undefined> {
  const { trajectory, toolset, source } = evidence;
  const { tool, arguments: values, operation, observation } = call;
  const { task, ...others } = values;
  if (isAstray(task, call, trajectory.task?.task)) return undefined;
  if (task !== undefined && trajectory.task?.task && task !== trajectory.task.task)
    return { reason: `the call was made for the task ${JSON.stringify(String(task).slice(0, 40))}, not for this one` };
  const sameTools = trajectory.opened?.toolset === toolset.digest;
  const served = sameTools ? toolset.tools.some(({ name }) => name === tool) : toolset.byName.has(tool);
  handles.expect(observation.result);
  if (!served && operation !== undefined) {
    await holdResult(operation, handles, source);
    return renamed(tool, sameTools);
  }
  // Nothing was done then: whoever called was told to come back.
  const alone = trajectory.opened?.imported?.alone === true;
  if (observation.status === 'busy' && operation === undefined) return alone ? toldByLogAlone(tool) : undefined;
  const again = await callTool(toolset, tool, others, { source, handles, frame: NO_FRAME });
  if (again.result.status === 'busy') throw new EndpointError('endpoint_busy', again.result.message ?? 'busy');
  if (!isSame(again.operation, operation))
    return {
      reason: `"${tool}" with these arguments does ${told(again.operation)}, but the record says ${told(operation)}`,
    };
  if (again.result.status !== observation.status)
    return {
      reason: `"${tool}" with these arguments gives "${again.result.status}", but the record says "${observation.status}"${mayHaveChanged(source)}`,
    };
  if (alone && !isReplayed(operation) && !isSame(again.result, observation)) return toldByLogAlone(tool);
  return toldOtherwise(again.result, call, sameTools, source);
}

function isReplayed(operation: Operation | undefined): boolean {
  return operation !== undefined && !['overview', 'find', 'describe'].some((kind) => kind in operation);
}

/** No server wrote down what a text about tools or a fault said, and whoever has the log may have written another one. */
function toldByLogAlone(tool: string): Found {
  return { reason: `what "${tool}" gave stands in a client's log alone, and is not what it gives here` };
}

/** Recorded here because its own task handle named no open task. */
function isAstray(task: unknown, { observation, operation }: Called, own: string | undefined): boolean {
  return task !== undefined && task !== own && operation === undefined && observation.status === 'invalid';
}

/** Later calls may name the result of a call that cannot be sent again. */
async function holdResult(operation: Operation, handles: RecordedHandles, source: Source): Promise<void> {
  if (!isSetOperation(operation)) return;
  try {
    handles.mint({ ...(await computeSet(operation, source, handles)), source });
  } catch (error) {
    // Replay says so.
    if (!(error instanceof StaleHandle)) throw error;
  }
}

const OTHERS = ['count', 'table', 'search', 'describe', 'read', 'find', 'overview', 'query'];

function isSetOperation(operation: Operation): operation is SetOperation {
  return !OTHERS.some((kind) => kind in operation);
}

function renamed(tool: string, sameTools: boolean): Found {
  const named = JSON.stringify(tool.slice(0, 80));
  if (sameTools) return { reason: `no tool named ${named} was served` };
  const reason = `no tool is named ${named} now, so what the call did is known from its operation alone`;
  return { reason, severity: 'warning' };
}

/**
 * What replay leaves out, since wordings may improve. The names that a fault proposes and the facts of a description must be so all
 * the same; a text about the tools themselves may differ, which is worth a warning where the same tools were served.
 */
function toldOtherwise(
  again: Result,
  { tool, operation, observation }: Called,
  sameTools: boolean,
  source: Source,
): Found | undefined {
  if (operation === undefined || 'describe' in operation) {
    if (isSame(factsOf(again), factsOf(observation))) return undefined;
    return {
      reason: `"${tool}" records names or facts that ${giver(source)} does not give so${mayHaveChanged(source)}`,
    };
  }
  const ofTools = 'overview' in operation || 'find' in operation;
  if (!ofTools || !sameTools || isSame(again, observation)) return undefined;
  return { reason: `"${tool}" now tells of the tools in other words than were recorded`, severity: 'warning' };
}

/** Without the names of tools and relations, which are wordings. */
function factsOf({ candidates, facts = [] }: Result): unknown {
  return [candidates, facts.map(({ total, items }) => JSON.stringify([total, items])).sort()];
}

const NO_FRAME: TaskFrame = { begin: async () => '', submit: async () => undefined };

/** The answer as terms must be what the answer as given leads to. */
async function resolvedOtherwise(
  handles: RecordedHandles,
  { trajectory, toolset, source }: Evidence,
): Promise<Finding[]> {
  const { answer } = trajectory;
  if (answer === undefined || !toolset.byName.has('submit_answer')) return [];
  let resolved: readonly string[] | undefined;
  const frame: TaskFrame = {
    ...NO_FRAME,
    submit: async (_, terms) => {
      resolved = terms;
    },
  };
  const { result } = await callTool(toolset, 'submit_answer', { ...answer.answer }, { source, handles, frame });
  const { seq: step } = answer;
  if (result.status !== 'ok') return [{ step, reason: `such an answer would not have been taken: ${result.message}` }];
  if (isSame(resolved?.toSorted(), answer.resolved?.toSorted())) return [];
  return [
    {
      step,
      reason: `the answer is recorded as ${told(answer.resolved)}, but what was handed in means ${told(resolved)}`,
    },
  ];
}

/** Up to the order of members, and to undefined ones, which a journal does not keep. */
function isSame(one: unknown, other: unknown): boolean {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  if (first === second) return true;
  return first !== undefined && second !== undefined && isDeepStrictEqual(JSON.parse(first), JSON.parse(second));
}

function told(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
