/** Folds the names of classes and relations, so that case, width, underscores and hyphens do not tell them apart. */
export function foldName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}
