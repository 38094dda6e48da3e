/** Gathers the records of the files of a run into trajectories. */
import type { Answered, Called, Frame, JournalRecord, Opened, TaskBegun } from './record.ts';
import type { ChainProblem, Trajectory } from './trajectory.ts';

interface Draft {
  readonly id: string;
  journal: string;
  sealed: boolean;
  head: string;
  readonly problems: ChainProblem[];
  opened: (Frame & Opened) | undefined;
  task: (Frame & TaskBegun) | undefined;
  readonly calls: (Frame & Called)[];
  answer: (Frame & Answered) | undefined;
}

/** The file that is being read. */
export interface DraftedFile {
  readonly journal: string;
  readonly sealed: boolean;
  /** What is known to be wrong with it so far; it grows while the file is read. */
  readonly problems: readonly ChainProblem[];
}

export interface Drafts {
  /** Goes on with the next file of the run. */
  enter(file: DraftedFile): void;
  /** Takes a record in; gives the trajectory that it completes. */
  add(record: JournalRecord): Trajectory | undefined;
  /** The unanswered ones, in the order in which they began; nothing is left then. */
  rest(): Iterable<Trajectory>;
}

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>();
  let file: DraftedFile = { journal: '', sealed: false, problems: [] };

  function finish(draft: Draft): Trajectory {
    drafts.delete(draft.id);
    const missing = draft.opened?.imported?.missing;
    // Where an answer follows, it tells how many records before it are missing.
    if (missing !== undefined && draft.answer === undefined) {
      const reason = `the log that it was imported from holds ${missing === 1 ? 'one result' : `${missing} results`} not as served, so what the agent saw is not all known`;
      draft.problems.push({ seq: draft.opened?.seq, reason });
    }
    return { ...draft, problems: [...file.problems, ...draft.problems] };
  }

  return {
    enter(next) {
      // A chain vouches for nothing behind a break, so what began in an earlier file has its problems too.
      const { journal, problems } = file;
      for (const draft of drafts.values())
        draft.problems.push(...problems.map(({ seq, reason }) => ({ seq, reason: `${reason} (in ${journal})` })));
      file = next;
    },
    add(record) {
      if (record.type === 'closed') return undefined;
      const draft = drafts.get(record.trajectory) ?? begin(record);
      drafts.set(draft.id, draft);
      draft.head = record.sha256;
      draft.journal = file.journal;
      draft.sealed = file.sealed;
      place(draft, record);
      return record.type === 'answer' ? finish(draft) : undefined;
    },
    *rest() {
      for (const draft of [...drafts.values()]) yield finish(draft);
    },
  };
}

function begin(record: JournalRecord): Draft {
  const problems: ChainProblem[] = [];
  if (record.type !== 'opened') {
    const reason =
      'the trajectory does not begin with "opened": it was answered before, or its beginning is in another file or lost';
    problems.push({ seq: record.seq, reason });
  }
  return {
    id: record.trajectory,
    journal: '',
    sealed: false,
    head: '',
    problems,
    opened: undefined,
    task: undefined,
    calls: [],
    answer: undefined,
  };
}

function place(draft: Draft, record: Exclude<JournalRecord, { type: 'closed' }>): void {
  if (record.unrecorded !== undefined) {
    const many = record.unrecorded === 1 ? 'a record before it' : `${record.unrecorded} records before it`;
    const reason = `${many} could not be written when due (a full or failing disk, or data that no journal holds), so what the agent saw is not all known`;
    draft.problems.push({ seq: record.seq, reason });
  }
  if (record.type === 'call') {
    draft.calls.push(record);
    return;
  }
  if (record.type === 'answer') {
    draft.answer = record;
    return;
  }
  if (record.type === 'opened' && draft.opened === undefined) draft.opened = record;
  else if (record.type === 'task' && draft.task === undefined) draft.task = record;
  else draft.problems.push({ seq: record.seq, reason: `the trajectory has a second "${record.type}" record` });
}
