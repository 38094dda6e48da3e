/** Questions for the members of a set. */
import type { Formula, WhereFormula } from '../formula.ts';
import { askShared, askStep } from './ask-step.ts';
import { plainVerb } from './clause.ts';
import { demandsOf } from './demand.ts';
import { deedOnce } from './description.ts';
import { describeJoint, type Joint, joinRelatives, jointOf, type Part } from './joint.ts';
import { measured } from './measure.ts';
import { listedOnce, nounOf, restricted } from './noun.ts';
import { eitherOf, eitherVerbs, sayAlternative, sharedStep } from './union.ts';
import { classOf, type Voice } from './voice.ts';

const MANY = { many: true, negated: false } as const;

/** "Which countries border France?", "Name the countries that border France." */
export function askSet(formula: Formula, voice: Voice): string {
  if ('relation' in formula) return askStep(formula, voice);
  if ('and' in formula) return askJoint(formula.and, voice);
  if ('or' in formula) return askEither(formula.or, voice);
  if ('where' in formula) return askConditioned(formula, voice);
  return voice.choose(demandsOf(voice.describe(formula)));
}

function askJoint(and: readonly Formula[], voice: Voice): string {
  const joint = jointOf(and, nounOf(classOf({ and }, voice)), voice);
  const demands = demandsOf(describeJoint(joint));
  if (joint.taken.length === 0) return voice.choose([...directWays(joint), ...demands]);
  // What is taken away must not read as part of what is nested.
  const clear = !joint.nested && joint.taken.every(({ apart }) => apart?.alone !== true);
  return voice.choose([...waysWithout(joint), ...(clear ? demands : [])]);
}

/** "Which countries in Europe border France?", where a conjunction without negation has such a question. */
export function whichOf(and: readonly Formula[], voice: Voice): string | undefined {
  const joint = jointOf(and, nounOf(classOf({ and }, voice)), voice);
  return joint.taken.length > 0 ? undefined : directWays(joint).find((way) => way.startsWith('Which '));
}

/** "Which countries that the Danube flows through border France and use the euro?", "Who directed … and was born in …?" */
function directWays({ opening, kept }: Joint): string[] {
  if (kept.length === 0) {
    const common = /^(.+?) that (.+) have in common$/u.exec(opening.many);
    return common === null ? [] : [`Which ${common[1]} do ${common[2]} have in common?`];
  }
  const doing = kept.flatMap(({ clause }) => plainVerb(clause) ?? []);
  if (doing.length === 0) return [];
  const bare = opening.one === opening.head.one;
  const others = joinRelatives(
    kept.filter(({ clause }) => plainVerb(clause) === undefined),
    true,
    bare,
  );
  const { telling, people } = opening.head;
  if (!telling)
    return others === '' ? [`What ${listedOnce(doing.map((verb) => verb({ many: false, negated: false })))}?`] : [];
  // What comes between the noun and its verb must not grow long, nor end in "wrote the music of".
  if (others.length > 60 || others.endsWith(' of')) return [];
  const which = `Which ${opening.many}${others === '' ? '' : ` ${others}`} ${listedOnce(doing.map((verb) => verb(MANY)))}?`;
  const who = `Who ${listedOnce(doing.map((verb) => verb({ many: false, negated: false })))}?`;
  return [which, people && bare && others === '' ? who : which];
}

/** "Which of the rivers of Croatia do not flow into the Danube?", "Name the rivers of Croatia, except those that …" */
function waysWithout(joint: Joint): string[] {
  const { one, many, head } = describeJoint({ ...joint, taken: [] });
  const [{ clause, apart }] = joint.taken as [Part];
  if (!head.telling) {
    const all = one.replace(/^thing\b/u, 'everything');
    const without = `except anything ${clause.full({ many: false, negated: false })}`;
    return [`List ${all}, ${without}.`, `Name ${all}, ${without}.`];
  }
  const those = apart?.text ?? `those ${clause.full(MANY)}`;
  const list = `List all ${many}, except ${those}.`;
  if (apart?.alone === true || clause.verb === undefined)
    return [
      list,
      `Name the ${many}, except ${those}.`,
      `${head.people ? 'Who' : 'What'} are the ${many}, apart from ${those}?`,
    ];
  const which = `Which of the ${many} ${clause.verb({ many: true, negated: true })}?`;
  return [which, list, which];
}

function askEither(or: readonly Formula[], voice: Voice): string {
  const shared = sharedStep(or);
  if (shared !== undefined) return askShared(shared, voice);
  const noun = nounOf(classOf({ or }, voice));
  const clauses = or.map((part) => sayAlternative(part, noun, voice));
  const ways = demandsOf(restricted(noun, false, (many) => eitherOf(clauses, { many, negated: false }, noun)));
  const verbs = clauses.map(({ verb }) => verb?.({ many: noun.telling, negated: false }));
  if (verbs.every((said) => said !== undefined)) {
    const which = noun.telling ? `Which ${noun.many}` : 'What';
    ways.unshift(`${which} ${listedOnce(verbs, 'or')}?`, `${which} ${eitherVerbs(verbs)}?`);
  }
  return voice.choose(ways);
}

/** "Which of the countries that border Spain have a population above 50,000,000?" */
function askConditioned(formula: WhereFormula, voice: Voice): string {
  const { where, of } = formula;
  const demands = demandsOf(voice.describe(formula));
  if ('class' in of) return voice.choose(demands);
  const { verb, after } = measured(voice.relation(where.relation)).condition(where);
  const inner = voice.describe(of);
  const once = deedOnce(inner, after);
  if (once !== undefined) return voice.choose(demandsOf(once));
  const { many, people } = inner;
  const which = `Which of the ${many} ${verb(MANY)}?`;
  // "Parents with a half-life above 5 among the parents of …" is clear, but nobody asks so.
  const plainly = / among the /.test(demands[0] as string) ? [] : demands;
  return voice.choose([
    which,
    which,
    ...plainly,
    `Of the ${many}, name those ${people ? 'who' : 'that'} ${verb(MANY)}.`,
  ]);
}
