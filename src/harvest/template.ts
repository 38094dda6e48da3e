/** The keys by which leaks are found: a question's template without its entities, its answer set, its normalised words. */
import type { AskedFormula } from '../logic/asked.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';
import { callsOf, questionOf, type Sample } from './sample.ts';

/**
 * The shape of a formula: relations, directions and classes, every entity written as `*`. Parts are sorted and kept even
 * where they became alike, since "two of them" is not "one of them".
 */
export function templateOf(formula: AskedFormula): string {
  if ('count' in formula) return `count(${templateOf(formula.count)})`;
  if ('table' in formula) return `table<${formula.table.join('><')}>(${templateOf(formula.of)})`;
  if ('among' in formula) return `among(*,${templateOf(formula.among)})`;
  if ('entity' in formula) return '*';
  if ('class' in formula) return `<${formula.class}>`;
  if ('relation' in formula) return `${formula.inverse ? '^' : ''}<${formula.relation}>(${templateOf(formula.of)})`;
  // Other thresholds and counts ask the same thing of other numbers.
  if ('where' in formula) return `where<${formula.where.relation}>${formula.where.is}(${templateOf(formula.of)})`;
  if ('top' in formula) return `${formula.order}<${formula.by}>(${templateOf(formula.of)})`;
  if ('not' in formula) return `not(${templateOf(formula.not)})`;
  const [name, parts] = 'and' in formula ? ['and', formula.and] : ['or', formula.or];
  return `${name}(${parts.map(templateOf).sort().join(',')})`;
}

/** A question with case, white space and compatibility forms of characters evened out. */
export function normalQuestion(question: string): string {
  return question.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The key of a sample's group: pattern, template and answer set. Samples that share it always stand in one split. */
export function groupKey({ provenance }: Sample): string {
  const answers = [...new Set(provenance.answers.map(({ iri }) => iri))].sort();
  const found = provenance.gold === undefined ? answers : [canonicalJson(provenance.gold)];
  return sha256(canonicalJson([provenance.pattern, templateOf(provenance.formula), found]));
}

/** The key of a sample's question. */
export function questionKey(sample: Sample): string {
  return sha256(normalQuestion(questionOf(sample)));
}

/** The key of a sample's question and calls: rows that share it teach the same thing twice. */
export function exampleKey(sample: Sample): string {
  const calls = callsOf(sample).map((call) => call.function);
  return sha256(canonicalJson([normalQuestion(questionOf(sample)), calls]));
}

/** The words in which two samples are compared: question, calls and answer, without what all rows share. */
export function comparedText(sample: Sample): string {
  const calls = callsOf(sample).map((call) => `${call.function.name} ${canonicalJson(call.function.arguments)}`);
  return [questionOf(sample), ...calls, sample.messages.at(-1)?.content ?? ''].join('\n');
}
