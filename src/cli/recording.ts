/** Introduces the server to the recorder: they are siblings that do not know each other. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { JournalError } from '../errors.ts';
import { createServer, type ServerOptions } from '../mcp/server.ts';
import { compileToolset, type Toolset, type ToolsetOptions } from '../tool/toolset.ts';
import { keepFinished } from '../trajectory/finished.ts';
import { type Journal, openJournal } from '../trajectory/journal.ts';
import { createRecorder } from '../trajectory/recorder.ts';
import { createUnwritten } from '../trajectory/unwritten.ts';
import type { OpenedSource } from './graph-options.ts';
import type { Practising } from './practising.ts';
import { counted, tell } from './print.ts';
import { queriesOf } from './querying.ts';
import { type RecordingFlags, redactorOf } from './recording-flags.ts';
import { VERSION } from './version.ts';

/** A graph being served: one server for each connection, all writing to one journal where there is one. */
export interface Serving {
  readonly toolset: Toolset;
  readonly journal: Journal | undefined;
  connect(): Server;
}

export async function openServing(
  opened: OpenedSource,
  options: ToolsetOptions,
  directory: string | undefined,
  recording: Partial<RecordingFlags> = {},
  practising?: Practising,
): Promise<Serving> {
  const { graph, source, vocabulary, flags } = opened;
  const query = options.surface === 'sparql' ? { query: queriesOf(opened) } : {};
  const practice = practising !== undefined;
  const framing = { frame: directory !== undefined || practice, practice };
  const toolset = await compileToolset(source, vocabulary, { ...options, ...query, ...framing });
  const journal = directory === undefined ? undefined : openRecording(directory, recording);
  const onFailure = recording.onRecordFailure ?? 'fail';
  const onLost = tellLost(onFailure);
  await journal?.writeTools(toolset.digest, toolset.listing);
  const { surface = 'auto', budget } = options;
  const shaping = {
    surface,
    ...(budget === undefined ? {} : { budget }),
    ...(vocabulary.configuration === undefined ? {} : { configuration: vocabulary.configuration }),
    ...(flags.base === undefined ? {} : { base: flags.base }),
    ...(flags.language === undefined ? {} : { language: flags.language }),
    ...(flags.entail === true ? { entail: true } : {}),
    ...(practice ? { practice } : {}),
  };
  return {
    toolset,
    journal,
    connect: () =>
      createServer({
        version: VERSION,
        snapshot: () => ({ toolset, source }),
        ...(practising === undefined ? {} : practiceOptions(practising)),
        ...(journal === undefined
          ? {}
          : {
              recording: true,
              record: (client) => {
                const recorder = createRecorder(
                  journal,
                  () => ({
                    graph: { name: graph.name, digest: graph.digest, triples: graph.triples },
                    options: shaping,
                    toolset: toolset.digest,
                    versions: { graphtrail: VERSION },
                    client: client(),
                  }),
                  { onFailure, onLost },
                );
                return keepFinished(recorder, journal);
              },
            }),
      }),
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
