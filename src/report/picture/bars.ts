/** Tables with a bar in each row: the numbers are text, so that the figure and its table are one. */
import { html, type Markup, type Part } from '../html.ts';
import { figure, share } from '../number.ts';

export interface Bar {
  readonly name: Part;
  readonly count: number;
}

export interface BarsOptions {
  /** What the first column is, and what is counted. */
  readonly head: readonly [string, string];
  /** What the shares are of; no shares without it. */
  readonly whole?: number;
  /** Rows that stand; the others fold away under `more`. Default all. */
  readonly first?: number;
}

/** The bars are to scale with the largest. */
export function bars(rows: readonly Bar[], { head, whole, first = rows.length }: BarsOptions): Markup {
  if (rows.length === 0) return html`<p class="none">Nothing to show.</p>`;
  const largest = Math.max(...rows.map(({ count }) => count), 1);
  const table = (own: readonly Bar[]): Markup => html`<table class="bars">
<thead><tr><th scope="col">${head[0]}</th><th scope="col" class="n">${head[1]}</th>${whole !== undefined && html`<th scope="col" class="n">share</th>`}<th class="track" aria-hidden="true"></th></tr></thead>
<tbody>${own.map(
    ({
      name,
      count,
    }) => html`<tr><th scope="row">${name}</th><td class="n">${figure(count)}</td>${whole !== undefined && html`<td class="n quiet">${share(count, whole)}</td>`}<td class="track" aria-hidden="true"><span class="bar" style="width:${percent(count, largest)}"></span></td></tr>
`,
  )}</tbody></table>`;
  // One more row costs no more room than a line that hides it.
  if (rows.length <= first + 1) return table(rows);
  return html`${table(rows.slice(0, first))}<details class="more"><summary>${figure(rows.length - first)} more</summary>${table(rows.slice(first))}</details>`;
}

export function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 10_000) / 100}%`;
}
