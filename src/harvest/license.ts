/** The licence of a harvest, as the Hugging Face hub writes it; without one nothing is written. */
import { HarvestError } from '../errors.ts';

/** The hub's identifiers that graphs are likely to bear. */
const IDENTIFIERS: ReadonlySet<string> = new Set([
  'apache-2.0',
  'cc',
  'cc-by-2.0',
  'cc-by-2.5',
  'cc-by-3.0',
  'cc-by-4.0',
  'cc-by-nc-2.0',
  'cc-by-nc-3.0',
  'cc-by-nc-4.0',
  'cc-by-nc-nd-3.0',
  'cc-by-nc-nd-4.0',
  'cc-by-nc-sa-2.0',
  'cc-by-nc-sa-3.0',
  'cc-by-nc-sa-4.0',
  'cc-by-nd-4.0',
  'cc-by-sa-3.0',
  'cc-by-sa-4.0',
  'cc0-1.0',
  'gfdl',
  'mit',
  'odbl',
  'odc-by',
  'pddl',
  'unknown',
  'unlicense',
]);

const CREATIVE_COMMONS = /^https?:\/\/creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/|$)/;

const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/creativecommons\.org\/publicdomain\/zero\/1\.0(?:\/|$)/, 'cc0-1.0'],
  [/^https?:\/\/(?:www\.)?opendatacommons\.org\/licenses\/odbl(?:\/|$)/, 'odbl'],
  [/^https?:\/\/(?:www\.)?opendatacommons\.org\/licenses\/by(?:\/|$)/, 'odc-by'],
  [/^https?:\/\/(?:www\.)?opendatacommons\.org\/licenses\/pddl(?:\/|$)/, 'pddl'],
  [/^https?:\/\/(?:www\.)?apache\.org\/licenses\/LICENSE-2\.0/, 'apache-2.0'],
  [/^https?:\/\/opensource\.org\/licenses?\/mit(?:\/|$)/i, 'mit'],
];

export interface License {
  /** As it was given: an identifier, an address or a name. */
  readonly given: string;
  /** The hub's identifier, `other` where it has none. */
  readonly identifier: string;
  /** Where it can be read, if that is known. */
  readonly address?: string;
}

/** SPDX's names of those that are not simply written in capitals. */
const SPDX: Readonly<Record<string, string>> = {
  'apache-2.0': 'Apache-2.0',
  gfdl: 'GFDL-1.3-or-later',
  odbl: 'ODbL-1.0',
  'odc-by': 'ODC-By-1.0',
  pddl: 'PDDL-1.0',
  unlicense: 'Unlicense',
};

/** These name no one licence. */
const VAGUE: ReadonlySet<string> = new Set(['cc', 'unknown', 'other']);

/**
 * The licence under which the samples stand: the one given, else the graph's own `dcterms:license`.
 *
 * @throws HarvestError `no_license` where there is neither.
 */
export function licenseOf(given: string | undefined, ofGraph: string | undefined): License {
  const text = (given ?? ofGraph ?? '').trim();
  if (text === '') {
    throw new HarvestError(
      'no_license',
      'Expected a licence for the samples: the graph states none (dcterms:license) and none was given. ' +
        'Find out under which licence the graph stands and give it, for example with --license cc-by-4.0.',
    );
  }
  const identifier = identifierOf(text);
  const address = addressOf(text, identifier);
  return { given: text, identifier, ...(address === undefined ? {} : { address }) };
}

function addressOf(given: string, identifier: string): string | undefined {
  if (/^https?:\/\/\S+$/.test(given)) return given;
  if (VAGUE.has(identifier)) return undefined;
  return `https://spdx.org/licenses/${SPDX[identifier] ?? identifier.toUpperCase()}.html`;
}

function identifierOf(text: string): string {
  const lower = text.toLowerCase();
  if (IDENTIFIERS.has(lower)) return lower;
  const [, kind, version] = CREATIVE_COMMONS.exec(lower) ?? [];
  if (kind !== undefined && IDENTIFIERS.has(`cc-${kind}-${version}`)) return `cc-${kind}-${version}`;
  return ADDRESSES.find(([address]) => address.test(text))?.[1] ?? 'other';
}
