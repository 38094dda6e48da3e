/** Counts what journals hold: files, records, trajectories, how old, and who recorded them. */
import { type FileState, inspectJournals } from './inspect.ts';
import type { Trajectory } from './trajectory.ts';

export interface ClientStats {
  /** Name and version as the client gave them; "unknown" where it gave none. */
  readonly client: string;
  readonly trajectories: number;
  readonly answered: number;
  readonly calls: number;
}

export interface JournalStats {
  readonly files: number;
  readonly states: Readonly<Partial<Record<FileState, number>>>;
  readonly bytes: number;
  readonly records: number;
  readonly trajectories: number;
  readonly answered: number;
  readonly calls: number;
  /** Secrets that were taken out. */
  readonly redacted: number;
  /** Records that could not be written. */
  readonly unrecorded: number;
  /** Times of the first and the last record, as ISO 8601. */
  readonly oldest: string | undefined;
  readonly newest: string | undefined;
  /** In code-point order. */
  readonly clients: readonly ClientStats[];
}

export async function journalStats(paths: readonly string[]): Promise<JournalStats> {
  const clients = new Map<string, { trajectories: number; answered: number; calls: number }>();
  const states: Partial<Record<FileState, number>> = {};
  const totals = { files: 0, bytes: 0, records: 0, redacted: 0, unrecorded: 0 };
  let oldest: string | undefined;
  let newest: string | undefined;

  function addTrajectory({ opened, answer, calls }: Trajectory): void {
    const name = opened?.client === undefined ? 'unknown' : `${opened.client.name} ${opened.client.version}`;
    const counts = clients.get(name) ?? { trajectories: 0, answered: 0, calls: 0 };
    clients.set(name, counts);
    counts.trajectories += 1;
    counts.calls += calls.length;
    if (answer !== undefined) counts.answered += 1;
  }

  const inspected = inspectJournals(paths, {
    onTrajectory: addTrajectory,
    onRecord: ({ at, redacted = 0, unrecorded = 0 }) => {
      if (oldest === undefined || at < oldest) oldest = at;
      if (newest === undefined || at > newest) newest = at;
      totals.redacted += redacted;
      totals.unrecorded += unrecorded;
    },
  });
  for await (const { state, bytes, records } of inspected) {
    states[state] = (states[state] ?? 0) + 1;
    totals.files += 1;
    totals.bytes += bytes;
    totals.records += records;
  }
  const listed = [...clients].map(([client, counts]) => ({ client, ...counts }));
  listed.sort((one, other) => (one.client < other.client ? -1 : 1));
  const sum = (pick: (stats: ClientStats) => number): number => listed.reduce((all, stats) => all + pick(stats), 0);
  return {
    ...totals,
    states,
    trajectories: sum(({ trajectories }) => trajectories),
    answered: sum(({ answered }) => answered),
    calls: sum(({ calls }) => calls),
    oldest,
    newest,
    clients: listed,
  };
}
