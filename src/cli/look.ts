/** `graphtrail look`: what is in a graph, what is wrong with it, and five questions to ask now. */
import { Command } from 'commander';
import { bindOperation } from '../agent/bind.ts';
import type { Observations } from '../graph/source.ts';
import type { PlanInput } from '../logic/plan.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { goldOf, goldText } from '../task/gold.ts';
import { collectTasks, sampleTasks } from '../task/sample-tasks.ts';
import type { Task } from '../task/task.ts';
import { nameTools, type ToolNames } from '../tool/name.ts';
import { compileToolset, type Toolset } from '../tool/toolset.ts';
import { type EndpointFlags, GRAPH_OR_ENDPOINT, openSource, withEndpointFlags } from './endpoint-flags.ts';
import { impliedBy } from './entailment.ts';
import { isGraph, type OpenedGraph } from './graph-options.ts';
import { count, counted, print, printJson, table } from './print.ts';
import { findProblems } from './problems.ts';

interface Flags extends EndpointFlags {
  readonly seed: string;
  readonly json?: boolean;
}

export function lookCommand(): Command {
  return withEndpointFlags(new Command('look'))
    .description('see what is in a graph, what is wrong with it, and five questions to ask now')
    .argument('[graph...]', GRAPH_OR_ENDPOINT)
    .option('--seed <text>', 'another seed shows other questions', '0')
    .option('--json', 'all classes, relations, problems and questions as JSON')
    .action(async (paths: string[], flags: Flags) => {
      const opened = await openSource(paths, flags);
      const { graph, source, vocabulary } = opened;
      const observations = await source.observe();
      const names = nameTools(vocabulary.relations);
      const problems = isGraph(opened) ? findProblems(opened.graph, observations, vocabulary) : [];
      const tasks = isGraph(opened) ? await questions(opened, flags.seed) : [];
      const implied = isGraph(opened) ? impliedBy(opened.graph) : undefined;
      if (flags.json === true) {
        return printJson({
          graph: graph.name,
          digest: graph.digest,
          ...(implied === undefined ? {} : { entailment: implied.json }),
          observations,
          relations: vocabulary.relations,
          problems,
          tasks,
        });
      }
      print(
        `${graph.name}: ${counted(graph.triples, 'triple')}, ${counted(observations.entities, 'entity', 'entities')}, ${labelled(observations)}`,
      );
      print(graph.digest ?? 'Nothing is pinned: an endpoint may say something else tomorrow.');
      if (implied?.line !== undefined) print(implied.line);
      printClasses(vocabulary);
      printRelations(vocabulary, names);
      if (!isGraph(opened)) return;
      print(`\nProblems:${problems.length === 0 ? ' none found' : ''}`);
      for (const problem of problems) print(`  - ${problem}`);
      printQuestions(tasks, await compileToolset(source, vocabulary, { surface: 'relations' }));
    });
}

function labelled({ entities, labelled: named }: Observations): string {
  return entities === 0 ? 'no entities' : `${Math.round((100 * named) / entities)} % of them labelled`;
}

const SHOWN = 20;

function printClasses({ classes }: Vocabulary): void {
  const largest = [...classes].sort((a, b) => b.members - a.members || (a.iri < b.iri ? -1 : 1));
  print(`\nClasses (${count(classes.length)}):`);
  if (largest.length === 0)
    print('  none: no rdf:type is stated; tools then speak of entities, or of what relation names tell');
  else print(table(largest.slice(0, SHOWN).map(({ plural, members }) => [`  ${plural}`, count(members)])));
  if (largest.length > SHOWN) print(`  … and ${count(largest.length - SHOWN)} more (--json shows all)`);
}

function printRelations({ relations }: Vocabulary, names: ToolNames): void {
  print(`\nRelations (${count(relations.length)}), the most telling first:`);
  const rows = relations.slice(0, SHOWN).map((relation) => {
    const { head, tail, valued, datatype, triples, functional } = relation;
    const named = names.get(relation.iri);
    const value = datatype?.replace(/^.*[#/]/, '') ?? 'value';
    return [
      `  ${named?.forward ?? ''}`,
      `${head.label} → ${valued ? value : tail.label}`,
      count(triples),
      functional ? 'one each' : '',
      named?.inverse ?? '',
    ];
  });
  print(table([['  tool', 'from → to', 'facts', '', 'and back'], ...rows]));
  if (relations.length > SHOWN)
    print(`  … and ${count(relations.length - SHOWN)} more (graphtrail tools --all shows them)`);
}

/** Five questions, simple ones first, from as many patterns. */
async function questions(opened: OpenedGraph, seed: string): Promise<Task[]> {
  const patterns = ['1p', '2p', '2i', '2u', '2in'];
  const { tasks } = await collectTasks(
    sampleTasks(opened, { count: patterns.length, patterns, seed, maximumAnswers: 10 }),
  );
  return [...tasks].sort((a, b) => patterns.indexOf(a.pattern) - patterns.indexOf(b.pattern));
}

function printQuestions(tasks: readonly Task[], toolset: Toolset): void {
  print(
    tasks.length === 0
      ? '\nNo question could be made: the graph relates too few named entities.'
      : '\nQuestions to ask now:',
  );
  for (const [index, task] of tasks.entries()) {
    print(`  ${index + 1}. ${task.question}`);
    for (const { step, operation } of task.plan) {
      const { tool, arguments: values } = bindOperation(operation, toolset, (input) => inputShown(input, task));
      print(
        `       #r${step} = ${tool}(${Object.entries(values)
          .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
          .join(', ')})`,
      );
    }
    print(`     → ${goldText(goldOf(task))}`);
  }
}

function inputShown(input: PlanInput, task: Task): string {
  if ('step' in input) return `#r${input.step}`;
  return input.entities.map((iri) => task.anchors.find((anchor) => anchor.iri === iri)?.name ?? iri).join(', ');
}
