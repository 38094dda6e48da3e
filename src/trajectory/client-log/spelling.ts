/** How a value may be written in English prose: numbers with grouped digits, dates with the month's name. */
import type { ValueItem } from '../../graph/source.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** The lexical form first. */
export function spellings({ value }: Pick<ValueItem, 'value'>): string[] {
  const date = DATE.exec(value);
  if (date !== null) return [value, ...dates(date)];
  return NUMBER.test(value) ? [...new Set([value, ...numbers(value)])] : [value];
}

function dates([, year = '', month = '', day = '']: RegExpExecArray): string[] {
  const name = MONTHS[Number(month) - 1];
  const number = String(Number(day));
  return name === undefined
    ? []
    : [`${number} ${name} ${year}`, `${name} ${number}, ${year}`, `${name} ${number} ${year}`];
}

function numbers(value: string): string[] {
  const short = value
    .replace(/^\+/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  const [whole = '', fraction] = short.split('.');
  return [
    short,
    ...[',', ' ', '\u00a0', '\u202f'].map(
      (mark) => grouped(whole, mark) + (fraction === undefined ? '' : `.${fraction}`),
    ),
  ];
}

const grouped = (digits: string, mark: string): string => digits.replace(/(?<=\d)(?=(?:\d{3})+$)/g, mark);
