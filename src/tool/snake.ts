/** Folds words to ASCII snake_case, the only letters that every client takes in names. */

const foldings = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'ng' }),
);

/** `Élève supérieur` → `eleve_superieur`; empty where more than half of the letters have no ASCII form. */
export function foldToSnake(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıħŋ]/g, (letter) => foldings.get(letter) ?? '')
    .replace(/['’]/g, '');
  const foreign = folded.match(/(?![a-z])\p{L}/gu)?.length ?? 0;
  const own = folded.match(/[a-z]/g)?.length ?? 0;
  if (foreign > own) return '';
  return folded.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}
