/** Dates, points in time and years of XML Schema as instants that can be ordered (XML Schema 1.1, part 2, §3.3.7 and §E.3.6). */
import { xsd } from './namespaces.ts';

export interface Instant {
  readonly kind: 'date' | 'dateTime' | 'gYear';
  /** Attoseconds since 1970 in UTC; without a zone, as if it were UTC. */
  readonly at: bigint;
  readonly zoned: boolean;
}

const ZONE = '(Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?';
const YEAR = '(-?(?:[1-9]\\d{3,8}|0\\d{3}))';
const FORMS: ReadonlyMap<string, readonly [Instant['kind'], RegExp]> = new Map([
  [xsd.gYear, ['gYear', new RegExp(`^${YEAR}()()()()()()${ZONE}$`)]],
  [xsd.date, ['date', new RegExp(`^${YEAR}-(\\d\\d)-(\\d\\d)()()()()${ZONE}$`)]],
  [xsd.dateTime, ['dateTime', dateTimeForm()]],
  [`${xsd.base}dateTimeStamp`, ['dateTime', dateTimeForm()]],
]);

const SECOND = 10n ** 18n;
const HOURS_14 = 14n * 3600n * SECOND;

function dateTimeForm(): RegExp {
  return new RegExp(`^${YEAR}-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,18}))?${ZONE}$`);
}

/** The instant of a literal, or undefined where its datatype is no time or its text is none of it. */
export function instantOf(text: string, datatype: string): Instant | undefined {
  const form = FORMS.get(datatype);
  const match = form?.[1].exec(text);
  if (form === undefined || match === null || match === undefined) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = match;
  const days = daysOf(Number(year), Number(month || 1), Number(day || 1));
  const [hours, minutes, seconds] = [Number(hour || 0), Number(minute || 0), Number(second || 0)];
  const midnight = hours === 24 && minutes === 0 && seconds === 0 && !/[1-9]/.test(fraction);
  if (days === undefined || (hours > 23 && !midnight) || minutes > 59 || seconds > 59) return undefined;
  const whole = BigInt(days) * 86_400n + BigInt(hours * 3600 + (minutes - offsetOf(zone)) * 60 + seconds);
  return { kind: form[0], at: whole * SECOND + BigInt(fraction.padEnd(18, '0')), zoned: zone !== '' };
}

/** Days since 1970-01-01 in the Gregorian calendar carried back; undefined where there is no such day. */
function daysOf(year: number, month: number, day: number): number | undefined {
  const time = new Date(0);
  // Within four centuries of the same calendar, so that years far off stay exact.
  const cycles = Math.floor(year / 400);
  time.setUTCFullYear(year - cycles * 400, month - 1, day);
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) return undefined;
  return time.getTime() / 86_400_000 + cycles * 146_097;
}

/** Minutes that a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Below, at or above; undefined for different kinds, and within 14 hours where only one of them has a zone. */
export function compareInstants(left: Instant, right: Instant): number | undefined {
  if (left.kind !== right.kind) return undefined;
  const apart = left.at - right.at;
  if (left.zoned !== right.zoned && apart <= HOURS_14 && apart >= -HOURS_14) return undefined;
  return apart < 0n ? -1 : apart > 0n ? 1 : 0;
}
