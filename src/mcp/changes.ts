/** Tells a client that the list of tools has changed, once it has said that it is ready to hear. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';

/** Calls the listener at every change until what it gives back is called. */
export type OnChange = (listener: () => void) => () => void;

/**
 * Hears of changes for as long as the server's connection lasts. Chained to what hears of its end already; whoever sets
 * `onclose` later has to call what stood there.
 */
export function followChanges(server: Server, onChange: OnChange, heard: () => void): void {
  const stop = onChange(heard);
  const { onclose } = server;
  server.onclose = () => {
    onclose?.();
    stop();
  };
}

/** A notification for every change; of those before the client was ready, one. */
export function createNotices(server: Server): () => void {
  let ready = false;
  let due = false;
  // Where the connection ends at this moment, there is nobody left to tell.
  const send = (): void => void server.sendToolListChanged().catch(() => undefined);
  const { oninitialized } = server;
  server.oninitialized = () => {
    oninitialized?.();
    ready = true;
    if (due) send();
  };
  return () => {
    if (ready) send();
    else due = true;
  };
}
