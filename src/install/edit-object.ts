/**
 * Adding and taking away a property of an object in a text, touching no other byte of it. jsonc-parser's own `modify` formats
 * whole lines, and so what others wrote in them; hence its tree and scanner are used, and the edits made here.
 */
import { applyEdits, type Edit } from 'jsonc-parser';
import { type Layout, laidOut } from './layout.ts';
import { endOf, type Node, propertiesOf } from './settings-tree.ts';
import { commaIn, indentOf, lineIndent, type Token, tokensBetween } from './tokens.ts';

/** The text with a property as the last of an object. */
export function insertProperty(text: string, object: Node, key: string, value: unknown, layout: Layout): string {
  const last = propertiesOf(object).at(-1);
  if (last === undefined) return insertFirst(text, object, key, value, layout);
  const tokens = tokensBetween(text, endOf(last));
  const comma = commaIn(tokens);
  const after = comma?.end ?? endOf(last);
  const indent = indentOf(text, last.offset);
  // An object that ends with a comma still does so afterwards: taking the property away again gives the same bytes.
  const tail = comma === undefined ? '' : ',';
  if (indent === undefined) {
    const inline = ` ${JSON.stringify(key)}: ${JSON.stringify(value)}${tail}`;
    return edited(text, [insertion(after, comma === undefined ? `,${inline}` : inline)]);
  }
  const property = `${layout.eol}${indent}${JSON.stringify(key)}: ${laidOut(value, indent, layout)}${tail}`;
  const anchor = endOfLineComments(tokens, after);
  if (comma !== undefined) return edited(text, [insertion(anchor, property)]);
  return anchor === after
    ? edited(text, [insertion(after, `,${property}`)])
    : edited(text, [insertion(after, ','), insertion(anchor, property)]);
}

/** Where the comments end that stand behind an offset in the same line: they speak of what stands before it. */
function endOfLineComments(tokens: readonly Token[], after: number): number {
  let end = after;
  for (const token of tokens) {
    if (token.kind === 'line break') break;
    if (token.kind === 'comment' && token.offset >= after) end = token.end;
  }
  return end;
}

function insertFirst(text: string, object: Node, key: string, value: unknown, layout: Layout): string {
  const { eol, unit } = layout;
  const outer = lineIndent(text, object.offset);
  const indent = `${outer}${unit}`;
  const property = `${eol}${indent}${JSON.stringify(key)}: ${laidOut(value, indent, layout)}`;
  const close = endOf(object) - 1;
  const comment = tokensBetween(text, object.offset + 1).findLast(({ kind }) => kind === 'comment');
  const from = comment?.end ?? object.offset + 1;
  return edited(text, [{ offset: from, length: close - from, content: `${property}${eol}${outer}` }]);
}

/** The text without a property of an object, and without the comma that it needed. */
export function removeProperty(text: string, object: Node, property: Node): string {
  const properties = propertiesOf(object);
  const position = properties.indexOf(property);
  const before = properties[position - 1];
  const next = properties[position + 1];
  const leading = tokensBetween(text, before === undefined ? object.offset + 1 : endOf(before));
  const trailing = tokensBetween(text, endOf(property));
  const comma = commaIn(trailing);
  if (before === undefined && next !== undefined) return edited(text, removalOfFirst(property, trailing));
  const last = leading.findLast(({ kind }) => kind === 'comma' || kind === 'comment');
  const from = swallows(text, last, trailing) ? property.offset : (last?.end ?? object.offset + 1);
  const edits = [deletion(from, endOf(property))];
  if (comma !== undefined) edits.push(deletion(comma.offset, comma.end));
  else if (before !== undefined) {
    const needless = commaIn(leading) as Token;
    edits.unshift(deletion(needless.offset, needless.end));
  }
  const rest = edited(text, edits);
  return before === undefined && next === undefined ? closedUp(rest, object.offset) : rest;
}

/** Whether what follows would become part of the `// comment` before it, if the line break between them went. */
function swallows(text: string, before: Token | undefined, trailing: readonly Token[]): boolean {
  if (before === undefined || !text.startsWith('//', before.offset)) return false;
  return trailing.find(({ kind }) => kind !== 'comma')?.kind !== 'line break';
}

/** What follows moves to where the property began. */
function removalOfFirst(property: Node, trailing: readonly Token[]): Edit[] {
  const comma = commaIn(trailing) as Token;
  const behind = trailing.slice(trailing.indexOf(comma) + 1);
  const kept = behind.findIndex(({ kind }) => kind === 'comment');
  const blank = kept < 0 ? behind : behind.slice(0, kept);
  return [deletion(property.offset, endOf(property)), deletion(comma.offset, blank.at(-1)?.end ?? comma.end)];
}

/** An object of nothing but white space becomes `{}`. */
function closedUp(text: string, offset: number): string {
  const blank = /^\{\s*\}/.exec(text.slice(offset))?.[0];
  return blank === undefined ? text : `${text.slice(0, offset)}{}${text.slice(offset + blank.length)}`;
}

export function replaceValue(text: string, value: Node, content: string): string {
  return edited(text, [{ offset: value.offset, length: value.length, content }]);
}

const edited = (text: string, edits: readonly Edit[]): string => applyEdits(text, [...edits]);
const insertion = (offset: number, content: string): Edit => ({ offset, length: 0, content });
const deletion = (offset: number, end: number): Edit => ({ offset, length: end - offset, content: '' });
