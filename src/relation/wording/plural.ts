/** Singular and plural of English noun phrases: the head noun changes, what follows a preposition stays. */
import { isParticiple } from './verb.ts';

const irregular = new Map(
  (
    'man/men woman/women child/children person/people foot/feet tooth/teeth goose/geese mouse/mice ox/oxen wife/wives ' +
    'life/lives knife/knives wolf/wolves half/halves shelf/shelves thief/thieves leaf/leaves loaf/loaves calf/calves ' +
    'genus/genera corpus/corpora nucleus/nuclei alumnus/alumni stimulus/stimuli radius/radii fungus/fungi phylum/phyla ' +
    'criterion/criteria phenomenon/phenomena analysis/analyses basis/bases crisis/crises thesis/theses axis/axes ' +
    'hypothesis/hypotheses synthesis/syntheses diagnosis/diagnoses oasis/oases matrix/matrices index/indices ' +
    'vertex/vertices appendix/appendices bacterium/bacteria stratum/strata quiz/quizzes hero/heroes ' +
    'potato/potatoes tomato/tomatoes echo/echoes veto/vetoes volcano/volcanoes movie/movies cookie/cookies tie/ties ' +
    'pie/pies calorie/calories zombie/zombies bus/buses status/statuses campus/campuses virus/viruses bonus/bonuses ' +
    'census/censuses chorus/choruses gas/gases bias/biases atlas/atlases canvas/canvases alias/aliases lens/lenses ' +
    'passer-by/passers-by larva/larvae alga/algae formula/formulas medium/media cactus/cacti syllabus/syllabi ' +
    'process/processes focus/focuses apparatus/apparatuses consensus/consensuses prospectus/prospectuses shoe/shoes ' +
    'mother-in-law/mothers-in-law father-in-law/fathers-in-law sister-in-law/sisters-in-law ' +
    'brother-in-law/brothers-in-law son-in-law/sons-in-law daughter-in-law/daughters-in-law axe/axes toe/toes canoe/canoes cache/caches niche/niches ache/aches avalanche/avalanches'
  )
    .split(' ')
    .map((pair) => pair.split('/') as [string, string]),
);
const singulars = new Map([...irregular].map(([singular, plural]) => [plural, singular]));
singulars.set('axes', 'axis');

const invariant = new Set(
  (
    'series species headquarters news means crossroads barracks works mathematics physics politics economics ethics ' +
    'athletics genetics linguistics statistics electronics mechanics graphics gymnastics logistics demographics sheep ' +
    'fish deer aircraft spacecraft offspring information data equipment software hardware music furniture ' +
    'knowledge research luggage diabetes rabies measles chassis corps rendezvous chinese japanese portuguese swiss ' +
    'personnel staff police people cattle chess fauna flora evidence advice progress width height length ' +
    'gross olympics whereabouts innings premises proceedings'
  ).split(' '),
);
const singularInS = /(?:ss|us|is|ous|sis|'s)$/;
const endsPhrase = new Set(
  'of in at for from by with to on per within after into under over without about against as between that which who whom whose where when here there'.split(
    ' ',
  ),
);

/** The plural of a singular noun phrase: `place of birth` → `places of birth`. */
export function pluralise(phrase: string): string {
  return changeHead(phrase, pluraliseNoun);
}

/** The singular of a noun phrase that may be plural: `winners` → `winner`, `species` → `species`. */
export function singularise(phrase: string): string {
  return changeHead(phrase, singulariseNoun);
}

/** Whether a single noun is a plural by its form. */
export function isPlural(noun: string): boolean {
  return singulariseNoun(noun) !== noun;
}

function changeHead(phrase: string, change: (noun: string) => string): string {
  if (/\b(Olympic|Paralympic) Games$/.test(phrase)) return phrase;
  const words = phrase.split(' ');
  const [first = '', joint = '', second = ''] = words;
  if (words.length === 3 && (joint === 'or' || joint === 'and')) return `${change(first)} ${joint} ${change(second)}`;
  const stop = words.findIndex((word, index) => index > 0 && endsPhrase.has(word));
  let head = (stop === -1 ? words.length : stop) - 1;
  while (stop > 1 && head > 0 && isParticiple(words[head] ?? '')) head--;
  return words.map((word, index) => (index === head ? change(word) : word)).join(' ');
}

function pluraliseNoun(noun: string): string {
  const lower = noun.toLowerCase();
  if (invariantNoun(lower) || !/[a-z]$/i.test(noun)) return noun;
  const known = irregular.get(lower) ?? compound(lower, irregular);
  if (known !== undefined) return matchCase(noun, known);
  if (isAcronym(noun)) return `${noun}s`;
  if (singulars.has(lower)) return noun;
  if (/[^aeiou]y$/.test(lower)) return `${noun.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/.test(lower)) return `${noun}es`;
  return `${noun}s`;
}

function singulariseNoun(noun: string): string {
  const lower = noun.toLowerCase();
  if (lower === 'people') return 'person';
  if (invariantNoun(lower) || irregular.has(lower)) return noun;
  const known = singulars.get(lower) ?? compound(lower, singulars);
  if (known !== undefined) return matchCase(noun, known);
  if (!lower.endsWith('s') || lower.length < 4 || singularInS.test(lower)) return noun;
  if (/^[A-Z\d]+S$/.test(noun)) return noun;
  if (/[^aeiou]ies$/.test(lower)) return lower.length > 4 ? `${noun.slice(0, -3)}y` : noun.slice(0, -1);
  if (/(ss|x|ch|sh)es$/.test(lower)) return noun.slice(0, -2);
  return noun.slice(0, -1);
}

/** `policewomen`, `schoolchildren` and `half-lives` bend as `women`, `children` and `lives` do. */
function compound(noun: string, table: ReadonlyMap<string, string>): string | undefined {
  const hyphen = noun.lastIndexOf('-') + 1;
  const part = hyphen === 0 ? undefined : table.get(noun.slice(hyphen));
  if (part !== undefined) return noun.slice(0, hyphen) + part;
  const end = /(woman|women|man|men|child|children|person|people|wife|wives)$/.exec(noun)?.[0];
  if (end === undefined || /(hu|ger|ro|otto|talis|sha)m[ae]n$/.test(noun)) return undefined;
  const changed = table.get(end);
  return changed === undefined ? undefined : noun.slice(0, -end.length) + changed;
}

function invariantNoun(lower: string): boolean {
  return invariant.has(lower) || /(craft|fish)$/.test(lower);
}

function isAcronym(noun: string): boolean {
  return /^[A-Z][A-Z\d]+$/.test(noun);
}

function matchCase(model: string, word: string): string {
  return /^[A-Z]/.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
