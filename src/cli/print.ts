/** Printing: data to stdout, talk to stderr, and plain-text tables for people. */
import { once } from 'node:events';

/** The exit code where the machine, not the command, is at fault. */
export const OPERATOR_FAULT = 3;

/** Text from a graph must not steer the terminal: control characters are shown as dots. */
export function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '·');
}

/**
 * Whoever reads may leave (`| head`): the rest is then said to nobody, and is no error. Where what is said cannot be kept, as on a
 * full disk, the command fails.
 */
function write(stream: NodeJS.WriteStream, text: string): boolean {
  if (stream.listenerCount('error') === 0) {
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') return;
      process.stderr.write(`graphtrail: cannot write the output: ${message} [output_failed]\n`);
      process.exit(OPERATOR_FAULT);
    });
  }
  return stream.destroyed || stream.write(text);
}

export function print(text = ''): void {
  write(process.stdout, `${harmless(text)}\n`);
}

/**
 * Data, a line at a time; waits while whoever reads is behind, so that nothing piles up here. False where nobody reads any
 * more (`| head`): then there is no need to go on.
 */
export async function printLine(line: string): Promise<boolean> {
  const { stdout } = process;
  if (stdout.destroyed) return false;
  if (!write(stdout, `${line}\n`)) await once(stdout, 'drain').catch(() => undefined);
  return !stdout.destroyed;
}

export function printJson(value: unknown): void {
  write(process.stdout, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** To the person, never into the data. */
export function tell(text: string): void {
  write(process.stderr, `${harmless(text)}\n`);
}

/** Rows in aligned columns; columns of numbers are set to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, `${cell}`.length);
  return rows
    .map((row) =>
      row
        .map((cell, column) => align(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function align(cell: string | number, width: number): string {
  return typeof cell === 'number' ? `${cell}`.padStart(width) : cell.padEnd(width);
}

export const count = (number: number): string => number.toLocaleString('en-US');

/** "1 answer", "2 answers". */
export function counted(number: number, singular: string, plural = `${singular}s`): string {
  return `${count(number)} ${number === 1 ? singular : plural}`;
}
