/** Sets as noun phrases: "capital of France", "countries that border France and whose official languages include …". */
import type { ClassReference } from '../../relation/relation.ts';
import type { Formula, RelationFormula, TopFormula, WhereFormula } from '../formula.ts';
import { describeJoint, jointOf } from './joint.ts';
import { measured } from './measure.ts';
import { type Description, type Noun, nounOf, numberWord, plain, restricted } from './noun.ts';
import { sayStep } from './step.ts';
import { eitherOf, sayAlternative, sharedStep } from './union.ts';
import { classOf, type Voice } from './voice.ts';

/** A set as a noun with what follows it; `taker`: its class as the step that goes on from it tells, if it does. */
export function describe(formula: Formula, voice: Voice, taker?: ClassReference): Description {
  const noun = nounOf(classOf(formula, voice) ?? taker);
  if ('relation' in formula) return describeStep(formula, noun, voice);
  if ('and' in formula) return describeJoint(jointOf(formula.and, noun, voice));
  if ('or' in formula) return alternative(formula.or, noun, voice);
  if ('where' in formula) return conditioned(formula, voice, taker);
  if ('top' in formula) return ranked(formula, noun, voice);
  return plain(noun);
}

function describeStep(step: RelationFormula, noun: Noun, voice: Voice): Description {
  const { noun: owned, single, clause } = sayStep(step, noun, voice, 'owner');
  return owned ?? restricted(noun, single, (many) => clause.relative({ many, negated: false }));
}

function alternative(or: readonly Formula[], noun: Noun, voice: Voice): Description {
  const shared = sharedStep(or);
  if (shared !== undefined) return describeStep(shared, noun, voice);
  const clauses = or.map((part) => sayAlternative(part, noun, voice));
  return restricted(noun, false, (many) => eitherOf(clauses, { many, negated: false }, noun));
}

/** "country with the largest area among the countries that border France". */
function ranked({ top, by, order, of }: TopFormula, noun: Noun, voice: Voice): Description {
  const head = top === 1 ? noun : { ...noun, many: `${numberWord(top)} ${noun.many}` };
  const superlative = measured(voice.relation(by)).superlative(order, top > 1);
  const rest = `with ${superlative} among the ${voice.describe(of).many}`;
  return restricted(head, top === 1, () => rest);
}

/** "countries in Asia with a population above 5", "countries with a population above 5 that border Spain". */
function conditioned({ where, of }: WhereFormula, voice: Voice, taker: ClassReference | undefined): Description {
  const inner = voice.describe(of, taker);
  const { after, verb } = measured(voice.relation(where.relation)).condition(where);
  const { rest, head, single, people } = inner;
  if ('class' in of) return restricted(head, single, () => after);
  const once = deedOnce(inner, after);
  if (once !== undefined) return once;
  if (rest !== undefined && /^(?:that|who|whom|whose) /.test(rest(true)) && !/^(?:that|who) /.test(after)) {
    return restricted(head, single, (many) => `${after} ${rest(many)}`);
  }
  const that = people ? 'who' : 'that';
  // After "parents of the isotopes that …" one would not know which of them is meant.
  const nested = rest === undefined && / (?:that|who|whose|whom) | of .* of /.test(inner.many);
  if (nested) return restricted(head, single, () => `${after} among the ${inner.many}`);
  const joint = / (?:that|who|whose|whom) /.test(inner.many) ? 'and ' : '';
  const added = (many: boolean): string => `${joint}${that} ${verb({ many, negated: false })}`;
  return { ...inner, one: `${inner.one} ${added(false)}`, many: `${inner.many} ${added(true)}`, rest: undefined };
}

/** "people born in Memphis before 1940", where what is compared is when the same was done. */
export function deedOnce({ rest, head, single }: Description, after: string): Description | undefined {
  const [, deed, when] = /^([a-z ]+) ((?:after|before|in) .+)$/u.exec(after) ?? [];
  const done = rest?.(true) ?? '';
  if (deed === undefined || !done.startsWith(`${deed} `) || / (?:and|that|who|whom|whose|with) /u.test(done))
    return undefined;
  return restricted(head, single, () => `${done} ${when}`);
}
