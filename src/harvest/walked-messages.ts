/** The turns between system text and answer: the question and every call with its observation, as they were. */
import type { Task } from '../task/task.ts';
import { isFault } from '../tool/result.ts';
import type { Called } from '../trajectory/record.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import { argumentsWithoutFrame, type OfferedTool, unknownArgument } from './offered-tools.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { CallMessage, JsonObject, Message } from './sample.ts';
import { thoughtOf, unfoundedName } from './thought.ts';

/** What the frame tools answer, as JSON: the journal keeps what was asked and answered, not these. */
export interface FrameTexts {
  readonly begun: string;
  readonly submitted: string;
}

/** The handle of every task: its real number tells only how many tasks a connection had before, which is no one's to learn. */
export const TASK_HANDLE = 't1';

export interface WalkInput {
  readonly trajectory: Trajectory;
  readonly task: Task;
  readonly tools: readonly OfferedTool[];
  readonly frame?: FrameTexts | undefined;
  readonly faults?: boolean;
  readonly thoughts?: boolean;
}

/** Nothing is rewritten after the walk but the handle of the task, which is taken out or, with the frame, evened out. */
export function walkedMessages(input: WalkInput): Message[] | Refusal {
  const { trajectory, task, frame, tools } = input;
  const { question } = trajectory.task ?? task;
  if (question !== task.question && question !== task.question_exact) return refuse('other_question', question);
  if (trajectory.calls.length === 0) return refuse('no_calls', trajectory.id);
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const messages: Message[] = [{ role: 'user', content: question }];
  if (frame !== undefined) turn(messages, 'begin_task', { question }, frame.begun, {});
  for (const [index, call] of trajectory.calls.entries()) {
    const refused = addCall(messages, call, byName.get(call.tool), input);
    if (refused !== undefined) return refuse(refused.refused, `call ${index + 1} (${call.tool}): ${refused.detail}`);
  }
  if (frame !== undefined && trajectory.answer !== undefined) {
    turn(messages, 'submit_answer', { ...trajectory.answer.answer }, frame.submitted, {});
  }
  return messages;
}

function addCall(
  messages: Message[],
  call: Called,
  tool: OfferedTool | undefined,
  { trajectory, frame, faults, thoughts }: WalkInput,
): Refusal | undefined {
  const { status } = call.observation;
  const fault = isFault(status);
  if (fault && faults !== true) return refuse('faulted_call', status);
  if (status === 'truncated') return refuse('truncated_call', status);
  if (tool === undefined) return refuse('tool_not_offered', call.tool);
  const handle = trajectory.task?.task;
  const given = frame === undefined ? argumentsWithoutFrame(call, tool, handle) : withHandle(call.arguments, handle);
  const unknown = fault ? undefined : unknownArgument(given, tool);
  if (unknown !== undefined) return refuse('tool_not_offered', `argument ${JSON.stringify(unknown)}`);
  const thought = thoughts === true ? thoughtOf(call, given, messages) : '';
  const unfounded = thought === '' ? undefined : unfoundedName(thought, messages);
  if (unfounded !== undefined) return refuse('unfounded_thought', unfounded);
  turn(messages, call.tool, given, JSON.stringify(call.observation), {
    ...(thought === '' ? {} : { content: thought }),
    ...(fault ? { learn: false } : {}),
  });
  return undefined;
}

function withHandle(given: JsonObject, handle: string | undefined): JsonObject {
  return handle !== undefined && given['task'] === handle ? { ...given, task: TASK_HANDLE } : given;
}

/** A call and what came back. */
function turn(
  messages: Message[],
  name: string,
  given: JsonObject,
  observation: string,
  change: Partial<Pick<CallMessage, 'content' | 'learn'>>,
): void {
  const id = `call_${messages.filter(({ role }) => role === 'tool').length + 1}`;
  const call = { id, type: 'function', function: { name, arguments: given } } as const;
  const { content = '', ...marks } = change;
  messages.push(
    { role: 'assistant', content, tool_calls: [call], ...marks },
    { role: 'tool', tool_call_id: id, name, content: observation },
  );
}
