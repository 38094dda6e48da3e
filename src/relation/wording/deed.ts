/** Nouns of relations that English rather says with a verb: "was born in" for `place of birth`, "uses" for `currency`. */
import type { ClassReference, Relation, Wording } from '../relation.ts';
import { participle, verb } from './forms.ts';

/** `turned`: its subject is what the relation leads to ("Peru belongs to the G20", for the `member country` of the G20). */
export interface Deed {
  readonly wording: Wording;
  readonly turned: boolean;
}

const present = (singular: string, plural: string): Wording => verb(singular, plural);

const deeds = new Map<string, Wording>([
  ['author', participle('written by')],
  ['award', verb('won')],
  ['base metal', participle('based on')],
  ['birthplace', participle('born in')],
  ['constituent element', present('contains', 'contain')],
  ['country of citizenship', participle('a citizen of', 'citizens of')],
  ['country of discovery', participle('discovered in')],
  ['country of production', participle('produced in')],
  ['currency', present('uses', 'use')],
  ['decay product', present('decays to', 'decay to')],
  ['decay series', present('belongs to', 'belong to')],
  ['director', participle('directed by')],
  ['discoverer', participle('discovered by')],
  ['discovery', verb('discovered')],
  ['employer', present('works for', 'work for')],
  ['eponym', participle('named after')],
  ['field of work', present('works in', 'work in')],
  ['first isolator', participle('first isolated by')],
  ['founder', participle('founded by')],
  ['headquarters city', participle('headquartered in')],
  ['inventor', participle('invented by')],
  ['isolated element', verb('first isolated')],
  ['laboratory of discovery', participle('discovered at')],
  ['language family', present('belongs to', 'belong to')],
  ['leading actor', present('stars', 'star')],
  ['literary source', participle('based on')],
  ['nationality', participle('a citizen of', 'citizens of')],
  ['organisation membership', present('belongs to', 'belong to')],
  ['place of birth', participle('born in')],
  ['place of burial', participle('buried in')],
  ['place of death', verb('died in')],
  ['place of residence', present('has lived in', 'have lived in')],
  ['producing country', participle('produced in')],
  ['publisher', participle('published by')],
]);

const turnedDeeds = new Map<string, Wording>([
  ['decay parent', present('decays to', 'decay to')],
  ['laureate', verb('won')],
  ['film adaptation', participle('based on')],
  ['member country', present('belongs to', 'belong to')],
  ['namesake', participle('named after')],
  ['native', participle('born in')],
]);

const mutual = new Map<string, Wording>([
  ['neighbouring country', present('borders', 'border')],
  ['neighboring country', present('borders', 'border')],
  ['spouse', participle('married to')],
]);

/** What a thing is simply in: `a country in Asia`, `an element in period 4`. */
const within: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:city|continent|country|region)$/u,
    /\b(?:city|country|entity|laboratory|place|region|settlement|town|university)$/u,
  ],
  [/^(?:block|group|period)$/u, /\belement$/u],
];

/** The verb for a relation that is worded with a noun; undefined where English prefers the noun. */
export function deedOf(wording: Wording, { head, symmetric }: Pick<Relation, 'head' | 'symmetric'>): Deed | undefined {
  if (wording.kind !== 'noun') return undefined;
  const { singular } = wording;
  const told = deeds.get(singular) ?? placing(singular, head);
  if (told !== undefined) return { wording: told, turned: false };
  const turned = turnedDeeds.get(singular) ?? (symmetric ? mutual.get(singular) : undefined);
  return turned === undefined ? undefined : { wording: turned, turned: true };
}

function placing(singular: string, head: ClassReference): Wording | undefined {
  const isWithin = within.some(([noun, holder]) => noun.test(singular) && holder.test(head.label));
  return isWithin ? participle('in') : undefined;
}

const lasting =
  /^(?:bordered|caused|employed|followed|funded|governed|hosted|influenced|inhabited|led|managed|operated|owned|preceded|represented|sponsored|succeeded|supported|surrounded|used) by$/u;
const over =
  /^(?:[a-z]+ )?[a-z]+ by$|^(?:born|built|buried|composed|created|discovered|founded|invented|produced|published|recorded|written)\b/u;

/** Whether a participle tells what is over and done: "was directed by", but "is located in" and "is owned by". */
export function isOver({ kind, singular }: Wording): boolean {
  return kind === 'participle' && over.test(singular) && !lasting.test(singular);
}
