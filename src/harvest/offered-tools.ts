/** The tools offered in a sample: as listed over MCP, turned into OpenAI's function list, and compared with the calls made. */
import type { Called } from '../trajectory/record.ts';
import type { FunctionTool, JsonObject } from './sample.ts';

/** What a sample needs of a tool's listing. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}

const made = new WeakMap<OfferedTool, FunctionTool>();

/**
 * The function list in the order given; `$schema` says nothing to a model and is left out. The same listing gives the same
 * object, so that what is made of it (its text, its digest) is made once and not once a row.
 */
export function functionTools(tools: readonly OfferedTool[]): FunctionTool[] {
  return tools.map((tool) => {
    const known = made.get(tool) ?? functionTool(tool);
    made.set(tool, known);
    return known;
  });
}

function functionTool({ name, description, inputSchema: { $schema: _, ...parameters } }: OfferedTool): FunctionTool {
  return { type: 'function', function: { name, description, parameters } };
}

function propertiesOf(tool: OfferedTool): JsonObject {
  const { properties } = tool.inputSchema as { readonly properties?: JsonObject };
  return properties ?? {};
}

/**
 * The arguments of a call without the handle of its task, which belongs to the frame as `begin_task` does: it is taken
 * away only where it is this task's handle and the offered tool knows no such argument.
 */
export function argumentsWithoutFrame(call: Called, tool: OfferedTool, task: string | undefined): JsonObject {
  if (task === undefined || call.arguments['task'] !== task || Object.hasOwn(propertiesOf(tool), 'task')) {
    return call.arguments;
  }
  const { task: _, ...others } = call.arguments;
  return others;
}

/** The first argument that the offered tool does not know, or undefined. */
export function unknownArgument(given: JsonObject, tool: OfferedTool): string | undefined {
  return Object.keys(given).find((name) => !Object.hasOwn(propertiesOf(tool), name));
}
