/** Wrong answers to true calls, and what comes after an answer. */

import type { Random } from '../../src/logic/random.ts';
import type { Answer } from '../../src/tool/answer.ts';
import type { Answered } from '../../src/trajectory/record.ts';
import { type Base, type Kind, type Mutant, stranger } from './mutant.ts';

/** @param change gives the answer as submitted and, where terms are named, as resolved */
const answering = (
  name: string,
  change: (answered: Answered, base: Base, random: Random) => Partial<Answered> | undefined,
): Kind => ({
  name,
  mutate: (base, random): Mutant | undefined => {
    const { answer } = base.story;
    const by = answer && change(answer, base, random);
    return answer && by && { story: { ...base.story, answer: { ...answer, ...by } } };
  },
});

/** Entities by the very terms, so that nothing else is wrong with them. */
function naming(terms: readonly string[], { world }: Base): Partial<Answered> {
  return { answer: { entities: terms.map((iri) => world.opened.source.compact(iri)) }, resolved: terms };
}

/** The IRIs of an answer that is a set of entities. */
function members({ answer, resolved }: Answered): readonly string[] | undefined {
  return answer.entities === undefined && answer.result === undefined
    ? undefined
    : resolved?.every(isIri)
      ? resolved
      : undefined;
}

const isIri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text);

const values = ({ answer }: Answered): readonly string[] | undefined => answer.values;

export const ANSWER_KINDS: readonly Kind[] = [
  answering('the answer lacks one', (given, base, random) => {
    const [entities, texts] = [members(given), values(given)];
    if (entities !== undefined && entities.length > 1)
      return naming(entities.toSpliced(random.integer(entities.length), 1), base);
    return texts !== undefined && texts.length > 1
      ? { answer: { values: texts.slice(1) }, resolved: texts.slice(1) }
      : undefined;
  }),
  answering('the answer has one too many, which was seen', (given, base) => {
    const entities = members(given);
    const seen = base.story.calls.flatMap(({ observation }) => observation.items ?? []);
    const other = seen
      .flatMap((item) => (item.kind === 'entity' ? [base.world.opened.source.expand(item.id) ?? item.id] : []))
      .find((iri) => !entities?.includes(iri));
    return entities === undefined || other === undefined ? undefined : naming([...entities, other], base);
  }),
  answering('the answer has one too many, from memory', (given, base, random) => {
    const entities = members(given);
    const other = stranger(base, random);
    return entities === undefined || other === undefined ? undefined : naming([...entities, other.iri], base);
  }),
  answering('the answer is something else', (given, base, random) => {
    const other = stranger(base, random);
    if (other === undefined) return undefined;
    if (members(given) !== undefined) return naming([other.iri], base);
    return values(given) === undefined ? undefined : { answer: { values: ['42'] }, resolved: ['42'] };
  }),
  answering('"none" where there are some', (given) =>
    given.answer.none === true ? undefined : { answer: { none: true }, resolved: [] },
  ),
  answering('the number is off by one', ({ answer: { number } }, _, random) =>
    number === undefined ? undefined : { answer: { number: number + (random.next() < 0.5 ? 1 : -1) } },
  ),
  answering('yes for no, no for yes', ({ answer }) =>
    answer.boolean === undefined ? undefined : { answer: { ...answer, boolean: !answer.boolean } },
  ),
  answering('a cell of the table is another', ({ answer: { rows } }, base, random) => {
    const other = stranger(base, random);
    if (rows === undefined || other === undefined) return undefined;
    const at = random.integer(rows.length);
    const row = rows[at] as readonly (string | readonly string[])[];
    return row.length < 2 ? undefined : { answer: { rows: rows.with(at, row.with(1, other.label)) } };
  }),
  answering('the cells of two rows are exchanged', ({ answer: { rows } }) => {
    const [one, other, ...rest] = rows ?? [];
    if (one === undefined || other === undefined || JSON.stringify(one.slice(1)) === JSON.stringify(other.slice(1)))
      return undefined;
    return {
      answer: { rows: [[one[0] as string, ...other.slice(1)], [other[0] as string, ...one.slice(1)], ...rest] },
    };
  }),
  answering('a row is left out', ({ answer: { rows } }) =>
    rows === undefined || rows.length < 2 ? undefined : { answer: { rows: rows.slice(1) } },
  ),
  answering('the answer has another form', ({ answer, resolved }) => {
    const form: Answer = answer.number !== undefined ? { boolean: true } : { number: resolved?.length ?? 1 };
    return { answer: form, resolved: undefined };
  }),
  answering('the answer is an earlier result', ({ answer }, base) => {
    const earlier = base.story.calls
      .slice(0, -1)
      .find(({ observation }) => observation.result !== undefined)?.observation;
    if (answer.result === undefined || earlier?.result === undefined || earlier.next !== undefined) return undefined;
    const { source } = base.world.opened;
    const terms = (earlier.items ?? []).map((item) =>
      item.kind === 'entity' ? (source.expand(item.id) ?? item.id) : item.value,
    );
    return { answer: { result: earlier.result }, resolved: terms };
  }),
  answering('what the answer means is forged', ({ resolved }, base, random) => {
    const other = stranger(base, random);
    return resolved === undefined || other === undefined ? undefined : { resolved: [other.iri] };
  }),
  answering('what the answer says is forged, and its meaning is gold', ({ answer }, base, random) => {
    const other = stranger(base, random);
    return answer.entities === undefined || other === undefined ? undefined : { answer: { entities: [other.id] } };
  }),
  answering('invisible characters in the text of the answer', ({ answer }) => ({
    answer: { ...answer, text: `It is so.\u200b${'\u{e0041}'}` },
  })),
  { name: 'no answer', mutate: ({ story }) => ({ story: { ...story, answer: undefined } }) },
  {
    name: 'a call after the answer',
    mutate: ({ story }, random) => ({ story: { ...story, after: [random.choose(story.calls)] } }),
  },
  {
    name: 'a second answer',
    mutate: ({ story }) => ({ story: { ...story, after: story.answer === undefined ? [] : [story.answer] } }),
  },
];
