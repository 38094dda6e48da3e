/** The sessions that are open: each found by its id and only by its own client, given up when nothing is heard of it. */
import { randomUUID } from 'node:crypto';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { type HttpSession, openSession } from './http-session.ts';
import { noSession, type Refusal } from './refusal.ts';

export interface SessionTable {
  readonly size: number;
  /** Requests of all sessions that are not answered yet. */
  readonly waiting: number;
  /** Opens one; undefined where there are too many and none that may be given up. */
  open(principal: string): Promise<HttpSession | undefined>;
  /** Undefined as well for the session of somebody else. */
  find(id: string, principal: string): HttpSession | undefined;
  /** Gives up those that were idle for too long. */
  sweep(): Promise<void>;
  end(session: HttpSession, refusal: Refusal): Promise<void>;
  endAll(refusal: Refusal): Promise<void>;
}

export interface SessionLimits {
  /** The most sessions at once. */
  readonly sessions: number;
  /** How long nothing may be heard of a client, in milliseconds. */
  readonly idle: number;
}

/** A client speaks again right after its welcome. One that does not may be in want of sessions rather than of answers. */
const SPEAKS_WITHIN = 60_000;

/** @param connect makes the server of one session */
export function createSessionTable(
  connect: () => Server,
  answers: 'json' | 'stream',
  { sessions: most, idle }: SessionLimits,
): SessionTable {
  const sessions = new Map<string, HttpSession>();
  /** Those whose stream was ended for idleness, and when they had been heard last: a client that lives opens another. */
  const asked = new WeakMap<HttpSession, number>();

  let opening = 0;

  const patience = ({ heard }: HttpSession): number => (heard > 1 ? idle : Math.min(idle, SPEAKS_WITHIN));
  const idleFor = ({ seen }: HttpSession): number => performance.now() - seen;

  async function end(session: HttpSession, refusal: Refusal): Promise<void> {
    sessions.delete(session.id);
    await session.end(refusal);
  }

  /** Makes place by giving up the one that was idle longest, if it was so for long enough. */
  async function makePlace(): Promise<boolean> {
    let oldest: HttpSession | undefined;
    for (const session of sessions.values()) if (oldest === undefined || session.seen < oldest.seen) oldest = session;
    if (oldest === undefined || idleFor(oldest) < patience(oldest)) return false;
    await end(oldest, noSession);
    return true;
  }

  return {
    get size() {
      return sessions.size;
    },
    get waiting() {
      let sum = 0;
      for (const { waiting } of sessions.values()) sum += waiting;
      return sum;
    },
    async open(principal) {
      if (sessions.size + opening >= most && !(await makePlace())) return undefined;
      const id = randomUUID();
      opening += 1;
      try {
        const session = await openSession(connect(), { id, principal, answers, onEnd: () => sessions.delete(id) });
        sessions.set(id, session);
        return session;
      } finally {
        opening -= 1;
      }
    },
    find(id, principal) {
      const session = sessions.get(id);
      return session?.principal === principal ? session : undefined;
    },
    async sweep() {
      for (const session of sessions.values()) {
        if (idleFor(session) < patience(session)) continue;
        if (asked.get(session) === session.seen) {
          await end(session, noSession);
        } else {
          asked.set(session, session.seen);
          session.endStream();
        }
      }
    },
    end,
    async endAll(refusal) {
      await Promise.all([...sessions.values()].map((session) => end(session, refusal)));
    },
  };
}
