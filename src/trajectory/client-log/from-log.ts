/** Where no server recorded: the trajectories that it would have, worked out from a client's log and the graph. */
import type { Source } from '../../graph/source.ts';
import type { Answer } from '../../tool/answer.ts';
import { callTool } from '../../tool/call.ts';
import { beginTaskTool, submitAnswerTool } from '../../tool/frame-tools.ts';
import { isFault, type Result } from '../../tool/result.ts';
import type { Toolset } from '../../tool/toolset.ts';
import { type Called, type Frame, type Opened, RECORD_VERSION } from '../record.ts';
import { type RecordedHandles, recordedHandles } from '../recorded-handles.ts';
import type { Trajectory } from '../trajectory.ts';
import type { LogCall, LogTurn } from './log.ts';
import { resultIn } from './reply.ts';
import { servedName } from './tool-name.ts';

export interface Served {
  readonly source: Source;
  /** Every tool that the graph may have been served with. */
  readonly toolset: Toolset;
  readonly opened: Omit<Opened, 'type'>;
}

type Draft = { -readonly [K in keyof Trajectory]: Trajectory[K] } & {
  calls: (Frame & Called)[];
  readonly handles: RecordedHandles;
};

/**
 * The observations are those of the log. What each call did is what its tool makes of the arguments on this graph: whether that gives the
 * observation is for verification to find out. Calls without a result that is one are left out.
 */
export async function trajectoriesFromLog(turns: readonly LogTurn[], served: Served): Promise<Trajectory[]> {
  const session = createSession(served);
  const calls = turns.flatMap((turn) => turn.calls).sort((one, other) => one.line - other.line);
  for (const call of calls) {
    const name = servedName(call.name, (tool) => served.toolset.byName.has(tool));
    const result = call.reply && resultIn(call.reply.content);
    if (name !== undefined && result !== undefined && call.arguments !== undefined)
      await session.add(name.tool, call.arguments, result);
  }
  return session.trajectories.map(({ handles: _, ...trajectory }) => trajectory);
}

function createSession({ source, toolset, opened }: Served) {
  const trajectories: Draft[] = [];
  /** Unanswered tasks by handle. */
  const open = new Map<string, Draft>();
  let own: Draft | undefined;
  let seq = 0;

  function frame(id: string): Frame {
    seq += 1;
    return { v: RECORD_VERSION, trajectory: id, seq, prev: '', at: '', sha256: '' };
  }

  function begin(): Draft {
    const id = `${trajectories.length + 1}`;
    const draft: Draft = {
      id,
      journal: '',
      head: '',
      sealed: true,
      problems: [],
      opened: { ...frame(id), ...opened, type: 'opened' },
      task: undefined,
      calls: [],
      answer: undefined,
      handles: recordedHandles(),
    };
    trajectories.push(draft);
    return draft;
  }

  /** As a server would tell: the task's, else that of the only open task, else the connection's own. */
  function trajectoryOf(handle: unknown): Draft {
    const [only, ...others] = open.values();
    const named = typeof handle === 'string' ? open.get(handle) : others.length === 0 ? only : undefined;
    if (named !== undefined) return named;
    own ??= begin();
    return own;
  }

  async function submit(draft: Draft, values: LogCall['arguments']): Promise<boolean> {
    let submitted: { answer: Answer; resolved: readonly string[] | undefined } | undefined;
    const task = {
      begin: async () => '',
      submit: async (answer: Answer, resolved: readonly string[] | undefined) => {
        submitted = { answer, resolved };
      },
    };
    const { task: _, ...given } = values ?? {};
    await callTool(toolset, submitAnswerTool.name, given, { source, handles: draft.handles, frame: task });
    if (submitted === undefined) return false;
    draft.answer = { ...frame(draft.id), type: 'answer', ...submitted };
    for (const [handle, one] of open) if (one === draft) open.delete(handle);
    if (own === draft) own = undefined;
    return true;
  }

  return {
    trajectories,
    async add(tool: string, values: Readonly<Record<string, unknown>>, observation: Result): Promise<void> {
      const ended = !isFault(observation.status);
      const { task, ...given } = values;
      if (tool === beginTaskTool.name && ended && observation.task !== undefined) {
        const draft = begin();
        const question = String(values['question'] ?? observation.question);
        draft.task = { ...frame(draft.id), type: 'task', task: observation.task, question };
        open.set(observation.task, draft);
        return;
      }
      const draft = trajectoryOf(task);
      if (tool === submitAnswerTool.name && ended && (await submit(draft, values))) return;
      draft.handles.expect(observation.result);
      const { operation } = await callTool(toolset, tool, given, { source, handles: draft.handles });
      const called = { tool, arguments: values, operation: ended ? operation : undefined, digest: source.digest };
      draft.calls.push({ ...frame(draft.id), type: 'call', ...called, observation, milliseconds: 0 });
    },
  };
}
