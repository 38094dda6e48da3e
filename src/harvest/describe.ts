/** The files of a harvest that describe the others: card, Croissant, provenance. */
import { type CardInput, card, summaryText } from './card.ts';
import { cardConfigs, type FilledConfig } from './configs.ts';
import { CROISSANT, croissantText } from './croissant.ts';
import { TAGS } from './front-matter.ts';
import type { FileHashes } from './manifest.ts';
import { ORIGIN, originText } from './provenance-file.ts';
import { CONVERTER_VERSION } from './sample.ts';
import type { Summary } from './summary.ts';
import type { VerdictCounts } from './verdict-counts.ts';

export interface DescribeInput extends Pick<CardInput, 'license' | 'languages' | 'formats' | 'seed' | 'counts'> {
  readonly title?: string | undefined;
  /** What the graph says of itself. */
  readonly stated: { readonly license?: string; readonly source?: string };
  /** Whether the licence was given by the person who harvests. */
  readonly licenseGiven: boolean;
  readonly configs: readonly FilledConfig[];
  readonly summary: Summary;
  readonly verdicts: VerdictCounts;
  readonly compared: Pick<CardInput, 'split' | 'overlaps' | 'testSets'>;
  /** Of the files of rows. */
  readonly hashes: FileHashes;
}

/** Texts by path. */
export function descriptions(input: DescribeInput): readonly (readonly [string, string])[] {
  const { summary, compared, stated, license, languages, formats, seed, counts, verdicts, hashes } = input;
  const title = input.title ?? `Tool use over ${summary.graphs.map(({ name }) => name).join(', ')}`;
  const { source } = stated;
  const configs = cardConfigs(input.configs);
  const common = { title, license, source, languages, configs };
  const written = card({ ...common, formats, seed, counts, verdicts, ...compared, ...summary });
  const version = `${CONVERTER_VERSION}.0.0`;
  const description = summaryText(counts.written);
  const { licenseGiven } = input;
  const origin = { license, stated, licenseGiven, seed, summary, counts, verdicts, testSets: compared.testSets };
  return [
    ['README.md', written],
    [CROISSANT, croissantText({ ...common, description, keywords: TAGS, version, hashes })],
    [ORIGIN, originText(origin)],
  ];
}
