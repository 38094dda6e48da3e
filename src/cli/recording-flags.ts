/** The options of recording: what is taken out, when a file is full, what is kept, and what happens when the disk fails. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { createRedactor, type Redactor } from '../trajectory/redact.ts';
import type { Keep } from '../trajectory/retention.ts';
import { readSecretKinds } from '../trajectory/secret-file.ts';
import { OWN } from './option-groups.ts';

export interface RecordingFlags {
  readonly redact: boolean;
  readonly redactFile?: string;
  readonly onRecordFailure: 'fail' | 'serve';
  readonly rotate?: Measure;
  readonly keep?: Keep;
}

/** A size, an age or both; whichever is reached first counts. */
export interface Measure {
  readonly bytes?: number;
  readonly milliseconds?: number;
}

const SIZES: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
const AGES: Readonly<Record<string, number>> = { m: 60e3, h: 3600e3, d: 86_400e3 };

/** Reads `256MB`, `1d`, or both with a comma between them. */
export function measure(text: string): Measure {
  const parts = text.split(',').map((part): Measure => {
    const [, number, unit = ''] = /^\s*([1-9]\d{0,8})\s*([a-z]{1,2})\s*$/i.exec(part) ?? [];
    const size = SIZES[unit.toUpperCase()];
    const age = AGES[unit];
    if (number !== undefined && size !== undefined) return { bytes: Number(number) * size };
    if (number !== undefined && age !== undefined) return { milliseconds: Number(number) * age };
    throw new InvalidArgumentError('expected a size such as 256MB or 2GB, an age such as 12h or 30d, or "2GB,30d"');
  });
  return Object.assign({}, ...parts);
}

export function withRecordingFlags(command: Command): Command {
  return command
    .optionsGroup('Recording:')
    .option('--no-redact', 'record secrets (keys, tokens, passwords in URLs) as they are (default: taken out)')
    .option('--redact-file <file>', 'more kinds of secrets: a name and a regular expression a line')
    .addOption(
      new Option('--on-record-failure <what>', 'a call that cannot be recorded fails, or is served and says so')
        .choices(['fail', 'serve'])
        .default('fail'),
    )
    .option('--rotate <size,age>', 'begin another journal file then (default: 256MB)', measure)
    .option('--keep <size,age>', 'delete the oldest sealed journal files beyond this (default: all are kept)', measure)
    .optionsGroup(OWN);
}

/** @throws UsageError `secret_file` */
export function redactorOf({ redact, redactFile }: Partial<RecordingFlags>): Redactor | undefined {
  if (redact === false) return undefined;
  return createRedactor(redactFile === undefined ? [] : readSecretKinds(redactFile));
}
