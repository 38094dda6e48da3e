/** An endpoint that holds its answers back when told to, and knows which requests were broken off. */
import { EUROPE } from '../../tool/open-tools.ts';
import { endpointOf } from './server.ts';

export interface HeldEndpoint {
  readonly url: string;
  /** From now on nothing is answered. */
  hold(): void;
  /** From now on what comes is answered again. */
  release(): void;
  /** Requests that were not answered. */
  readonly held: number;
  /** Those of them that whoever sent them broke off. */
  readonly broken: number;
}

export async function heldEndpoint(): Promise<HeldEndpoint> {
  let holding = false;
  let held = 0;
  let broken = 0;
  const { url } = await endpointOf(EUROPE, {
    instead: (response) => {
      if (!holding) return false;
      held += 1;
      response.on('close', () => {
        broken += 1;
      });
      return true;
    },
  });
  return {
    url,
    hold: () => {
      holding = true;
    },
    release: () => {
      holding = false;
    },
    get held() {
      return held;
    },
    get broken() {
      return broken;
    },
  };
}
