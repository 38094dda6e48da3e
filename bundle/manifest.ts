/** The manifest of the bundle: what a client asks its user for, and how it starts the server (format 0.3 of MCPB). */

/** What of package.json the manifest repeats. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly engines: { readonly node: string };
}

/** The first file that is run, and its place in the bundle. */
export const ENTRY_POINT = 'dist/bundled.js';

export function manifestOf({ name, version, description, license, keywords, engines }: Package): object {
  const setting = (key: string): string => `\${user_config.${key}}`;
  return {
    manifest_version: '0.3',
    name,
    display_name: 'Graphtrail',
    version,
    description,
    author: { name: 'The Graphtrail authors' },
    license,
    keywords,
    server: {
      type: 'node',
      entry_point: ENTRY_POINT,
      mcp_config: {
        command: 'node',
        args: [
          `\${__dirname}/${ENTRY_POINT}`,
          setting('graph'),
          `--language=${setting('language')}`,
          `--record=${setting('record')}`,
        ],
      },
    },
    // They are made from the graph.
    tools_generated: true,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: engines.node } },
    user_config: {
      graph: {
        type: 'file',
        title: 'Graph',
        description: 'A knowledge graph: .ttl, .trig, .nt, .nq or .tsv, each also .gz',
        required: true,
      },
      language: {
        type: 'string',
        title: 'Language',
        description: 'Preferred language of names, such as "en"; may be left empty',
        required: false,
      },
      record: {
        type: 'directory',
        title: 'Recordings',
        description: 'A folder to record every call, question and answer in; left empty, nothing is recorded',
        required: false,
      },
    },
  };
}
