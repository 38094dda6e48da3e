/** `graphtrail tools`: the tools that a graph becomes. */
import { Command } from 'commander';
import type { Surface } from '../tool/toolset.ts';
import { compileToolset, DEFAULT_BUDGET } from '../tool/toolset.ts';
import { type EndpointFlags, GRAPH_OR_ENDPOINT, openSource, withEndpointFlags } from './endpoint-flags.ts';
import { surfaceOption, wholeNumber } from './parse.ts';
import { counted, print, printJson, tell } from './print.ts';

interface Flags extends EndpointFlags {
  readonly surface: Surface;
  readonly budget: number;
  readonly all?: boolean;
  readonly json?: boolean;
}

export function toolsCommand(): Command {
  return withEndpointFlags(new Command('tools'))
    .description('show the tools that a graph becomes')
    .argument('[graph...]', GRAPH_OR_ENDPOINT)
    .addOption(surfaceOption())
    .option('--budget <n>', 'most relation tools that "auto" offers', wholeNumber, DEFAULT_BUDGET)
    .option('--all', 'every relation, whatever the budget')
    .option('--json', 'as the JSON that MCP clients are sent')
    .action(showTools);
}

async function showTools(paths: string[], flags: Flags): Promise<void> {
  const { source, vocabulary } = await openSource(paths, flags);
  const surface = flags.all === true ? 'relations' : flags.surface;
  const toolset = await compileToolset(source, vocabulary, { surface, budget: flags.budget });
  if (flags.json === true) return printJson(toolset.listing);
  for (const { name, description, inputSchema } of toolset.listing) {
    const parameters = Object.keys(inputSchema['properties'] as object).join(', ');
    print(`${name}(${parameters})`);
    print(`  ${description}`);
  }
  const bytes = JSON.stringify(toolset.listing).length;
  const hidden =
    vocabulary.relations.length - new Set(toolset.tools.flatMap(({ relation }) => relation?.iri ?? [])).size;
  tell(
    `\n${counted(toolset.tools.length, 'tool')}, about ${counted(Math.ceil(bytes / 4), 'token')} to list. ${toolset.digest}`,
  );
  if (hidden > 0)
    tell(`${counted(hidden, 'more relation')} behind find_relation and follow_relation; --all shows them as tools.`);
}
