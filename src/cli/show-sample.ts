/** A training row as a person reads it: who said what, in order. */
import { table } from './print.ts';

interface Row {
  readonly messages: readonly {
    readonly role: string;
    readonly content?: string;
    readonly tool_calls?: readonly { readonly function: { readonly name: string; readonly arguments: unknown } }[];
  }[];
  readonly tools: unknown;
}

/** Longest text shown of one message; observations may be long. */
const LONGEST = 600;

const cut = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;

export function showSample({ messages, tools }: Row): string {
  const offered = (typeof tools === 'string' ? JSON.parse(tools) : tools) as readonly { function: { name: string } }[];
  const lines = messages.map(({ role, content = '', tool_calls: calls = [] }) => {
    const said = calls.map(
      ({ function: { name, arguments: given } }) =>
        `${name}(${typeof given === 'string' ? given : JSON.stringify(given)})`,
    );
    return [`  ${role}`, cut([...said, ...(content === '' ? [] : [content])].join('\n'))];
  });
  return table([['  offered', offered.map(({ function: { name } }) => name).join(', ')], ...lines]);
}
