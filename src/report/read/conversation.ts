/** Reads a row of a data file back as a conversation: the question, each call with what it gave, the answer, the tools. */

/** Configurations whose rows can be read, the best first. */
export const READABLE = ['trl-sft', 'openai', 'axolotl', 'llamafactory', 'dta'] as const;

export interface Made {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** What the tool gave, as text; undefined where the row does not show it. */
  readonly observation: string | undefined;
}

export interface Conversation {
  readonly id: string | undefined;
  readonly question: string;
  readonly answer: string;
  readonly calls: readonly Made[];
  readonly tools: readonly { readonly name: string; readonly description: string }[];
  /** Estimated as the harvest does: bytes of the JSON by four. */
  readonly tokens: number;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads one line. @throws SyntaxError where it is no JSON */
export function readConversation(line: string): Conversation {
  const row = objectOf(JSON.parse(line));
  const { id, tools } = row;
  const listed = typeof tools === 'string' ? tools : JSON.stringify(tools ?? []);
  const said = Array.isArray(row['messages']) ? row['messages'].map(objectOf) : turnsOf(row);
  const answers = said.filter((message) => message['role'] === 'assistant' && !hasCalls(message));
  const bytes = Buffer.byteLength(JSON.stringify(said)) + Buffer.byteLength(listed);
  return {
    id: typeof id === 'string' ? id : undefined,
    question: text(said.find(({ role }) => role === 'user')?.['content']),
    answer: text(answers.at(-1)?.['content']),
    calls: callsOf(said),
    tools: toolsOf(JSON.parse(listed)),
    tokens: Math.ceil((bytes + '{"messages":,"tools":}'.length) / 4),
  };
}

function hasCalls({ tool_calls }: Json): boolean {
  return Array.isArray(tool_calls) && tool_calls.length > 0;
}

/** Each call with the result that bears its id; where ids are left out, results stand in the order of the calls. */
function callsOf(said: readonly Json[]): Made[] {
  const results = said.filter(({ role }) => role === 'tool');
  const made = said.filter(hasCalls).flatMap((message) => (message['tool_calls'] as unknown[]).map(objectOf));
  return made.map(({ id, function: called }, index): Made => {
    const { name, arguments: given } = objectOf(called);
    const result = id === undefined ? results[index] : results.find(({ tool_call_id }) => tool_call_id === id);
    const observation = result?.['content'];
    return {
      tool: text(name),
      arguments: objectOf(parsed(given)),
      observation: typeof observation === 'string' ? observation : undefined,
    };
  });
}

/** The turns of LLaMA-Factory as messages. */
function turnsOf(row: Json): Json[] {
  const turns = Array.isArray(row['conversations']) ? row['conversations'].map(objectOf) : [];
  const ids: string[] = [];
  let calls = 0;
  return turns.flatMap(({ from, value }): Json[] => {
    if (from === 'human') return [{ role: 'user', content: value }];
    if (from === 'gpt') return [{ role: 'assistant', content: value }];
    if (from === 'function_call') {
      const said = parsed(text(value).replace(/^[\s\S]*<tool_call>|<\/tool_call>\s*$/g, ''));
      const called = (Array.isArray(said) ? said : [said]).map((one) => {
        ids.push(`${calls}`);
        return { id: `${calls++}`, function: one };
      });
      return [{ role: 'assistant', content: '', tool_calls: called }];
    }
    const waiting = ids.splice(0);
    const given = waiting.length > 1 ? parsed(value) : [value];
    const results = Array.isArray(given) ? given : [given];
    return waiting.map((id, index) => ({ role: 'tool', tool_call_id: id, content: results[index] }));
  });
}

function toolsOf(listed: unknown): { name: string; description: string }[] {
  if (!Array.isArray(listed)) return [];
  return listed.map((tool) => {
    const { function: inner } = objectOf(tool);
    const { name, description } = objectOf(inner ?? tool);
    return { name: text(name), description: text(description) };
  });
}

/** A text as the JSON it is, or the value itself. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
