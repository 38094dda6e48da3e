/** Which trajectory a request belongs to. MCP's current revision has no sessions, so the key is made of what requests carry. */

/** What a request says about where it belongs. */
export interface RequestKey {
  /** The handle that `begin_task` gave. */
  readonly task?: string | undefined;
  /** `_meta.traceparent` (W3C Trace Context). */
  readonly traceparent?: string | undefined;
}

/** The keys of one connection. */
export interface Keys {
  /** Gives a new task its handle, `t1`, `t2`, … */
  begin(): { trajectory: string; task: string };
  /**
   * The trajectory of a request: its task's, else its trace's, else that of the only open task, else the connection's own.
   *
   * @returns undefined for a task handle that was never given on this connection or whose task is answered
   */
  resolve(key: RequestKey): string | undefined;
  /** The trajectory is answered: its task is no longer open, and its trace or the connection begins another one. */
  end(trajectory: string): void;
}

/** version "-" trace-id "-" parent-id "-" flags; version ff and a trace-id of zeros are invalid (W3C Trace Context §3.2). */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

/** Traces come from the client: this many are kept, the longest unused is forgotten first. */
const MAXIMUM_TRACES = 1_000;

/**
 * @param id names trajectories
 * @param forget hears of each trajectory that no request can belong to any more
 */
export function createKeys(id: () => string, forget: (trajectory: string) => void): Keys {
  const open = new Map<string, string>();
  const traces = new Map<string, string>();
  let own: string | undefined;
  let begun = 0;

  function ofTrace(trace: string): string {
    const trajectory = traces.get(trace) ?? id();
    traces.delete(trace);
    traces.set(trace, trajectory);
    const [oldest] = traces;
    if (traces.size > MAXIMUM_TRACES && oldest !== undefined) {
      traces.delete(oldest[0]);
      forget(oldest[1]);
    }
    return trajectory;
  }

  return {
    begin() {
      begun += 1;
      const task = `t${begun}`;
      const trajectory = id();
      open.set(task, trajectory);
      return { trajectory, task };
    },
    resolve({ task, traceparent }) {
      if (task !== undefined) return open.get(task);
      const trace = traceparent === undefined ? undefined : TRACEPARENT.exec(traceparent)?.[1];
      if (trace !== undefined) return ofTrace(trace);
      const [only, ...others] = open.values();
      if (only !== undefined && others.length === 0) return only;
      own ??= id();
      return own;
    },
    end(trajectory) {
      for (const map of [open, traces]) {
        for (const [key, value] of map) if (value === trajectory) map.delete(key);
      }
      if (own === trajectory) own = undefined;
      forget(trajectory);
    },
  };
}
