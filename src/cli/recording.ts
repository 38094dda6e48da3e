/** Introduces the server to the recorder: they are siblings that do not know each other. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { JournalError } from '../errors.ts';
import { haveSameNames } from '../graph/same-names.ts';
import type { OnChange } from '../mcp/changes.ts';
import { type ClientName, createServer, type ServerOptions } from '../mcp/server.ts';
import type { Toolset, ToolsetOptions } from '../tool/toolset.ts';
import { keepFinished } from '../trajectory/finished.ts';
import { type Journal, openJournal } from '../trajectory/journal.ts';
import type { Event } from '../trajectory/record.ts';
import { createRecorder } from '../trajectory/recorder.ts';
import { createUnwritten } from '../trajectory/unwritten.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';
import type { Practising } from './practising.ts';
import { counted, tell } from './print.ts';
import { type RecordingFlags, redactorOf } from './recording-flags.ts';
import { makeServed, type Served } from './served.ts';
import { VERSION } from './version.ts';

/** A graph being served: one server for each connection, all writing to one journal where there is one. */
export interface Serving {
  /** What is served now. */
  readonly current: Served;
  readonly toolset: Toolset;
  readonly journal: Journal | undefined;
  connect(): Server;
  /**
   * Serves another state of the graph from the next call on, and tells all clients; calls in flight end on what they began with.
   * False, and nothing is done, where neither the triples nor their names nor the tools are any different.
   */
  renew(opened: OpenedSource): Promise<boolean>;
}

export interface ServingOptions extends ToolsetOptions {
  /** Whether {@link Serving.renew} may be called. */
  readonly live?: boolean;
}

export async function openServing(
  opened: OpenedSource,
  { live = false, ...options }: ServingOptions,
  directory: string | undefined,
  recording: Partial<RecordingFlags> = {},
  practising?: Practising,
): Promise<Serving> {
  const serves = { frame: directory !== undefined, practice: practising !== undefined, live };
  let current = await makeServed(opened, options, serves);
  const journal = directory === undefined ? undefined : openRecording(directory, recording);
  const record = journal === undefined ? undefined : await recorderOf(journal, () => current, recording);
  const listeners = new Set<() => void>();
  const onChange: OnChange = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get current() {
      return current;
    },
    get toolset() {
      return current.snapshot.toolset;
    },
    journal,
    connect: () =>
      createServer({
        version: VERSION,
        snapshot: () => current.snapshot,
        ...(practising === undefined ? {} : practiceOptions(practising)),
        ...(record === undefined ? {} : { recording: true, record: record.connect }),
        ...(live ? { onChange } : {}),
      }),
    async renew(changed) {
      const next = await makeServed(changed, options, serves);
      if (isSame(next, current)) return false;
      await record?.serve(next);
      const before = current;
      current = next;
      for (const listener of listeners) listener();
      void before.close().catch(() => undefined);
      return true;
    },
  };
}

function isSame(one: Served, other: Served): boolean {
  const { shaping, opened } = other;
  if (one.shaping.graph.digest !== shaping.graph.digest || one.shaping.toolset !== shaping.toolset) return false;
  // Few names stand in the list of tools; the others are in results.
  return !isGraph(one.opened) || !isGraph(opened) || haveSameNames(one.opened.graph, opened.graph);
}

/** Records of connections, each trajectory opened with what its first call saw. */
async function recorderOf(journal: Journal, current: () => Served, recording: Partial<RecordingFlags>) {
  const { onRecordFailure: onFailure = 'fail' } = recording;
  const onLost = tellLost(onFailure);
  /** All that was ever served: a call may still be recorded when the next state is there. */
  const served = new Map<string, Served['shaping']>();
  const key = (digest: string | undefined, toolset: string | undefined): string => `${digest} ${toolset}`;
  const serve = async ({ shaping, snapshot }: Served): Promise<void> => {
    await journal.writeTools(shaping.toolset, snapshot.toolset.listing);
    served.set(key(shaping.graph.digest, shaping.toolset), shaping);
  };
  const seenBy = (first: Event): Served['shaping'] =>
    (first.type === 'call' ? served.get(key(first.digest, first.toolset)) : undefined) ?? current().shaping;
  await serve(current());
  return {
    serve,
    connect: (client: () => ClientName | undefined) => {
      const opened = (first: Event) => ({ ...seenBy(first), client: client() });
      return keepFinished(createRecorder(journal, opened, { onFailure, onLost }), journal);
    },
  };
}

/** Practice without a record needs trajectories told apart all the same. */
function practiceOptions({ connect }: Practising): Pick<ServerOptions, 'practise' | 'record' | 'recording'> {
  return { practise: connect, record: () => createUnwritten(), recording: false };
}

function openRecording(directory: string, recording: Partial<RecordingFlags>): Journal {
  const { rotate, keep } = recording;
  const redact = redactorOf(recording);
  return openJournal(directory, {
    ...(rotate === undefined ? {} : { rotate }),
    ...(keep === undefined ? {} : { keep }),
    ...(redact === undefined ? {} : { redact }),
    onPruned: (paths) => tell(`Deleted by --keep: ${paths.join(', ')}`),
  });
}

/** Tells the operator of the first record that is lost, then of the 10th, the 100th, …: a full disk must not fill the log. */
function tellLost(onFailure: 'fail' | 'serve'): (error: JournalError) => void {
  let lost = 0;
  let next = 1;
  return ({ message, code }) => {
    lost += 1;
    if (lost < next) return;
    next *= 10;
    const became = onFailure === 'fail' ? 'failed' : 'served, and said to be unrecorded';
    tell(`graphtrail: ${message} [${code}] (${counted(lost, 'call')} ${became} so far)`);
  };
}
