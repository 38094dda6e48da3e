/** Finds rows that a test set holds too: the same question, a run of thirteen words, or nearly the same text. */
import { bandKeys, estimate, NEAR_DUPLICATE, shingles, signature, similarity, wordsOf } from './minhash.ts';
import { questionOf, type Sample } from './sample.ts';
import { normalQuestion } from './template.ts';
import { readTestSet, type TestSet } from './test-set.ts';

/** Why a row was left out, by the first of these that holds. */
export type Contamination = 'test_question' | 'test_run' | 'test_near_duplicate';

export interface TestSets {
  readonly sets: readonly TestSet[];
  contamination(sample: Sample): Contamination | undefined;
}

/** The run that GPT-3 (Brown et al. 2020, appendix C) and its followers look for. */
const RUN_WORDS = 13;

/** As in dedupe.ts: five deviations below the limit. */
const WORTH_A_LOOK = NEAR_DUPLICATE - 0.15;

/**
 * Reads test sets; memory holds their texts. Compared are question and answer of a row, never what tools said: any two rows
 * about one entity share that.
 *
 * @throws HarvestError `not_readable`, `test_set_form`
 */
export function readTestSets(paths: readonly string[]): TestSets {
  const questions = new Set<string>();
  const runs = new Set<string>();
  const texts: { readonly text: string; readonly minima: Uint32Array }[] = [];
  const byBand = new Map<number, number[]>();
  const sets = paths.map((path) =>
    readTestSet(path, ({ questions: asked, text }) => {
      for (const question of asked) questions.add(normalQuestion(question));
      for (const run of runsOf(text)) runs.add(run);
      for (const one of new Set([text, ...asked])) {
        const minima = signature(one);
        for (const band of bandKeys(minima)) byBand.set(band, [...(byBand.get(band) ?? []), texts.length]);
        texts.push({ text: one, minima });
      }
    }),
  );
  const isNear = (text: string): boolean => {
    const minima = signature(text);
    const candidates = new Set(bandKeys(minima).flatMap((band) => byBand.get(band) ?? []));
    return [...candidates].some((candidate) => {
      const other = texts[candidate];
      if (other === undefined || estimate(minima, other.minima) < WORTH_A_LOOK) return false;
      return similarity(shingles(text), shingles(other.text)) >= NEAR_DUPLICATE;
    });
  };
  return {
    sets,
    contamination(sample) {
      const question = questionOf(sample);
      const answer = sample.messages.at(-1)?.content ?? '';
      if (questions.has(normalQuestion(question))) return 'test_question';
      if ([question, answer].some((text) => runsOf(text).some((run) => runs.has(run)))) return 'test_run';
      return isNear(question) || isNear(`${question}\n${answer}`) ? 'test_near_duplicate' : undefined;
    },
  };
}

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(RUN_WORDS - 1).map((_, first) => words.slice(first, first + RUN_WORDS).join(' '));
}
