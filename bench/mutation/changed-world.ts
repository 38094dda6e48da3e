/** A graph in which one fact that a trajectory rests on is not so. */
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { streamNTriples } from '../../src/graph/triples.ts';
import type { Random } from '../../src/logic/random.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import type { Base } from './mutant.ts';
import { type World, worldOf } from './world.ts';

/** Undefined where the trajectory follows no relation. */
export async function changedWorld({ world, story }: Base, random: Random): Promise<World | undefined> {
  const { graph, flags } = world.opened;
  const followed = new Set(
    story.calls.flatMap(({ operation }) =>
      operation !== undefined && 'follow' in operation ? [operation.follow] : [],
    ),
  );
  const named = new Set(JSON.stringify(story).match(/urn:[^"\\\s]+/g) ?? []);
  let text = '';
  await streamNTriples(graph.inputs, flags, (chunk) => {
    text += chunk;
  });
  const lines = text.split('\n');
  const resting = lines.flatMap((line, at) => {
    const [subject = '', predicate = '', object = ''] = line.split(' ').map((part) => part.replace(/^<|>$/g, ''));
    return followed.has(predicate) && (named.has(subject) || named.has(object)) ? [at] : [];
  });
  if (resting.length === 0) return undefined;
  const changed = lines.toSpliced(random.choose(resting), 1).join('\n');
  const other = await loadGraphFromText(changed, { format: 'n-triples', name: graph.name });
  const source = new LocalSource(other);
  return await worldOf(world.name, { graph: other, source, vocabulary: await discoverRelations(source), flags }, []);
}
