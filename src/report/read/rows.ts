/** The rows of a data folder, one after the other: each proof with the conversation that it proves. */
import { join } from 'node:path';
import { HarvestError } from '../../errors.ts';
import { type LineFile, openLineFile } from '../../harvest/line-file.ts';
import { PROVENANCE } from '../../harvest/write-rows.ts';
import { type Conversation, READABLE, readConversation } from './conversation.ts';
import { type ProofLine, readProof } from './proof.ts';

export interface Row extends ProofLine {
  /** Undefined where no configuration of the folder shows it in a layout that is read here. */
  readonly conversation: Conversation | undefined;
}

/** The configuration that {@link rowsOf} reads conversations from, among the files of a folder; undefined for none. */
export function conversationConfig(files: readonly string[]): string | undefined {
  return READABLE.find((name) =>
    files.some((file) => file.startsWith(`data/${name}/`) || file.startsWith(`data/${name}-unpinned/`)),
  );
}

/**
 * Reads a folder in one pass; memory holds a row and a block of each file.
 *
 * @param files paths below the folder
 * @throws HarvestError `not_readable`, `dataset_form` for a line that no harvest writes
 */
export function* rowsOf(directory: string, files: readonly string[]): Generator<Row> {
  const config = conversationConfig(files);
  const readers = new Map<string, ConversationReader>();
  const proofs = openLineFile(join(directory, PROVENANCE));
  let line = 0;
  try {
    for (const { bytes } of proofs.lines()) {
      line++;
      const row = attempt(`${PROVENANCE}:${line}`, () => readProof(bytes.toString('utf8')));
      const folder = `data/${config}${row.proof.pinned ? '' : '-unpinned'}/${row.split}`;
      const reader = readers.get(folder) ?? openConversations(directory, files, folder);
      readers.set(folder, reader);
      yield { ...row, conversation: attempt(folder, () => reader.next(row.id)) };
    }
  } finally {
    proofs.close();
    for (const reader of readers.values()) reader.close();
  }
}

interface ConversationReader {
  /** The conversation of the next row that has one; undefined where the row of this id has none. */
  next(id: string): Conversation | undefined;
  close(): void;
}

/** Files hold the rows in the order of the proofs; a layout may have left some out. */
function openConversations(directory: string, files: readonly string[], start: string): ConversationReader {
  const paths = files.filter((file) => file.startsWith(`${start}.`) || file.startsWith(`${start}-`));
  const opened: LineFile[] = [];
  function* conversations(): Generator<Conversation> {
    for (const path of paths.filter((file) => file.endsWith('.jsonl'))) {
      const file = openLineFile(join(directory, path));
      opened.push(file);
      for (const { bytes } of file.lines()) yield readConversation(bytes.toString('utf8'));
    }
  }
  const all = conversations();
  let waiting: Conversation | undefined;
  return {
    next(id) {
      waiting ??= all.next().value as Conversation | undefined;
      if (waiting === undefined || (waiting.id !== undefined && waiting.id !== id)) return undefined;
      const found = waiting;
      waiting = undefined;
      return found;
    },
    close: () => {
      for (const file of opened) file.close();
    },
  };
}

/** What goes wrong within is the fault of the file. */
function attempt<T>(place: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof HarvestError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError(
      'dataset_form',
      `${place}: expected a row as graphtrail harvest writes it, but: ${reason}.`,
      {
        cause,
      },
    );
  }
}
