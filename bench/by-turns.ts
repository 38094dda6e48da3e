/** Servers under calls, measured by turns: CPU a call, calls a second and the slowest hundredth. */
import { median } from './median.ts';
import type { Row } from './row.ts';

export interface Measured {
  /** CPU seconds of the server a call. */
  readonly cpu: number;
  readonly perSecond: number;
  /** Milliseconds that 99 of 100 calls took at most. */
  readonly p99: number;
}

/** @param times milliseconds of each call @param seconds by the clock, for all of them @param cpu seconds, for all of them */
export function measuredOf(times: readonly number[], seconds: number, cpu: number): Measured {
  const sorted = [...times].sort((left, right) => left - right);
  return {
    cpu: cpu / times.length,
    perSecond: times.length / seconds,
    p99: sorted[Math.floor(times.length * 0.99)] as number,
  };
}

/** The first round of each does not count. By the clock the best round counts: the others show what else the machine did. */
export async function byTurns<T>(
  servers: readonly T[],
  rounds: number,
  measure: (server: T, index: number) => Promise<Measured>,
): Promise<Measured[]> {
  const measured: Measured[][] = servers.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, server] of servers.entries()) {
      const one = await measure(server, index);
      if (round > 0) measured[index]?.push(one);
    }
  }
  return measured.map((all) => ({
    cpu: median(all.map(({ cpu }) => cpu)),
    perSecond: Math.max(...all.map(({ perSecond }) => perSecond)),
    p99: Math.min(...all.map(({ p99 }) => p99)),
  }));
}

export function shown({ cpu, perSecond }: Measured): string {
  return `${(cpu * 1e6).toFixed(0)} µs, ${perSecond.toFixed(0)} calls/s`;
}

/** What a call costs the server, and how late the slowest answers are, against a bare SDK echo. */
export function rowsAgainstEcho(transport: string, concurrent: number, bare: Measured, own: Measured): Row[] {
  const [cost, late] = [own.cpu / bare.cpu, own.p99 / bare.p99];
  return [
    {
      what: `server CPU of a relation call over ${transport}, ${concurrent} at once, against a bare SDK echo`,
      value: shown(own),
      ratio: cost,
      goal: '≤ 1.2×',
      met: cost <= 1.2,
    },
    {
      what: `p99 of the same (calls a second: ${(own.perSecond / bare.perSecond).toFixed(2)}×)`,
      value: `${own.p99.toFixed(2)} ms`,
      ratio: late,
      goal: '≤ 1.2×',
      met: late <= 1.2,
    },
  ];
}
