/** Text from graphs, agents and files as the page shows it: visible, capped, and isolated from the text around it. */
import { cleanLabel } from '../graph/name/clean.ts';
import { html, type Markup } from './html.ts';

/** One line of visible characters, at most `longest` of them, an ellipsis where it was cut; a dash for nothing. */
export function shown(raw: string, longest = 80): string {
  const characters = [...cleanLabel(raw)];
  if (characters.length === 0) return '–';
  return characters.length <= longest
    ? characters.join('')
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

/** The same as HTML, in which its direction is its own; where it was cut, the whole (up to 200) is its title. */
export function label(raw: string, longest = 80): Markup {
  const text = shown(raw, longest);
  const whole = shown(raw, 200);
  return text === whole ? html`<bdi>${text}</bdi>` : html`<bdi title="${whole}">${text}</bdi>`;
}

/** The name of a tool, which may be broken after any of its underscores. */
export function toolName(raw: string): Markup {
  const parts = shown(raw, 64).split('_');
  return html`<code><bdi>${parts.map((part, index) => (index === 0 ? part : html`_<wbr>${part}`))}</bdi></code>`;
}

/** Text of several lines, such as an answer: each line as {@link label}, at most `lines` of them. */
export function paragraph(raw: string, longest = 200, lines = 12): Markup {
  const all = raw.slice(0, 20_000).split('\n');
  const kept = all.slice(0, lines).map((line) => html`<bdi>${shown(line, longest)}</bdi>`);
  const more = all.length > lines ? [html`<span class="quiet">… ${all.length - lines} more lines</span>`] : [];
  return html`${[...kept, ...more].map((line, index) => (index === 0 ? line : html`<br>${line}`))}`;
}
