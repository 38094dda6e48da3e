/** Undoes what clients put before the names of tools: `mcp__kg__get_table` (Claude Code, Codex), `mcp_kg_get_table` (VS Code, Cursor), `kg-get_table`, `functions.get_table`. */

export interface ServedName {
  /** The name under which the server offers the tool. */
  readonly tool: string;
  /** What stood before it, without the marks of clients: mostly what the client calls the server. */
  readonly server: string;
}

/** What may stand between a server's name and a tool's. */
const SEPARATOR = /[_\-./:]/;
const MARKS = /^(?:mcp_+|functions\.)|[_\-./:]+$/gu;

/** The longest name of a known tool that this one ends with, behind a separator or as a whole; undefined where there is none. */
export function servedName(name: string, known: (tool: string) => boolean): ServedName | undefined {
  for (let from = 0; from < name.length; from++) {
    if (from > 0 && !SEPARATOR.test(name[from - 1] as string)) continue;
    const tool = name.slice(from);
    if (known(tool)) return { tool, server: name.slice(0, from).replace(MARKS, '') };
  }
  return undefined;
}
