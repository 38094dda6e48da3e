/** Gathers the records of one file into trajectories. */
import type { Answered, Called, Frame, JournalRecord, Opened, TaskBegun } from './record.ts';
import type { ChainProblem, Trajectory } from './trajectory.ts';

interface Draft {
  readonly id: string;
  head: string;
  readonly problems: ChainProblem[];
  opened: (Frame & Opened) | undefined;
  task: (Frame & TaskBegun) | undefined;
  readonly calls: (Frame & Called)[];
  answer: (Frame & Answered) | undefined;
}

export interface Drafts {
  /** Takes a record in; gives the trajectory that it completes. */
  add(record: JournalRecord): Trajectory | undefined;
  /** The unanswered ones, in the order in which they began. */
  rest(): Iterable<Trajectory>;
}

/** @param fileProblems what is known to be wrong with the file so far; it grows while the file is read */
export function createDrafts(journal: string, sealed: boolean, fileProblems: readonly ChainProblem[]): Drafts {
  const drafts = new Map<string, Draft>();

  function finish(draft: Draft): Trajectory {
    drafts.delete(draft.id);
    return { ...draft, journal, sealed, problems: [...fileProblems, ...draft.problems] };
  }

  return {
    add(record) {
      if (record.type === 'closed') return undefined;
      const draft = drafts.get(record.trajectory) ?? begin(record);
      drafts.set(draft.id, draft);
      draft.head = record.sha256;
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
    head: '',
    problems,
    opened: undefined,
    task: undefined,
    calls: [],
    answer: undefined,
  };
}

function place(draft: Draft, record: Exclude<JournalRecord, { type: 'closed' }>): void {
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
