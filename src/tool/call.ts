/** Calls a tool of a toolset: checks the arguments, runs the handler, and turns every fault of the caller into a result. */
import { EndpointError } from '../errors.ts';
import { StaleHandle } from './evaluate.ts';
import { misfitOf } from './parameter.ts';
import { quote } from './quote.ts';
import { invalid, stale } from './resolve.ts';
import type { Result } from './result.ts';
import type { Arguments, Context, Outcome } from './tool.ts';
import type { Toolset } from './toolset.ts';

/** Never throws for anything an agent can send; a throw is an operator fault (the graph is gone, the disk is full). */
export async function callTool(toolset: Toolset, name: string, values: Arguments, context: Context): Promise<Outcome> {
  const tool = toolset.byName.get(name);
  if (tool === undefined) {
    return { result: invalid(`There is no tool ${quote(name)}. List the tools to see what there is.`) };
  }
  const misfit = misfitOf(tool.parameters, values);
  if (misfit !== undefined) return { result: invalid(misfit) };
  try {
    return await stoppable(context, () => tool.handler(values, context));
  } catch (error) {
    if (error instanceof StaleHandle) return { result: stale(error.handle) };
    if (error instanceof EndpointError) return { result: outOfReach(error) };
    throw error;
  }
}

/** What a source still waits for is given up when the call is taken back. */
function stoppable({ source, signal }: Context, action: () => Promise<Outcome>): Promise<Outcome> {
  return signal === undefined || source.during === undefined ? action() : source.during(signal, action);
}

/** The graph's own server failed over this call. Its own words, and its address, are for the operator. */
function outOfReach({ code }: EndpointError): Result {
  const slow = code === 'endpoint_timeout' || code === 'endpoint_too_large';
  const advice = slow
    ? 'Ask for less at once, such as fewer entities or a smaller set.'
    : 'Call again in a while; if it goes on like this, tell whoever runs this server.';
  const message = `The server that holds the graph did not answer this call (${code}), so nothing is known of it. ${advice}`;
  return { status: 'busy', message };
}
