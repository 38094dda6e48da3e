/** The line to one engine worker: requests go out in order, replies come back in order, and death is told to everyone waiting. */
import { Worker } from 'node:worker_threads';
import type { Reply, Request } from './worker.ts';

/** Why a worker is gone, as one request sees it. */
export class WorkerLost extends Error {
  /** `bystander`: another request, or nobody, was the cause; the same request may be put to a new worker. */
  readonly fate: 'deadline' | 'crash' | 'bystander' | 'closed' | 'cancelled';

  constructor(fate: WorkerLost['fate'], message: string) {
    super(message);
    this.fate = fate;
  }
}

export interface WorkerLink {
  readonly alive: boolean;
  /**
   * Puts a request behind those already asked. The deadline counts from when the worker can begin with it. Where the signal is
   * aborted nobody waits any more, and the worker, if it is not done in a moment, is ended.
   *
   * @throws WorkerLost (as a rejection)
   */
  ask(request: Request, deadlineMilliseconds?: number, signal?: AbortSignal): Promise<Reply>;
  /** Ends the worker; everyone still waiting is told `closed`. */
  close(): Promise<void>;
}

interface Waiting {
  deadline: number | undefined;
  resolve(reply: Reply): void;
  reject(error: WorkerLost): void;
}

/** What a request may still take when nobody waits for it, in milliseconds: filling a new worker takes longer than most queries. */
const MOMENT = 200;

export function startWorker(): WorkerLink {
  // Nothing the worker prints may reach stdout, where a protocol may be spoken; it needs neither flags nor environment.
  const worker = new Worker(workerAddress(), { stdout: true, stderr: true, execArgv: [], env: {} });
  worker.stdout.resume();
  worker.stderr.resume();
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let alive = true;

  function lose(fate: 'deadline' | 'crash' | 'closed', message: string): void {
    if (!alive) return;
    alive = false;
    clearTimeout(timer);
    void worker.terminate();
    const lost = waiting;
    waiting = [];
    for (const [position, { reject }] of lost.entries()) {
      reject(new WorkerLost(fate === 'closed' || position === 0 ? fate : 'bystander', message));
    }
  }

  /** Starts the clock of the request that the worker is at now, and lets the process end when there is none. */
  function attend(): void {
    clearTimeout(timer);
    const [current] = waiting;
    if (current === undefined) worker.unref();
    else worker.ref();
    if (current?.deadline === undefined) return;
    const expire = () => {
      if (waiting[0] === current) lose('deadline', `no answer within ${current.deadline} ms`);
    };
    // A reply that arrived while this thread was busy is heard first.
    timer = setTimeout(() => setImmediate(expire), current.deadline);
  }

  worker.on('message', (reply: Reply) => {
    if (reply.kind === 'broken') {
      lose('crash', reply.reason);
      return;
    }
    waiting.shift()?.resolve(reply);
    attend();
  });
  worker.on('error', (error) => lose('crash', error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => lose('crash', `the worker ended with code ${code}`));

  return {
    get alive() {
      return alive;
    },
    ask(request, deadline, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(cancelled());
        if (!alive) {
          reject(new WorkerLost('bystander', 'the worker had ended'));
          return;
        }
        const asked: Waiting = { deadline, resolve, reject };
        const leave = (): void => {
          asked.deadline = MOMENT;
          if (waiting[0] === asked) attend();
          reject(cancelled());
        };
        signal?.addEventListener('abort', leave, { once: true });
        const left = (): void => signal?.removeEventListener('abort', leave);
        asked.resolve = (reply) => {
          left();
          resolve(reply);
        };
        asked.reject = (error) => {
          left();
          reject(error);
        };
        waiting.push(asked);
        worker.postMessage(request);
        if (waiting.length === 1) attend();
      });
    },
    async close() {
      lose('closed', 'the engine was closed');
      await worker.terminate();
    },
  };
}

const cancelled = (): WorkerLost => new WorkerLost('cancelled', 'the request was taken back');

/** Node runs no TypeScript: where this file runs as a source (tests), the worker is taken from the last build. */
function workerAddress(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? '../../dist/sparql/worker.js' : './worker.js', import.meta.url);
}
