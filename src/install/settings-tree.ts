/** Settings as a tree that knows where each of its parts stands in the text: JSON, with comments and trailing commas allowed. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { InstallError } from '../errors.ts';

export type { Node };

/**
 * The tree of a text; undefined for one without content.
 *
 * @throws InstallError `settings_invalid` with line and column; `settings_not_object`
 */
export function parseSettings(text: string, path: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parsed(text, path, errors);
  const [first] = errors;
  if (first !== undefined) {
    const what = printParseErrorCode(first.error)
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase();
    const got = text.slice(first.offset, first.offset + Math.max(first.length, 1)).slice(0, 40);
    throw new InstallError(
      'settings_invalid',
      `${placeIn(text, path, first.offset)}: expected JSON, got ${got === '' ? 'the end of the file' : JSON.stringify(got)} (${what}); nothing was written. Mend it, or use --print and paste what it prints`,
    );
  }
  if (root !== undefined && root.type !== 'object') throw notAnObject(text, path, root, 'the settings');
  return root;
}

/** A text nested so deeply that the parser's stack overflows is an error of the text. */
function parsed(text: string, path: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InstallError('settings_invalid', `${path}: nested too deeply to be settings; nothing was written`, {
      cause,
    });
  }
}

/**
 * The property of an object that has this key.
 *
 * @throws InstallError `settings_duplicate` where two have it: clients differ in which one they take
 */
export function propertyOf(text: string, path: string, object: Node, key: string): Node | undefined {
  const [found, second] = propertiesOf(object).filter((property) => property.children?.[0]?.value === key);
  if (second === undefined) return found;
  throw new InstallError(
    'settings_duplicate',
    `${placeIn(text, path, second.offset)}: expected ${JSON.stringify(key)} once, got it twice in one object; nothing was written. Take one of them out`,
  );
}

export const propertiesOf = ({ children = [] }: Node): readonly Node[] => children;

/** The value of a property. */
export function valueNode({ children }: Node): Node {
  return children?.[1] as Node;
}

export const endOf = ({ offset, length }: Node): number => offset + length;

export function notAnObject(text: string, path: string, { type, offset }: Node, what: string): InstallError {
  return new InstallError(
    'settings_not_object',
    `${placeIn(text, path, offset)}: expected ${what} to be an object, got ${type === 'null' ? 'null' : `a value of type ${type}`}; nothing was written. Mend it, or use --print and paste what it prints`,
  );
}

/** `file:line:column`, both from 1. */
function placeIn(text: string, path: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `${path}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}
