/** `describe_graph`: what the graph holds, in at most 2 KB, so that an agent knows what to ask for. */
import type { Observations } from '../graph/source.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { quoteLabel } from './describe-relation.ts';
import type { ToolNames } from './name.ts';
import type { Tool } from './tool.ts';

const LONGEST = 2000;

/** Text of the overview: counts, the largest classes, the first relations by rank. */
export function overview(name: string, observations: Observations, vocabulary: Vocabulary, names: ToolNames): string {
  const count = (number: number): string => number.toLocaleString('en-US');
  const lines = [
    `Graph ${quoteLabel(name)}: ${count(observations.triples)} triples, ${count(observations.entities)} entities, ${count(vocabulary.relations.length)} relations.`,
  ];
  const classes = [...vocabulary.classes].sort((a, b) => b.members - a.members || (a.iri < b.iri ? -1 : 1));
  if (classes.length > 0)
    lines.push(
      `Classes: ${classes
        .slice(0, 20)
        .map(({ plural, members }) => `${plural} (${count(members)})`)
        .join(', ')}.`,
    );
  lines.push('Relations (tool: from what to what):');
  let length = lines.join('\n').length;
  for (const [index, relation] of vocabulary.relations.entries()) {
    const tool = names.get(relation.iri)?.forward;
    if (tool === undefined) continue;
    const line = `- ${tool}: ${relation.head.label} to ${relation.valued ? 'value' : relation.tail.label}`;
    if (length + line.length > LONGEST - 120) {
      lines.push(`… and ${count(vocabulary.relations.length - index)} more; find_relation, where offered, finds them.`);
      break;
    }
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}

export function overviewTool(text: string): Tool {
  return {
    name: 'describe_graph',
    title: 'What the graph holds',
    description:
      'Tells what the graph holds: its classes with counts, and its relations. Call it first when you do not know the graph.',
    parameters: [],
    handler: async () => ({ operation: { overview: true }, result: { status: 'ok', message: text } }),
  };
}
