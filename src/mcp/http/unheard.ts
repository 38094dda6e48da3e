/** What a server says by itself while no stream is open to say it on: kept for the next one, the latest of each kind. */
import type { ServerResponse } from 'node:http';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

export interface Unheard {
  /** Takes the answer to a request for a stream: if it becomes one, what was kept is sent on it. */
  listen(response: ServerResponse): void;
}

/** The SDK's transport lets go of such messages without a word; so they are held back here. */
export function keepUnheard(transport: Pick<Transport, 'send'>): Unheard {
  const send = transport.send.bind(transport);
  const unheard = new Map<string, JSONRPCMessage>();
  let streams = 0;

  transport.send = async (message, options) => {
    const byItself = 'method' in message && !('id' in message) && options?.relatedRequestId === undefined;
    if (byItself && streams === 0) unheard.set(message.method, message);
    else await send(message, options);
  };

  function opened(): void {
    const kept = [...unheard.values()];
    unheard.clear();
    for (const message of kept) void transport.send(message).catch(() => undefined);
  }

  return {
    listen(response) {
      const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
      response.writeHead = (...given: unknown[]) => {
        if (given[0] === 200) {
          streams += 1;
          response.once('close', () => {
            streams -= 1;
          });
          setImmediate(opened);
        }
        return writeHead(...given);
      };
    },
  };
}
