/** `graphtrail call`: one tool, once. */
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { isEndpoint } from '../sparql/endpoint/address.ts';
import { callTool } from '../tool/call.ts';
import { createHandles } from '../tool/handles.ts';
import type { Parameter } from '../tool/parameter.ts';
import { isFault, type Result } from '../tool/result.ts';
import type { Arguments } from '../tool/tool.ts';
import { compileToolset } from '../tool/toolset.ts';
import { type EndpointFlags, openSource, withEndpointFlags } from './endpoint-flags.ts';
import { count, print, printJson, tell } from './print.ts';

interface Flags extends EndpointFlags {
  readonly json?: boolean;
}

export function callCommand(exit: (code: number) => void): Command {
  return withEndpointFlags(new Command('call'))
    .description('call one tool, once')
    .argument('[graph]', 'a file or folder; several with commas between them; or an endpoint: sparql+https://…')
    .argument('[tool]', 'the name of the tool, as "graphtrail tools" shows it')
    .argument('[key=value...]', 'its arguments; a value in [] or "" is read as JSON')
    .option('--json', 'the whole result as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  graphtrail call graphs/countries.ttl get_capital_of_country country=France\n  graphtrail call graphs/countries.ttl get_intersection_of \'sets=[["France","Spain"],["Spain"]]\'',
    )
    .action(async (graph: string | undefined, tool: string | undefined, pairs: string[], flags: Flags) => {
      // With --endpoint nothing stands where the graph would.
      if (flags.endpoint === undefined) await callOnce(graph, tool, pairs, flags, exit);
      else await callOnce(undefined, graph, tool === undefined ? [] : [tool, ...pairs], flags, exit);
    });
}

async function callOnce(
  graph: string | undefined,
  tool: string | undefined,
  pairs: readonly string[],
  flags: Flags,
  exit: (code: number) => void,
): Promise<void> {
  if (tool === undefined) throw new UsageError('no_tool', 'expected a graph and the name of a tool; see --help');
  const paths = graph === undefined || isEndpoint(graph) ? [graph ?? []].flat() : graph.split(',');
  const { source, vocabulary } = await openSource(paths, flags);
  const toolset = await compileToolset(source, vocabulary, { surface: 'relations' });
  const known = toolset.byName.get(tool);
  if (known === undefined)
    throw new UsageError(
      'unknown_tool',
      `there is no tool "${tool}"; "graphtrail tools ${graph ?? `--endpoint ${flags.endpoint}`} --all" lists them`,
    );
  const values = readPairs(pairs, known.parameters);
  const { result } = await callTool(toolset, tool, values, { source, handles: createHandles() });
  if (flags.json === true) printJson(result);
  else printResult(result);
  if (isFault(result.status)) exit(1);
}

function readPairs(pairs: readonly string[], parameters: readonly Parameter[]): Arguments {
  return Object.fromEntries(
    pairs.map((pair) => {
      const split = pair.indexOf('=');
      if (split < 1)
        throw new UsageError(
          'bad_argument',
          `expected key=value, got "${pair}"; the keys are ${parameters.map(({ name }) => name).join(', ')}`,
        );
      const key = pair.slice(0, split);
      return [
        key,
        readValue(
          pair.slice(split + 1),
          parameters.find(({ name }) => name === key),
        ),
      ];
    }),
  );
}

function readValue(text: string, parameter: Parameter | undefined): unknown {
  const typed = parameter?.kind === 'integer' || parameter?.kind === 'number' || parameter?.kind === 'boolean';
  if (!typed && !/^[["]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A result for a person: one item a line. */
export function printResult(result: Result): void {
  const { status, total, items = [], candidates = [], relations = [], facts = [], message } = result;
  if (message !== undefined) print(message);
  for (const item of items) {
    const shown =
      item.kind === 'entity'
        ? `${item.label}  <${item.id}>`
        : `${item.value}${item.language === undefined ? '' : ` @${item.language}`}`;
    print(item.of === undefined ? shown : `${shown}  of ${item.of.join(', ')}`);
  }
  for (const { label, id, classes } of candidates)
    print(`${label}  <${id}>${classes.length > 0 ? `  ${classes.join(', ')}` : ''}`);
  for (const { tool, description } of relations) print(`${tool}: ${description}`);
  for (const { tool, total: all, items: shown } of facts) {
    print(
      `${tool} (${count(all)}): ${shown.map((item) => (item.kind === 'entity' ? item.label : item.value)).join(', ')}${all > shown.length ? ', …' : ''}`,
    );
  }
  if (total !== undefined)
    tell(`${status}: ${count(total)} in all${items.length < total ? `, ${items.length} shown` : ''}`);
  else tell(status);
}
