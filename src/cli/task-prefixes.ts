/** Tasks made from files name things by the prefixes of those files, which an endpoint does not declare. */
import { UsageError } from '../errors.ts';
import type { Source } from '../graph/source.ts';
import type { Task } from '../task/task.ts';

/** @throws UsageError `task_prefixes` where an id that the task names things by means nothing, or something else, to the source */
export function refuseOtherIds({ id, anchors, answers }: Task, source: Source): void {
  const stranger = [...anchors, ...answers].find((one) => one.id !== one.iri && source.expand(one.id) !== one.iri);
  if (stranger === undefined) return;
  throw new UsageError(
    'task_prefixes',
    `the task ${id} calls <${stranger.iri}> ${stranger.id}, which the endpoint knows nothing of. ${adviceFor(stranger)}`,
  );
}

function adviceFor({ id, iri }: { readonly id: string; readonly iri: string }): string {
  const colon = id.indexOf(':');
  const local = id.slice(colon + 1);
  if (colon < 1 || !iri.endsWith(local)) return 'Give the prefixes of the graph that it was made from with --prefix.';
  return `Add --prefix ${id.slice(0, colon)}=${iri.slice(0, iri.length - local.length)}, here and wherever this endpoint is verified or harvested.`;
}
