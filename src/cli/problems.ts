/** What is wrong with a graph, or will make its tools poorer, each with what could be done about it. */
import type { Graph } from '../graph/graph.ts';
import type { Suspicion } from '../graph/name/suspicious.ts';
import type { Observations } from '../graph/source.ts';
import { lookalikesOf, suspectsOf } from '../graph/suspects.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { counted } from './print.ts';

/** Above this share of entities without a label, names in questions and results become poor. */
const FEW_LABELS = 0.9;

export function findProblems(graph: Graph, observations: Observations, vocabulary: Vocabulary): string[] {
  const { entities, labelled } = observations;
  const problems: string[] = [];
  if (entities > 0 && labelled < entities * FEW_LABELS) {
    problems.push(
      `${counted(entities - labelled, 'entity has', 'entities have')} no label; their local names are shown instead. Give names with --labels FILE.`,
    );
  }
  if (vocabulary.classes.length === 0)
    problems.push('No classes: wrong kinds of things cannot be told apart. Add rdf:type triples.');
  if (vocabulary.unused.length > 0) {
    problems.push(
      `${counted(vocabulary.unused.length, 'relation is', 'relations are')} declared but never used: ${listed(vocabulary.unused)}.`,
    );
  }
  const mixed = observations.relations
    .filter(({ literals, triples }) => literals > 0 && literals < triples)
    .map(({ iri }) => iri);
  if (mixed.length > 0)
    problems.push(
      `${counted(mixed.length, 'relation points', 'relations point')} both to entities and to values: ${listed(mixed)}.`,
    );
  problems.push(...misspelt(graph, observations, vocabulary));
  for (const relation of vocabulary.relations) {
    if (relation.declaredFunctional && relation.maximumObjects > 1) {
      problems.push(`<${relation.iri}> is declared functional, but something has ${relation.maximumObjects} of it.`);
    }
  }
  const dotted = vocabulary.relations.filter(({ triples }) => triples === 1).map(({ iri }) => iri);
  if (dotted.length > 0)
    problems.push(`${counted(dotted.length, 'relation occurs', 'relations occur')} only once: ${listed(dotted)}.`);
  return [...problems, ...untrusted(graph)];
}

const XSD = 'http://www.w3.org/2001/XMLSchema#';

/** What looks like a slip of the pen: a class of which nothing is said although of most is, a text among numbers. */
function misspelt(graph: Graph, { relations }: Observations, { classes }: Vocabulary): string[] {
  const unsaid = classes.map(({ iri }) => iri).filter((iri) => graph.relationsFrom(graph.id(iri) ?? -1).length === 0);
  const problems: string[] = [];
  if (unsaid.length > 0 && unsaid.length * 2 <= classes.length)
    problems.push(
      `${counted(unsaid.length, 'class has', 'classes have')} members, but no declaration as others have: ${listed(unsaid)}. Is the name right?`,
    );
  const torn = relations
    .filter(({ datatypes }) => datatypes.some(({ iri }) => iri === `${XSD}string`) && datatypes.some(isMeasure))
    .map(({ iri }) => iri);
  if (torn.length > 0)
    problems.push(
      `${counted(torn.length, 'relation has', 'relations have')} plain texts among numbers or dates: ${listed(torn)}.`,
    );
  return problems;
}

function isMeasure({ iri }: { readonly iri: string }): boolean {
  return /^(?:integer|int|long|decimal|double|float|date|dateTime|gYear|nonNegativeInteger)$/.test(
    iri.startsWith(XSD) ? iri.slice(XSD.length) : '',
  );
}

const MEANT: Readonly<Record<Suspicion, string>> = {
  instruction: 'read like orders to whoever reads them',
  promotion: 'praise themselves',
  markup: 'carry marks of chat templates',
  'invisible characters': 'carry invisible characters',
};

/** Text that speaks to a model, and names that pass for others: agents see it as data, but whoever serves it should know. */
function untrusted(graph: Graph): string[] {
  const problems = suspectsOf(graph).map(({ kind, count: times, examples }) => {
    const shown = examples.map((text) => JSON.stringify(text.slice(0, LONGEST_EXAMPLE))).join(', ');
    return `${counted(times, 'text')} of the graph ${MEANT[kind]}: ${shown}.`;
  });
  const [pair, ...others] = lookalikesOf(graph);
  if (pair === undefined) return problems;
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'more pair')}`;
  return [
    ...problems,
    `${JSON.stringify(pair.name)} looks like ${JSON.stringify(pair.passesFor)}, but is written with other letters${more}.`,
  ];
}

const LONGEST_EXAMPLE = 80;
const LISTED = 3;

function listed(iris: readonly string[]): string {
  const shown = iris
    .slice(0, LISTED)
    .map((iri) => `<${iri}>`)
    .join(', ');
  return iris.length > LISTED ? `${shown} and ${iris.length - LISTED} more` : shown;
}
