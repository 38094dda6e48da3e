/** Readings: the ways in which English can say one step along a relation. */
import { withArticle } from '../../relation/article.ts';
import type { Relation, Wording } from '../../relation/relation.ts';
import { nounOfParticiple } from '../../relation/wording/agent.ts';
import { type Deed, deedOf } from '../../relation/wording/deed.ts';
import { noun, participle, verb } from '../../relation/wording/forms.ts';
import { isActivePast, isParticiple, participleOf, pastOfParticiple } from '../../relation/wording/verb.ts';
import type { RelationFormula } from '../formula.ts';
import type { Speaker } from './voice.ts';

/** Below this many results a thing on average, one speaks of "the capital" though a few have two. */
export const MOSTLY_ONE = 1.3;

/**
 * A wording and whose it is: read forward, what the step starts from has it or does it ("the capital of France", "Kubrick
 * directed …"); read back, the members of the set do ("cities that are the capital of …", "films directed by Kubrick").
 */
export interface Reading {
  readonly wording: Wording;
  readonly forward: boolean;
  /** Whether it is a noun where English prefers a verb that is among the readings too: "the currency of", "uses". */
  readonly lesser?: boolean;
}

/** All readings of a step, at least one: the relation's own, that of its declared inverse, and what follows from either. */
export function readingsOf(step: RelationFormula, speaker: Speaker): Reading[] {
  const relation = speaker.relation(step.relation);
  const { wording, inverseWording } = relation;
  const inverse = step.inverse === true;
  const free = (said: Wording): boolean => isFree(said, relation, speaker);
  const found = derived({ wording, forward: !inverse }, relation, speaker, free);
  if (inverseWording !== undefined && free(inverseWording) && !relation.valued)
    found.push(...derived({ wording: inverseWording, forward: inverse }, turnedRound(relation), speaker, free));
  const seen = new Set<string>();
  return found.filter(({ wording: { kind, singular }, forward }) => {
    const key = `${kind} ${forward} ${singular}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A relation as its inverse sees it. */
function turnedRound(relation: Relation): Relation {
  return { ...relation, head: relation.tail, tail: relation.head };
}

/** Whether no other relation bears a wording, or only one that states the same facts. */
function isFree({ singular }: Wording, relation: Relation, speaker: Speaker): boolean {
  const bearer = speaker.wordedAs(singular);
  if (bearer === undefined || bearer === relation.iri) return true;
  return bearer === relation.inverseOf && relation.inverseHoldsSameFacts;
}

/** Whether the relation that is worded like a deed is one of other doers: works win awards, and people do. */
function isElsewhere({ wording, turned }: Deed, { head, tail }: Relation, speaker: Speaker): boolean {
  const bearer = speaker.wordedAs(wording.singular);
  const doer = (turned ? tail : head).iri;
  const other = bearer === undefined ? undefined : speaker.relation(bearer).head.iri;
  return doer !== undefined && other !== undefined && doer !== other;
}

function derived(reading: Reading, relation: Relation, speaker: Speaker, free: (said: Wording) => boolean): Reading[] {
  const { wording, forward } = reading;
  const turned = (said: Wording | undefined): Reading[] =>
    said !== undefined && free(said) ? [{ wording: said, forward: !forward }] : [];
  // "Paris is capital of France": the capital of France.
  const state = stateNoun(wording);
  if (state !== undefined) return free(state) ? turned(state) : [{ wording: withOne(wording), forward }];
  const agent = nounOfParticiple(wording);
  const who = wording.singular.endsWith(' by');
  const deed = deedOf(wording, relation);
  const lesser = deed !== undefined && (free(deed.wording) || isElsewhere(deed, relation, speaker));
  return [
    lesser ? { ...reading, lesser } : reading,
    ...(agent !== undefined && free(noun(agent))
      ? [{ wording: noun(agent), forward, ...(who ? {} : { lesser: true }) }]
      : []),
    ...(deed !== undefined && lesser ? [{ wording: deed.wording, forward: forward !== deed.turned }] : []),
    ...turned(activeOf(wording)),
    ...turned(passiveOf(wording)),
    ...(deed === undefined || !lesser
      ? []
      : [activeOf(deed.wording), passiveOf(deed.wording)].flatMap((said) =>
          said === undefined || !(free(said) || deed.wording.singular === 'won')
            ? []
            : [{ wording: said, forward: forward === deed.turned }],
        )),
  ];
}

/** `capital of` → the noun `capital`. */
function stateNoun({ kind, singular, plural }: Wording): Wording | undefined {
  const of = kind === 'participle' && singular !== plural && singular.endsWith(' of') && plural.endsWith(' of');
  if (!of || /^(?:a|an|the) /.test(singular)) return undefined;
  return { kind: 'noun', singular: singular.slice(0, -3), plural: plural.slice(0, -3) };
}

/** "is a symptom of", where no noun can be made of it. */
function withOne({ kind, singular, plural }: Wording): Wording {
  return { kind, singular: withArticle(singular), plural };
}

/** `directed by` → `directed`, `written by` → `wrote`. */
function activeOf({ kind, singular }: Wording): Wording | undefined {
  const deed = kind === 'participle' ? /^((?:[a-z]+ )?)([a-z]+) by$/.exec(singular) : null;
  if (deed === null || !isParticiple(deed[2] as string) || /influenced|owned|caused|followed/.test(singular))
    return undefined;
  return verb(`${deed[1]}${pastOfParticiple(deed[2] as string)}`);
}

/** `directed` → `directed by`, `wrote` → `written by`. */
function passiveOf({ kind, singular, plural }: Wording): Wording | undefined {
  if (kind !== 'verb' || singular !== plural || !/^(?:first )?[a-z]+$/.test(singular)) return undefined;
  const [last = '', first] = singular.split(' ').reverse();
  const passive = participleOf(last);
  // "won" stands for one's own deed, "died" for none that is done to anything.
  if (isActivePast(last) && passive === last && last !== 'won') return undefined;
  return participle(`${first === undefined ? '' : `${first} `}${passive} by`);
}

/** How many members a step leads to from one thing, on average. */
export function membersEach({ triples, subjects, objects }: Relation, inverse: boolean): number {
  return triples / (inverse ? objects : subjects);
}

/** A verb in the past, such as "discovered", has one form for one and for many. */
export function isPast({ kind, singular, plural }: Wording): boolean {
  return kind === 'verb' && singular === plural;
}
