/** Histograms of whole numbers: columns to look at, and the same numbers as a table. */
import type { Distribution } from '../figures/distribution.ts';
import { html, type Markup } from '../html.ts';
import { figure, share } from '../number.ts';
import { percent } from './bars.ts';

export interface HistogramOptions {
  readonly title: string;
  /** What is measured: `tokens`. */
  readonly unit: string;
  readonly note?: string;
}

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** So many columns at most. */
const COLUMNS = 20;

export function histogram(distribution: Distribution, { title, unit, note }: HistogramOptions): Markup {
  if (distribution.total === 0) {
    return html`<figure class="histogram"><figcaption><strong>${title}</strong></figcaption><p class="none">The rows do not tell.</p></figure>`;
  }
  const bins = binsOf(distribution);
  const largest = Math.max(...bins.map(({ count }) => count));
  const { median, most, mean, total, largest: end } = distribution;
  const facts = `median ${figure(median)}, mean ${figure(mean)}, 95 % at most ${figure(most)}, largest ${figure(end)}`;
  return html`<figure class="histogram"><figcaption><strong>${title}</strong><span class="quiet">${facts}</span></figcaption>
<div class="columns" role="img" aria-label="${title}: ${facts}">${bins.map(
    (bin) =>
      html`<span class="slot" title="${span(bin)} ${unit}: ${figure(bin.count)} of ${figure(total)} (${share(bin.count, total)})"><span class="column" style="height:${percent(bin.count, largest)}"></span></span>`,
  )}</div>
<div class="axis" aria-hidden="true">${bins.map((bin, index) => html`<span>${labelled(index, bins.length) && figure(bin.from)}</span>`)}</div>
${note !== undefined && html`<p class="quiet">${note}</p>`}
<details class="more"><summary>as a table</summary><table class="plain"><thead><tr><th scope="col">${unit}</th><th scope="col" class="n">samples</th><th scope="col" class="n">share</th></tr></thead><tbody>${bins
    .filter(({ count }) => count > 0)
    .map(
      (bin) =>
        html`<tr><th scope="row">${span(bin)}</th><td class="n">${figure(bin.count)}</td><td class="n">${share(bin.count, total)}</td></tr>`,
    )}</tbody></table></details></figure>`;
}

/** One bin a number where there are few, else of the least round width that makes few of them. */
export function binsOf({ counts }: Distribution): readonly Bin[] {
  const from = counts[0]?.[0] ?? 0;
  const to = counts.at(-1)?.[0] ?? 0;
  const width = widthFor(from, to);
  const start = Math.floor(from / width) * width;
  const bins = Array.from({ length: Math.floor((to - start) / width) + 1 }, (_, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width - 1,
    count: 0,
  }));
  for (const [number, count] of counts) {
    const bin = bins[Math.floor((number - start) / width)];
    if (bin !== undefined) bin.count += count;
  }
  return bins;
}

function widthFor(from: number, to: number): number {
  for (let ten = 1; ; ten *= 10) {
    for (const step of [1, 2, 5]) {
      const width = ten * step;
      if (Math.floor(to / width) - Math.floor(from / width) < COLUMNS) return width;
    }
  }
}

function span({ from, to }: Bin): string {
  return from >= to ? figure(from) : `${figure(from)}–${figure(to)}`;
}

/** Every label where there is room, else every second or fifth column. */
function labelled(index: number, columns: number): boolean {
  return index % (columns <= 8 ? 1 : columns <= 14 ? 2 : 4) === 0;
}
