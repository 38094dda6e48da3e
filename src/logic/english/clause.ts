/** Clauses: what a reading says of the members of a set, as a verb phrase, as a relative clause, and as what one asks for. */
import { withArticle } from '../../relation/article.ts';
import { negateVerb } from '../../relation/negation.ts';
import type { Wording } from '../../relation/relation.ts';
import { isOver } from '../../relation/wording/deed.ts';
import { baseOfPast } from '../../relation/wording/verb.ts';
import { isPast } from './reading.ts';

/** What stands at the other end of a step. */
export interface Owner {
  /** After "of": "France", "the countries that border France". */
  readonly whole: string;
  /** As an object: "France", "a country that borders France". */
  readonly some: string;
  /** As an object of what is denied: "France", "any country that borders France". */
  readonly any: string;
  /** As a subject: "France", "countries that border France". */
  readonly subject: string;
  /** As the subject of what is denied: "no country that borders France"; undefined for what has a name. */
  readonly none: string | undefined;
  readonly single: boolean;
  /** Whether it is one entity, called by its name. */
  readonly named: boolean;
  /** Whether it is several entities, all of which are meant: "both Malta and Cyprus". */
  readonly several: boolean;
  /** What restricts it, where it is a class with a restriction: "that borders France". */
  readonly restriction: string | undefined;
  /** Whether it is one thing but not another: "hydride but not sulfide". */
  readonly mixed?: true;
  /** Whether it only stands for what was named before: "one of them". */
  readonly pronoun?: true;
}

/** Negation and number of the subject. */
export interface Form {
  readonly many: boolean;
  readonly negated: boolean;
}

/** In the order in which they follow a noun: "countries in Asia", "films directed by …", "countries with Dutch as …". */
export const REDUCED = ['in', 'participle', 'with'] as const;
type Reduced = (typeof REDUCED)[number];

export interface Clause {
  /** What the members do: "border France", "are not located in Iran"; undefined where they are the object. */
  readonly verb: ((form: Form, also?: boolean) => string) | undefined;
  /** As a question for the object: "does the Danube flow through"; undefined where there is no such form. */
  readonly asked: ((negated: boolean) => string) | undefined;
  /** "that border France", "whose capital is Paris", "directed by Kubrick". */
  readonly relative: (form: Form) => string;
  /** The same with its verb, where the bare one would seem to belong to another noun. */
  readonly full: (form: Form) => string;
  /** Whether the relative clause has no verb of its own, as in "films directed by Kubrick", and how it opens. */
  readonly reduced: Reduced | undefined;
}

/** What the members do, where one would ask so: nobody asks which films "have as their composer a person who …". */
export function plainVerb({ verb }: Clause): Clause['verb'] {
  return verb === undefined || /^have (?:among|as) their /u.test(verb({ many: true, negated: false }))
    ? undefined
    : verb;
}

/** How a relation stands: what its members have of it, and it of them. */
export interface Counts {
  /** Whether there is mostly one member from one owner, and mostly one owner of one member. */
  readonly oneMember: boolean;
  readonly oneOwner: boolean;
  /** Whether so many members have it that "is not" says no more than "is not stated to be". */
  readonly complete: boolean;
  readonly people: boolean;
  /** What the owners are called by their class. */
  readonly ownerNoun: string;
}

/** Members that do something or are something of what they stand with: "flow into the Danube", "are located in Iran". */
export function memberClause(wording: Wording, owner: Owner, { people }: Counts): Clause {
  const verb = (form: Form): string =>
    wording.kind === 'participle'
      ? `${be(form, isOver(wording))} ${form.many ? wording.plural : wording.singular} ${objectOf(owner, form)}`
      : `${conjugate(wording, form)} ${objectOf(owner, form)}`;
  // "a kind of" and "a citizen of" need their verb.
  const bare = wording.kind === 'participle' && wording.singular === wording.plural;
  const full = (form: Form): string => `${people ? 'who' : 'that'} ${verb(form)}`;
  const relative = (form: Form): string =>
    bare ? `${form.negated ? 'not ' : ''}${wording.singular} ${objectOf(owner, form)}` : full(form);
  const reduced = bare ? (wording.singular === 'in' ? 'in' : 'participle') : undefined;
  return { verb, asked: undefined, relative, full, reduced };
}

function be({ many, negated }: Form, past: boolean): string {
  const verb = past ? (many ? 'were' : 'was') : many ? 'are' : 'is';
  return negated ? `${verb} not` : verb;
}

const objectOf = ({ some, any }: Owner, { negated }: Form): string => (negated ? any : some);

function conjugate(wording: Wording, { many, negated }: Form): string {
  if (!negated) return many ? wording.plural : wording.singular;
  const base = pastBase(wording);
  if (base !== undefined) return `did not ${base}`;
  return many ? negateVerb(wording).plural : negateVerb(wording).singular;
}

/** `wrote the screenplay of` → `write the screenplay of`; undefined where it is no past or its base is not sure. */
function pastBase(wording: Wording): string | undefined {
  if (!isPast(wording)) return undefined;
  const [, adverb = '', first = '', rest = ''] = /^(first )?(\S+)(.*)$/.exec(wording.singular) ?? [];
  const base = baseOfPast(first);
  return base === undefined ? undefined : `${adverb}${base}${rest}`;
}

/** Owners of more characters come last in their sentence. */
const LONG = 30;

/** Members that have something: "whose capital is Paris", "have Dutch as an official language". */
export function havingClause(wording: Wording, owner: Owner, counts: Counts, short: boolean): Clause {
  const { complete, people } = counts;
  // What has both of two, or one but not the other, may have several.
  const oneOwner = counts.oneOwner && !owner.several && owner.mixed !== true;
  // Dutch is a language as an official one, but the Nile is no river "as a river".
  const isRole = oneOwner || wording.singular !== counts.ownerNoun;
  const verb = (form: Form): string => {
    const have = form.negated ? (form.many ? 'do not have' : 'does not have') : form.many ? 'have' : 'has';
    const their = form.many || people ? 'their' : 'its';
    // "have as their capital a city that …"
    if (owner.restriction !== undefined && oneOwner)
      return `${have} as ${their} ${wording.singular} ${objectOf(owner, form)}`;
    if (owner.restriction !== undefined) {
      const one = form.negated ? `any ${wording.singular}` : withArticle(wording.singular);
      return `${have} ${one} ${owner.restriction}`;
    }
    // "have as their composer a person who …", lest the end come too late.
    if (!isRole && !oneOwner && owner.whole.length <= LONG + LONG / 2)
      return `${have} ${objectOf(owner, form)} among ${their} ${wording.plural}`;
    if ((owner.whole.length > LONG && !owner.several) || !isRole)
      return `${have} ${oneOwner ? `as ${their} ${wording.singular}` : `among ${their} ${wording.plural}`} ${objectOf(owner, form)}`;
    const role = owner.several ? wording.plural : withArticle(wording.singular);
    return `${have} ${objectOf(owner, form)} as ${oneOwner ? `${their} ${wording.singular}` : role}`;
  };
  const relative = (form: Form): string => {
    if (!oneOwner)
      return `whose ${wording.plural} ${form.negated ? 'do not include' : 'include'} ${objectOf(owner, form)}`;
    // What has none stated is not said to have another one.
    if (form.negated && !complete && owner.restriction === undefined) return `${people ? 'who' : 'that'} ${verb(form)}`;
    return `whose ${wording.singular} is ${form.negated ? 'not ' : ''}${owner.some}`;
  };
  const withIt = (form: Form): string => verb({ ...form, negated: false }).replace(/^ha(?:ve|s)/, 'with');
  const bare =
    short &&
    !oneOwner &&
    (isRole || owner.restriction !== undefined) &&
    (owner.named || owner.restriction !== undefined);
  return {
    verb,
    asked: undefined,
    relative: (form) => (bare && !form.negated ? withIt(form) : relative(form)),
    full: relative,
    reduced: bare ? 'with' : undefined,
  };
}

/** Members that are something of their owner: "are official languages of Belgium". */
export function beingClause(wording: Wording, owner: Owner, { oneMember, people }: Counts): Clause {
  const verb = (form: Form, also = false): string => {
    const of = `of ${form.negated ? owner.any : form.many ? owner.subject : owner.some}`;
    const word = also ? ' also' : '';
    const theOne = oneMember && owner.single;
    if (!form.many)
      return `${be(form, false)}${word} ${oneMember ? `the ${wording.singular}` : withArticle(wording.singular)} ${of}`;
    return `${be(form, false)}${word} ${theOne ? `the ${wording.singular}` : wording.plural} ${of}`;
  };
  const relative = (form: Form): string => `${people ? 'who' : 'that'} ${verb(form)}`;
  return { verb, asked: undefined, relative, full: relative, reduced: undefined };
}

/** Members that something is done to: "that the Danube flows through", "that Shkhara is located in". */
export function objectClause(wording: Wording, owner: Owner, { people }: Counts): Clause {
  const said = (negated: boolean): string => {
    if (negated && owner.none !== undefined)
      return ownerDoes(wording, { ...owner, subject: owner.none, single: true }, false);
    return ownerDoes(wording, owner, negated);
  };
  const asked = askedDeed(wording, owner.subject, owner.single);
  const one = owner.none === undefined ? owner : { ...owner, subject: owner.some, single: true };
  const relative = ({ many, negated }: Form): string =>
    `${people ? 'whom' : 'that'} ${negated || many ? said(negated) : ownerDoes(wording, one, false)}`;
  return { verb: undefined, asked, relative, full: relative, reduced: undefined };
}

function ownerDoes(wording: Wording, owner: Owner, negated: boolean): string {
  const form = { many: !owner.single, negated };
  if (wording.kind === 'participle')
    return `${owner.subject} ${be(form, isOver(wording))} ${owner.single ? wording.singular : wording.plural}`;
  return `${owner.subject} ${conjugate(wording, form)}`;
}

/** A subject and its deed turned round to ask for the object: "does the Danube flow through"; undefined where English has no such form. */
export function askedDeed(wording: Wording, subject: string, single = true): Clause['asked'] {
  const not = (negated: boolean): string => (negated ? 'not ' : '');
  if (wording.kind === 'participle') {
    const verb = isOver(wording) ? (single ? 'was' : 'were') : single ? 'is' : 'are';
    return (negated) => `${verb} ${subject} ${not(negated)}${single ? wording.singular : wording.plural}`;
  }
  if (wording.plural.startsWith('have ')) {
    const rest = wording.plural.slice('have '.length);
    return (negated) => `${single ? 'has' : 'have'} ${subject} ${not(negated)}${rest}`;
  }
  const base = isPast(wording) ? pastBase(wording) : wording.plural;
  if (base === undefined) return undefined;
  const aid = isPast(wording) ? 'did' : single ? 'does' : 'do';
  return (negated) => `${aid} ${subject} ${not(negated)}${base}`;
}
