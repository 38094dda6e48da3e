/** Looking into values of unknown shape: nothing in a log can be trusted to be what it should be. */

export type Entry = Readonly<Record<string, unknown>>;

export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text; undefined for anything else. */
export function textOf(entry: Entry, name: string): string | undefined {
  const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A member that is an object; undefined for anything else. */
export function entryOf(entry: Entry, name: string): Entry | undefined {
  const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
  return isEntry(value) ? value : undefined;
}

/** A member that is a list; undefined for anything else. */
export function listOf(entry: Entry, name: string): readonly unknown[] | undefined {
  const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
  return Array.isArray(value) ? value : undefined;
}

/** The texts of content that is a text, or blocks of which some have one. */
export function textsOf(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block) =>
    typeof block === 'string' ? [block] : isEntry(block) ? (textOf(block, 'text') ?? []) : [],
  );
}

/** What `JSON.parse` makes of a text; undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One text for one JSON value: keys sorted. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isEntry(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))
      : member,
  );
}
