/** Walks as clients would have written them down: one small renderer a kind of log, in the shapes of the real ones. */
import type { LogKind } from '../../../src/trajectory/client-log/log.ts';
import type { Trajectory } from '../../../src/trajectory/trajectory.ts';

export interface Turn {
  readonly question: string;
  readonly steps: readonly Step[];
  readonly words: string;
}

export interface Step {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** As it was served. */
  readonly reply: object;
  readonly failed: boolean;
}

/** A walk as a turn, with the task frame or without it. */
export function turnOf(trajectory: Trajectory, words: string, frame: boolean): Turn {
  const { task, calls, answer } = trajectory;
  const steps = calls.map(({ tool, arguments: values, observation }): Step => {
    const failed = !['ok', 'empty', 'truncated'].includes(observation.status);
    return { tool, arguments: values, reply: observation, failed };
  });
  const question = task?.question ?? '';
  if (!frame) return { question, steps, words };
  const begun = {
    tool: 'begin_task',
    arguments: { question },
    reply: { status: 'ok', task: task?.task },
    failed: false,
  };
  const submitted = {
    tool: 'submit_answer',
    arguments: { ...answer?.answer, task: task?.task },
    reply: { status: 'ok', message: 'The answer was taken down.' },
    failed: false,
  };
  return { question, steps: [begun, ...steps, submitted], words };
}

const lines = (entries: readonly object[]): string => `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`;

/** An id that no other session has. */
const idOf = (kind: string, session: string, turn: number, step: number): string => `${kind}_${session}${turn}x${step}`;

function stream(turns: readonly Turn[], session: string): string {
  const of = { session_id: session, parent_tool_use_id: null };
  return lines(
    turns.flatMap(({ question, steps, words }, turn) => [
      {
        type: 'system',
        subtype: 'init',
        cwd: '/home/somebody/project',
        session_id: session,
        tools: ['Bash', 'Read', ...steps.map(({ tool }) => `mcp__kg__${tool}`)],
        mcp_servers: [{ name: 'kg', status: 'connected' }],
        model: 'a-model',
        claude_code_version: '2.1.280',
      },
      { type: 'user', message: { role: 'user', content: [{ type: 'text', text: question }] }, ...of, isReplay: true },
      ...steps.flatMap(({ tool, arguments: values, reply, failed }, step) => {
        const message = { id: idOf('msg', session, turn, step), type: 'message', role: 'assistant' };
        const id = idOf('toolu', session, turn, step);
        const content = [{ type: 'text', text: JSON.stringify(reply) }];
        return [
          { type: 'assistant', message: { ...message, content: [{ type: 'text', text: `Step ${step}.` }] }, ...of },
          {
            type: 'assistant',
            message: { ...message, content: [{ type: 'tool_use', id, name: `mcp__kg__${tool}`, input: values }] },
            ...of,
          },
          {
            type: 'user',
            message: {
              role: 'user',
              content: [{ tool_use_id: id, type: 'tool_result', content, ...(failed ? { is_error: true } : {}) }],
            },
            ...of,
          },
        ];
      }),
      {
        type: 'assistant',
        message: { id: idOf('msg', session, turn, 999), role: 'assistant', content: [{ type: 'text', text: words }] },
        ...of,
      },
      {
        type: 'result',
        subtype: 'success',
        is_error: false,
        num_turns: 1,
        result: words,
        session_id: session,
        total_cost_usd: 0.01,
      },
    ]),
  );
}

function stored(turns: readonly Turn[], session: string): string {
  let count = 0;
  let before: string | null = null;
  const entry = (type: string, more: object): object => {
    count += 1;
    const uuid = `${session}-${count}`;
    const made = {
      parentUuid: before,
      isSidechain: false,
      userType: 'external',
      cwd: '/home/somebody/project',
      sessionId: session,
      version: '2.1.280',
      type,
      ...more,
      uuid,
      timestamp: '2026-10-01T10:00:00.000Z',
    };
    before = uuid;
    return made;
  };
  return lines([
    { type: 'summary', summary: 'A question about a graph', leafUuid: `${session}-1` },
    ...turns.flatMap(({ question, steps, words }, turn) => [
      entry('user', { message: { role: 'user', content: question } }),
      ...steps.flatMap(({ tool, arguments: values, reply, failed }, step) => {
        const id = idOf('toolu', session, turn, step);
        const use = { type: 'tool_use', id, name: `mcp__kg__${tool}`, input: values };
        const text = JSON.stringify(reply);
        return [
          entry('assistant', {
            message: { id: `msg_${step}`, role: 'assistant', content: [{ type: 'text', text: `Step ${step}.` }] },
          }),
          entry('assistant', { message: { id: `msg_${step}`, role: 'assistant', content: [use] } }),
          entry('user', {
            message: {
              role: 'user',
              content: [{ tool_use_id: id, type: 'tool_result', content: text, is_error: failed }],
            },
            toolUseResult: text,
          }),
        ];
      }),
      entry('assistant', {
        message: { id: `msg_${turn}_last`, role: 'assistant', content: [{ type: 'text', text: words }] },
      }),
    ]),
  ]);
}

function openai(turns: readonly Turn[], session: string): string {
  const messages = turns.flatMap(({ question, steps, words }, turn) => [
    { role: 'user', content: question },
    ...steps.flatMap(({ tool, arguments: values, reply }, step) => {
      const id = idOf('call', session, turn, step);
      const call = { id, type: 'function', function: { name: tool, arguments: JSON.stringify(values) } };
      return [
        { role: 'assistant', content: `Step ${step}.`, tool_calls: [call] },
        { role: 'tool', tool_call_id: id, content: JSON.stringify(reply) },
      ];
    }),
    { role: 'assistant', content: words },
  ]);
  return lines([{ messages: [{ role: 'system', content: 'Answer with the tools.' }, ...messages] }]);
}

export const RENDERERS: Readonly<Record<LogKind, (turns: readonly Turn[], session: string) => string>> = {
  'claude-stream': stream,
  'claude-stored': stored,
  openai,
};
