/** Messages as JSON text. A list of tools may have megabytes and is the same for every client: it is turned into text once. */

const texts = new WeakMap<object, string>();

export function messageText(message: object): string {
  const tools = unchangingList(message);
  if (tools === undefined) return JSON.stringify(message);
  const known = texts.get(tools) ?? JSON.stringify(tools);
  texts.set(tools, known);
  const { id } = message as { readonly id?: unknown };
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"tools":${known}}}`;
}

/** The tools of a reply that holds nothing else, if their list is frozen: any other may be a different one the next time. */
function unchangingList(message: object): object | undefined {
  const { result, jsonrpc, id, ...others } = message as Readonly<Record<string, unknown>>;
  if (typeof result !== 'object' || result === null || jsonrpc !== '2.0' || id === undefined) return undefined;
  const { tools, ...more } = result as Readonly<Record<string, unknown>>;
  const alone = Object.keys(others).length + Object.keys(more).length === 0;
  return alone && Array.isArray(tools) && Object.isFrozen(tools) ? tools : undefined;
}
