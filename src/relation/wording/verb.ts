/** The verbs that relations are said with: their forms, and what tells a verb from a plural noun. */

/** Verbs whose `-s` form is hardly ever a plural noun. */
const plainVerbs =
  'act adjoin affect appear apply attend become begin belong bind border carry cite collaborate comprise compete concern ' +
  'connect consist contain contribute correspond cover create cross deal define depend depict derive describe direct discover ' +
  'discuss employ encode enclose encompass encounter enter exist exhibit export feed flow follow found generate govern ' +
  'graduate happen harbor have import include indicate inhabit inherit inhibit intersect invent invest involve join know ' +
  'lead lie like live love maintain manage marry mention migrate neighbor neighbour occupy occur originate outrank own ' +
  'participate possess precede prefer prescribe prevent produce promote provide publish receive refer reference regulate ' +
  'represent require reside resemble retain serve sing speak specialize specialise star succeed support surround teach ' +
  'train treat understand wear write';
/** Verbs whose `-s` form is a noun as well: a verb only before other words (`plays for`, `works at`). */
const doubtfulVerbs =
  'book cause change coach comment design die exhibit face feature fight function get give grow head hold host house ' +
  'influence issue judge land leave link make map mark meet model move name need offer order pass play point quote rank ' +
  'record report result rule run sell share sign sponsor stand start study tie tour trade use visit vote walk win work';
/** Nouns or verbs that are verbs between entities: countries border, films star, drugs cause. */
const verbsWhenAlone = new Set('causes uses influences hosts precedes shares plays'.split(' '));
/** Verbs whose past has an active sense: `died in`, not `was died in`. */
const intransitive = new Set(
  (
    'acted appeared arrived battled became belonged collaborated competed consisted contributed corresponded debuted ' +
    'died emerged emigrated escaped existed fought graduated grew happened immigrated lived matriculated migrated ' +
    'moved occurred originated participated performed played ran reigned resided resulted retired ruled sailed sang ' +
    'served specialized starred stood studied swam toured traveled travelled trained voted went won worked wrote'
  ).split(' '),
);
/** base/past/participle where they are no `-ed`. */
const irregular =
  'become/became/become begin/began/begun bear/bore/born beat/beat/beaten bind/bound/bound break/broke/broken ' +
  'bring/brought/brought build/built/built buy/bought/bought catch/caught/caught choose/chose/chosen come/came/come ' +
  'cut/cut/cut draw/drew/drawn drive/drove/driven eat/ate/eaten feed/fed/fed fight/fought/fought find/found/found ' +
  'fly/flew/flown forbid/forbade/forbidden freeze/froze/frozen get/got/gotten give/gave/given go/went/gone ' +
  'grow/grew/grown hang/hung/hung hide/hid/hidden hold/held/held keep/kept/kept know/knew/known lay/laid/laid ' +
  'lead/led/led leave/left/left lend/lent/lent lose/lost/lost make/made/made mean/meant/meant meet/met/met ' +
  'overcome/overcame/overcome oversee/oversaw/overseen pay/paid/paid put/put/put read/read/read ride/rode/ridden ' +
  'run/ran/run say/said/said see/saw/seen sell/sold/sold send/sent/sent set/set/set shoot/shot/shot show/showed/shown ' +
  'sing/sang/sung speak/spoke/spoken spend/spent/spent split/split/split stand/stood/stood steal/stole/stolen ' +
  'strike/struck/struck swear/swore/sworn swim/swam/swum take/took/taken teach/taught/taught tell/told/told ' +
  'think/thought/thought throw/threw/thrown understand/understood/understood wear/wore/worn weave/wove/woven ' +
  'win/won/won write/wrote/written undertake/undertook/undertaken upbring/upbrought/upbrought';

const rows = irregular.split(' ').map((row) => row.split('/') as [string, string, string]);
const participles = new Set(rows.map(([, , participle]) => participle));
const participleOfPast = new Map(rows.map(([, past, participle]) => [past, participle]));
const notParticiples = new Set(
  (
    'bed red seed speed breed creed deed feed greed need reed weed shed sled thread bread head spread hundred sacred ' +
    'naked wicked biped quadruped moped infrared kindred hatred overhead watershed cut put set read'
  ).split(' '),
);

const plain = new Map(plainVerbs.split(' ').map((base) => [thirdPerson(base), base]));
const doubtful = new Map(doubtfulVerbs.split(' ').map((base) => [thirdPerson(base), base]));

function thirdPerson(base: string): string {
  if (base === 'have') return 'has';
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : `${base}s`;
}

/** The base form of a verb in the third person (`contains` → `contain`); undefined where it is no verb here. */
export function baseOfPresent(word: string, alone: boolean): string | undefined {
  const base = plain.get(word) ?? doubtful.get(word);
  return alone && !plain.has(word) && !verbsWhenAlone.has(word) ? undefined : base;
}

/** Whether a word is a past participle: `directed`, `born`, `written`. */
export function isParticiple(word: string): boolean {
  if (participles.has(word) && !['cut', 'put', 'read', 'run', 'come', 'found', 'set'].includes(word)) return true;
  return /[a-z]{2}ed$/.test(word) && !notParticiples.has(word);
}

/** Whether a word may be a participle before a preposition, where nouns are unlikely: `set in`, `found in`. */
export function isParticipleBefore(word: string, preposition: string): boolean {
  return isParticiple(word) || (participles.has(word) && preposition !== 'of');
}

/** Whether a past form says what its subject did rather than what was done to it: `died`, `wrote`. */
export function isActivePast(word: string): boolean {
  return intransitive.has(word) || (participleOfPast.has(word) && !participles.has(word));
}

/** The participle that goes with a past form, for `has not written`. */
export function participleOf(past: string): string {
  return participleOfPast.get(past) ?? past;
}

/** The base form of a past form, for "did it direct": undefined where it is not sure. */
export function baseOfPast(past: string): string | undefined {
  return bases.get(past);
}

/** The past form that goes with a participle: `written` → `wrote`, `directed` → `directed`. */
export function pastOfParticiple(participle: string): string {
  return pasts.get(participle) ?? participle;
}

/** Verbs of deeds that relations tell in the past, beside those above. */
const deedVerbs =
  'adapt animate build commission compose conduct create design develop discover edit illustrate invent isolate kill ' +
  'narrate paint perform portray produce record release star translate';

function regularPast(base: string): string {
  if (/^(star|refer|prefer|occur|win|run)$/.test(base)) return `${base}${base.slice(-1)}ed`;
  if (base.endsWith('e')) return `${base}d`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}

const regular = `${plainVerbs} ${doubtfulVerbs} ${deedVerbs}`
  .split(' ')
  .map((base) => [regularPast(base), base] as const);
const bases = new Map([...regular, ...rows.map(([base, past]) => [past, base] as const)]);
const pasts = new Map(rows.map(([, past, participle]) => [participle, past]));

/** Whether a word is a present participle that relations are said with: `starring`. */
export function isGerund(word: string): boolean {
  return gerunds.has(word);
}

const gerunds = new Set(
  'bordering causing containing covering depicting employing featuring following including involving neighbouring preceding representing starring surrounding using'.split(
    ' ',
  ),
);
