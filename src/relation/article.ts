/** The indefinite article before an English noun phrase. */

const vowelSound = /^(?:[aeiouàáâäåæèéêëìíîïòóôöøœùúûü]|hour|honest|honou?r|heir)/i;
const consonantSound =
  /^(?:one\b|once\b|eu|ewe|ewer|ouija|u\b|uni(?!mag|mp|n|dent)|us[aeu]|ut[aeio]|ur[aeiou]|ub[iu]|uk[ru]|ufo|ugand|uvul|uyg)/i;
const spelledVowel = /^[AEFHILMNORSX](?:[A-Z\d]|$|-)/;

/** The noun phrase with `a` or `an` before it, by sound: an hour, a university, an MBA, an X-ray. */
export function withArticle(noun: string): string {
  return `${takesAn(noun) ? 'an' : 'a'} ${noun}`;
}

function takesAn(noun: string): boolean {
  const first = /^[^\s-]*-?/.exec(noun)?.[0] ?? '';
  if (/^\d/.test(first)) return /^(8|11(?!\d)|18(?!\d))/.test(first);
  if (isSpelled(first)) return spelledVowel.test(first);
  if (consonantSound.test(first)) return false;
  return vowelSound.test(first);
}

/** Whether a word is said letter by letter: capitals that are no word (`UNESCO` and `NATO` are). */
function isSpelled(word: string): boolean {
  if (/^[A-Z]-?$/.test(word)) return true;
  return /^[A-Z][A-Z\d]+s?-?$/.test(word) && !/^(UNESCO|UNICEF|NATO|NASA|FIFA|SIM|LASER|RAM|ROM)/.test(word);
}
