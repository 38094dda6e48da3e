/** How a text of settings is laid out, so that what is added looks like what stands there. */
import { type Node, propertiesOf } from './settings-tree.ts';
import { indentOf } from './tokens.ts';

export interface Layout {
  /** One step of indentation. */
  readonly unit: string;
  readonly eol: '\n' | '\r\n';
}

export function layoutOf(text: string, root: Node | undefined): Layout {
  const [first] = root === undefined ? [] : propertiesOf(root);
  const indent = first === undefined ? undefined : indentOf(text, first.offset);
  return {
    unit: indent === undefined || indent === '' ? '  ' : indent,
    eol: /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n',
  };
}

/** A value over several lines, of which all but the first are indented. */
export function laidOut(value: unknown, indent: string, { unit, eol }: Layout): string {
  return JSON.stringify(value, undefined, unit).replaceAll('\n', `${eol}${indent}`);
}
