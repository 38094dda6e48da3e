/** Figures as a person reads them. */

/** `12,345`; at most one decimal. What is no number in a file is said to be none. */
export function figure(number: number): string {
  return Number.isFinite(number) ? number.toLocaleString('en-US', { maximumFractionDigits: 1 }) : '–';
}

/** The share of a whole: `12 %`, below ten with one decimal, and never 0 or 100 where something is there or lacking. */
export function share(part: number, whole: number): string {
  if (whole <= 0 || !Number.isFinite(part / whole)) return '–';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  if (percent < 100 && percent > 99.9) return '> 99.9 %';
  const digits = percent > 0 && percent < 10 ? 1 : 0;
  return `${percent.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} %`;
}

/** `1 call`, `2 calls`. */
export function counted(number: number, singular: string, plural = `${singular}s`): string {
  return `${figure(number)} ${number === 1 ? singular : plural}`;
}
