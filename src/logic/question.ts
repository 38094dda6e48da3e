/** A formula as a question in plain English. */
import { type Formula, hasNegation } from './formula.ts';
import {
  classOf,
  isPast,
  isSingle,
  nounOf,
  nounPhrase,
  possessive,
  predicate,
  relativeClause,
  type Speaker,
  sharedStep,
} from './phrase.ts';

/** Classes whose members one asks for with "who". */
const PEOPLE =
  /\b(?:person|people|human|actor|actress|artist|author|composer|director|musician|player|politician|scientist|writer)s?$/u;

export interface QuestionOptions {
  /** Whether the relations are too incomplete for "not" to mean more than "not stated". */
  readonly closedWorldNote?: boolean;
}

/** The question that a formula asks; every anchor is named by the speaker's name for it. */
export function questionOf(formula: Formula, speaker: Speaker, options: QuestionOptions = {}): string {
  const asked = direct(formula, speaker) ?? general(formula, speaker);
  return options.closedWorldNote === true && hasNegation(formula)
    ? `According to this graph, ${lowerFirst(asked)}?`
    : `${asked}?`;
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
  const noun = nounOf(formula, speaker);
  const shared = 'or' in formula ? sharedStep(formula.or) : undefined;
  if (shared !== undefined) return `Which ${noun} ${predicate(shared, speaker, false)}`;
  if ('relation' in formula) return `Which ${noun} ${predicate(formula, speaker, false)}`;
  return `Which are the ${noun} ${relativeClause(formula, speaker)}`;
}
