/** Text of a graph that reads as if it spoke to a model, sells itself, or passes for another name. */
import unhomoglyph from 'unhomoglyph';
import { cleanLabel, foldLabel } from './clean.ts';

export type Suspicion = 'instruction' | 'promotion' | 'markup' | 'invisible characters';

/** How much of a text is looked at. */
const LOOKED_AT = 2000;

/** Orders given to whoever reads; what names say of themselves ("Ignore", "The Best Years of Our Lives") stays clear of it. */
const INSTRUCTIONS = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules|guidelines|question|context)\b/,
  /\b(?:you (?:must|should|are now|have to|need to)|from now on,? you|your (?:new )?(?:task|role|instructions?) (?:is|are))\b/,
  /\b(?:call|use|invoke|run|execute)\b.{0,30}\b(?:tool|function|command|endpoint|api|shell)\b/,
  /\b(?:send|post|upload|forward|leak|reveal|print|show)\b.{0,40}\b(?:passwords?|secrets?|tokens?|credentials?|api keys?|system prompt|environment variables?)\b/,
  /\b(?:answer|reply|respond) (?:only )?(?:with|that|as)\b/,
];

/** Wording that wins an agent's choice without being better (Shi et al. 2025; Faghih et al. 2025). */
const PROMOTIONS = [
  /\balways (?:use|choose|prefer|call|recommend|select)\b/,
  /\b(?:best|preferred|most (?:reliable|accurate|trusted|effective)|only (?:correct|valid|trusted))\b.{0,20}\b(?:tool|function|relation|source|choice|option|api)\b/,
  /\b(?:better|more (?:reliable|accurate)) than (?:any|all|every) other\b/,
  /\bbuy (?:it |this )?now\b/,
];

/** Marks by which chat templates tell who speaks. */
const MARKUP = [
  /<\|[a-z_]+\|?>|\[\/?inst\]|<<\/?sys>>/,
  /<\/?(?:system|assistant|user|tool|tool_call|instructions?|important)>/,
  /(?:^|\n)\s*#{0,3}\s*(?:system|assistant|developer)\s*:/,
];

/** Zero-width, direction and tag characters where only letters should be; joiners within scripts that need them are let pass. */
const HIDDEN = /[\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/** What is suspicious about a text, the gravest first; undefined where nothing is. Never a reason to change the text. */
export function suspicionOf(raw: string): Suspicion | undefined {
  const text = raw.slice(0, LOOKED_AT);
  const folded = text.normalize('NFKC').replace(new RegExp(HIDDEN, 'gu'), '').toLowerCase();
  const plain = folded.replace(/\s+/g, ' ');
  if (INSTRUCTIONS.some((pattern) => pattern.test(plain))) return 'instruction';
  if (MARKUP.some((pattern) => pattern.test(folded))) return 'markup';
  if (PROMOTIONS.some((pattern) => pattern.test(plain))) return 'promotion';
  return HIDDEN.test(text) ? 'invisible characters' : undefined;
}

/** Two labels that a reader takes for the same have one skeleton (Unicode Technical Standard 39). */
export function skeletonOf(label: string): string {
  return unhomoglyph(foldLabel(cleanLabel(label)).normalize('NFKC')).toLowerCase();
}

/** Whether a label has letters that only look like those of plain ASCII: the side of a pair that passes for the other. */
export function imitatesAscii(label: string): boolean {
  const folded = foldLabel(cleanLabel(label));
  return /[^\p{ASCII}]/u.test(folded) && /^\p{ASCII}+$/u.test(skeletonOf(label));
}
