/** A session that is really carried out, call by call, and told as a story: what an agent does, without the way over the wire. */
import type { ToolClient } from '../../src/mcp/client.ts';
import { callTool } from '../../src/tool/call.ts';
import { createHandles } from '../../src/tool/handles.ts';
import type { Result } from '../../src/tool/result.ts';
import type { Arguments, Frame } from '../../src/tool/tool.ts';
import type { Answered, Called, TaskBegun } from '../../src/trajectory/record.ts';
import type { Story } from './story.ts';
import type { Ground } from './world.ts';

export interface Live extends ToolClient {
  story(): Story;
}

export function liveSession({ opened, toolset, served }: Ground): Live {
  const { graph, source } = opened;
  const handles = createHandles();
  const calls: Called[] = [];
  let task: TaskBegun | undefined;
  let answer: Answered | undefined;
  let framed = false;
  const frame: Frame = {
    begin: async (question) => {
      task = { type: 'task', task: 'task-1', question };
      framed = true;
      return 'task-1';
    },
    submit: async (given, resolved) => {
      answer = { type: 'answer', answer: given, resolved };
      framed = true;
    },
  };
  return {
    tools: async () => toolset.tools.map(({ name }) => name),
    call: async (tool: string, values: Arguments): Promise<Result> => {
      const { task: _, ...others } = values;
      framed = false;
      const { operation, result } = await callTool(toolset, tool, others, { source, handles, frame });
      const observation = JSON.parse(JSON.stringify(result)) as Result;
      if (!framed)
        calls.push({
          type: 'call',
          tool,
          arguments: values,
          operation,
          digest: graph.digest,
          observation,
          milliseconds: 0,
        });
      return observation;
    },
    close: async () => undefined,
    story: () => ({ opened: served, task, calls, answer }),
  };
}
