/** Keeps one client from asking for more at once than is good for the others. */
import { protocolError, SERVER_BUSY } from './protocol-error.ts';

/** Runs work while less than `most` of it is under way; the rest is refused with an error that says so. */
export function fewAtOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let underWay = 0;
  return async (work) => {
    if (underWay >= most)
      throw protocolError(SERVER_BUSY, `More than ${most} requests are under way; ask again later.`);
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
}
