/** One fixed form for each point in time and each duration of XML Schema, whatever way it was written. */

/** `[date] [T] time [zone]`: the parts of dateTime, date, time and the calendar types that can be written in two ways. */
const CALENDAR =
  /^(?:(-?\d{4,}-\d\d-\d\d)(?=T|Z|[+-]\d\d:|$)|(-[-\d]+|\d[-\d]*)(?=Z|[+-]\d\d:|$))?(?:T?(\d\d:\d\d:\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?$/;
const DURATION =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;
const DAY = 86_400_000;

/** Zeros at the end of a fraction go, a zone of zero is `Z`, and `24:00:00` is the start of the next day. */
export function calendarForm(text: string): string | undefined {
  const [whole, day, other, clock, fraction = '', zone = ''] = CALENDAR.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const midnight = clock === '24:00:00';
  const date = midnight && day !== undefined ? nextDay(day) : (day ?? other ?? '');
  const digits = fraction.replace(/0+$/, '');
  const time = clock === undefined ? '' : `T${midnight ? '00:00:00' : clock}${digits === '' ? '' : `.${digits}`}`;
  return `${date}${time}${/^[+-]00:00$/.test(zone) ? 'Z' : zone}`;
}

/** Months and seconds: the two counts that do not turn into each other (XML Schema 1.1, part 2, §3.3.6). */
export function durationForm(text: string): string | undefined {
  const [whole, sign = '', ...parts] = DURATION.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [years, months, days, hours, minutes, seconds] = parts.slice(0, 6).map((part) => BigInt(part ?? 0));
  const inMonths = (years ?? 0n) * 12n + (months ?? 0n);
  const inSeconds = (((days ?? 0n) * 24n + (hours ?? 0n)) * 60n + (minutes ?? 0n)) * 60n + (seconds ?? 0n);
  const fraction = (parts[6] ?? '').replace(/0+$/, '');
  const nothing = inMonths === 0n && inSeconds === 0n && fraction === '';
  return `${nothing ? '' : sign}P${inMonths}MT${inSeconds}.${fraction}S`;
}

function nextDay(day: string): string {
  const [, year, month, date] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const time = new Date(0);
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(date));
  const next = new Date(time.getTime() + DAY);
  if (Number.isNaN(next.getTime())) return `${day}+1`;
  const digits = String(Math.abs(next.getUTCFullYear())).padStart(4, '0');
  const two = (count: number) => String(count).padStart(2, '0');
  return `${next.getUTCFullYear() < 0 ? '-' : ''}${digits}-${two(next.getUTCMonth() + 1)}-${two(next.getUTCDate())}`;
}
