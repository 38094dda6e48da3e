/** What is asked: samples by pattern and split, and how hard they are. */
import { SPLITS } from '../../harvest/split.ts';
import type { Figures } from '../figures/figures.ts';
import { html, type Markup } from '../html.ts';
import { label } from '../label.ts';
import { figure } from '../number.ts';
import { percent } from '../picture/bars.ts';
import { histogram } from '../picture/histogram.ts';
import type { Facts } from '../read/facts.ts';
import type { Section } from './section.ts';

const ASKS: ReadonlyMap<string, string> = new Map([
  ['1p', 'one relation'],
  ['2p', 'two relations in a row'],
  ['3p', 'three relations in a row'],
  ['4p', 'four relations in a row'],
  ['2i', 'both of two conditions'],
  ['3i', 'all of three conditions'],
  ['4i', 'all of four conditions'],
  ['2u', 'one of two conditions'],
  ['ip', 'two conditions, then a relation'],
  ['3ip', 'three conditions, then a relation'],
  ['pi', 'a chain of two, and a condition'],
  ['up', 'one of two conditions, then a relation'],
  ['2in', 'one condition, and not another'],
  ['3in', 'two conditions, and not a third'],
  ['inp', 'a condition and not another, then a relation'],
  ['pin', 'a chain of two, and not a condition'],
  ['pni', 'a condition, and not a chain of two'],
  ['1pv', 'a condition on a value'],
  ['top1', 'the largest or smallest'],
  ['topk', 'the several largest or smallest'],
  ['count', 'how many'],
  ['yesno', 'whether one is among them'],
  ['compare', 'which of two'],
  ['attribute', 'a value'],
  ['table', 'several relations of each'],
]);

export function patternSection(facts: Facts, { measures }: Figures): Section {
  return {
    name: 'patterns',
    title: 'What is asked',
    lead: 'Each question was made from a formula of one of these shapes.',
    content: html`${patternTable(facts)}<h3>How hard it is</h3><div class="grid">${[
      histogram(measures.hops, {
        title: 'Hops',
        unit: 'hops',
        note: 'Relations on the longest way from what is named to the answer.',
      }),
      histogram(measures.branches, {
        title: 'Branches',
        unit: 'branches',
        note: 'Ways that lead to the answer; 1 is a chain.',
      }),
      histogram(measures.anchors, { title: 'Anchors', unit: 'anchors', note: 'Entities that the question names.' }),
      histogram(measures.largestSet, {
        title: 'Largest set',
        unit: 'members',
        note: 'Of the sets that are met on the way.',
      }),
    ]}</div>`,
  };
}

function patternTable({ patterns, splits, written }: Facts): Markup {
  const totals = patterns.map((one) => ({ ...one, all: SPLITS.reduce((sum, split) => sum + one.splits[split], 0) }));
  const most = Math.max(...totals.map(({ all }) => all), 1);
  const order = [...ASKS.keys()];
  const place = (pattern: string): number => (ASKS.has(pattern) ? order.indexOf(pattern) : order.length);
  const ordered = totals.sort((a, b) => place(a.pattern) - place(b.pattern) || (a.pattern < b.pattern ? -1 : 1));
  return html`<table class="bars patterns"><thead><tr><th scope="col">pattern</th><th scope="col" class="n">all</th>${SPLITS.map(
    (split) =>
      html`<th scope="col" class="n">${split === 'validation' ? html`<abbr title="validation">valid.</abbr>` : split}</th>`,
  )}<th class="track" aria-hidden="true"></th></tr></thead><tbody>${ordered.map(
    ({ pattern, splits: by, all }) =>
      html`<tr><th scope="row">${label(pattern, 30)} <span class="quiet">${ASKS.get(pattern)}</span></th><td class="n">${figure(all)}</td>${SPLITS.map(
        (split) => html`<td class="n quiet">${figure(by[split])}</td>`,
      )}<td class="track" aria-hidden="true"><span class="stack" style="width:${percent(all, most)}">${SPLITS.filter(
        (split) => by[split] > 0,
      ).map((split) => html`<span class="${split}" style="flex-grow:${by[split]}"></span>`)}</span></td></tr>
`,
  )}</tbody><tfoot><tr><th scope="row">all</th><td class="n">${figure(written)}</td>${SPLITS.map((split) => html`<td class="n">${figure(splits[split])}</td>`)}<td class="track"></td></tr></tfoot></table>`;
}
