/** A formula as a question in plain English. */
import { type AskedFormula, setOf, type TableFormula } from './asked.ts';
import { type Formula, isClosedWorld, type RelationFormula, type TopFormula, type WhereFormula } from './formula.ts';
import {
  classOf,
  definite,
  isPast,
  isSingle,
  MOSTLY_ONE,
  nounOf,
  nounPhrase,
  possessive,
  predicate,
  relativeClause,
  type Speaker,
  severally,
  sharedStep,
} from './phrase.ts';
import { comparativePhrase, conditionPhrase, superlativePhrase } from './value-phrase.ts';

/** Classes whose members one asks for with "who". */
const PEOPLE =
  /\b(?:person|people|human|actor|actress|artist|author|composer|director|musician|player|politician|scientist|writer)s?$/u;

export interface QuestionOptions {
  /** Whether the relations are too incomplete for "not" or "the largest" to mean more than what is stated. */
  readonly closedWorldNote?: boolean;
}

/** The question that a formula asks; every anchor is named by the speaker's name for it. */
export function questionOf(formula: AskedFormula, speaker: Speaker, options: QuestionOptions = {}): string {
  const asked = askedText(formula, speaker);
  return options.closedWorldNote === true && isClosedWorld(formula)
    ? `According to this graph, ${lowerFirst(asked)}?`
    : `${asked}?`;
}

function askedText(formula: AskedFormula, speaker: Speaker): string {
  const set = setOf(formula);
  if ('count' in formula) return howMany(set, speaker);
  if ('table' in formula) return forEach(formula, speaker);
  if ('among' in formula) return isOneOf(speaker.entity(formula.is), set, speaker);
  return direct(set, speaker) ?? general(set, speaker);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** "What is the capital of France", "Who is The Shining directed by", "What does water contain". */
function direct(formula: Formula, speaker: Speaker): string | undefined {
  if (!('relation' in formula)) return undefined;
  const who = PEOPLE.test(classOf(formula, speaker)?.label ?? '') ? 'Who' : 'What';
  const owned = possessive(formula, speaker);
  if (owned !== undefined) return `${who} ${isSingle(formula, speaker) ? 'is' : 'are'} ${owned}`;
  if (formula.inverse) return undefined;
  const { wording } = speaker.relation(formula.relation);
  // "discovered" has no form for "What does … ?"
  if (isPast(wording)) return `Which are the ${nounOf(formula, speaker)} ${relativeClause(formula, speaker)}`;
  const owner = nounPhrase(formula.of, speaker);
  const single = isSingle(formula.of, speaker);
  if (wording.kind === 'participle') return `${who} ${single ? 'is' : 'are'} ${owner} ${wording.singular}`;
  return `${who} ${single ? 'does' : 'do'} ${owner} ${wording.plural}`;
}

/** "Which countries have Paris as their capital", "Which films directed by Kubrick …". */
function general(formula: Formula, speaker: Speaker): string {
  if ('where' in formula) return conditional(formula, speaker);
  if ('top' in formula) return superlative(formula, speaker);
  const noun = nounOf(formula, speaker);
  const shared = 'or' in formula ? sharedStep(formula.or) : undefined;
  if (shared !== undefined) return `Which ${noun} ${predicate(shared, speaker, false)}`;
  if ('relation' in formula) return `Which ${noun} ${predicate(formula, speaker, false)}`;
  return `Which are the ${noun} ${relativeClause(formula, speaker)}`;
}

/** "Which countries with a population above 50,000,000 border France". */
function conditional({ where, of }: WhereFormula, speaker: Speaker): string {
  const conditions = [conditionPhrase(where, speaker.relation(where.relation))];
  let base = of;
  for (; 'where' in base; base = base.of) {
    conditions.push(conditionPhrase(base.where, speaker.relation(base.where.relation)));
  }
  const noun = `${nounOf(of, speaker)} ${conditions.join(' and ')}`;
  if ('class' in base) return `Which are the ${noun}`;
  // "Which rivers … flow into", but "which are the countries … that the Rhine flows through".
  const subject = 'relation' in base && (base.inverse || speaker.relation(base.relation).wording.kind === 'noun');
  if (subject) return `Which ${noun} ${predicate(base, speaker, false)}`;
  return `Which are the ${noun} ${relativeClause(base, speaker)}`;
}

/** "Which of the countries that border France has the largest area", "Which has the larger area, France or Spain". */
function superlative({ top, by, order, of }: TopFormula, speaker: Speaker): string {
  const relation = speaker.relation(by);
  const two = 'or' in of && of.or.length === 2 && of.or.every((part) => 'entity' in part);
  if (two && top === 1) return `Which has ${comparativePhrase(order, relation)}, ${nounPhrase(of, speaker)}`;
  const which = top === 1 ? 'Which' : `Which ${top}`;
  return `${which} of ${severally(of, speaker)} ${top === 1 ? 'has' : 'have'} ${superlativePhrase(order, relation)}`;
}

/** "Is Dutch one of the official languages of Belgium", "Is Paris the capital of France". */
function isOneOf(entity: string, set: Formula, speaker: Speaker): string {
  const phrase = nounPhrase(set, speaker);
  return isSingle(set, speaker) && phrase.startsWith('the ')
    ? `Is ${entity} ${phrase}`
    : `Is ${entity} one of ${definite(phrase, set)}`;
}

/** "For each of the countries that border France, what are its capital and its population". */
function forEach({ table, of }: TableFormula, speaker: Speaker): string {
  const own = PEOPLE.test(classOf(of, speaker)?.label ?? '') ? 'their' : 'its';
  const columns = table.map((iri) => {
    const { wording, triples, subjects } = speaker.relation(iri);
    return `${own} ${triples / subjects < MOSTLY_ONE ? wording.singular : wording.plural}`;
  });
  const last = columns.at(-1) ?? '';
  const listed = columns.length > 1 ? `${columns.slice(0, -1).join(', ')} and ${last}` : last;
  const single = columns.length === 1 && last === `${own} ${speaker.relation(table[0] as string).wording.singular}`;
  return `For each of ${severally(of, speaker)}, what ${single ? 'is' : 'are'} ${listed}`;
}

/** "How many countries border France", "How many official languages does Belgium have". */
function howMany(set: Formula, speaker: Speaker): string {
  if ('relation' in set && !set.inverse) return howManyOf(set, speaker);
  const asked = general(set, speaker);
  if (/^Which (?!are the |has |of )/.test(asked)) return asked.replace('Which', 'How many');
  return `How many ${nounOf(set, speaker)} are there ${relativeClause(set, speaker)}`;
}

function howManyOf(set: RelationFormula, speaker: Speaker): string {
  const { wording } = speaker.relation(set.relation);
  const owner = nounPhrase(set.of, speaker);
  const single = isSingle(set.of, speaker);
  if (wording.kind === 'noun') return `How many ${wording.plural} ${single ? 'does' : 'do'} ${owner} have`;
  const noun = nounOf(set, speaker);
  if (isPast(wording)) return `How many ${noun} are there ${relativeClause(set, speaker)}`;
  if (wording.kind === 'participle') return `How many ${noun} ${single ? 'is' : 'are'} ${owner} ${wording.singular}`;
  return `How many ${noun} ${single ? 'does' : 'do'} ${owner} ${wording.plural}`;
}
