/** What was left out and why, and what the splits share. */
import { DROPS } from '../../harvest/dedupe.ts';
import { type Overlap, SHARED, type Shared } from '../../harvest/overlap.ts';
import { REFUSALS } from '../../harvest/refusal.ts';
import { html, type Markup } from '../html.ts';
import { label } from '../label.ts';
import { counted, figure, share } from '../number.ts';
import { bars } from '../picture/bars.ts';
import type { Facts } from '../read/facts.ts';
import type { Section } from './section.ts';

const REASONS: ReadonlyMap<string, string> = new Map([...Object.entries(REFUSALS), ...Object.entries(DROPS)]);

export function leftOutSection({ read, written, refused, dropped, repeated }: Facts): Section {
  const rows = [...refused, ...dropped, ['repeated', repeated] as const]
    .filter(([, count]) => count > 0)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return {
    name: 'rejected',
    title: 'What was left out',
    lead: html`${counted(read, 'walk was', 'walks were')} read, ${counted(written, 'became a row', 'became rows')} (${share(written, read)}).`,
    content:
      rows.length === 0
        ? html`<p class="none">Nothing was left out: every walk is a row.</p>`
        : bars(
            rows.map(([reason, count]) => ({ name: reasonName(reason), count })),
            { head: ['reason', 'walks'], whole: read },
          ),
  };
}

function reasonName(reason: string): Markup {
  const said = reason === 'repeated' ? 'walked again with the same outcome' : REASONS.get(reason);
  return html`${said ?? 'a reason that this version does not know'} <code class="quiet">${label(reason, 40)}</code>`;
}

const NAMES: Readonly<Record<Shared, string>> = {
  questions: 'questions',
  pairs: 'template and answers',
  templates: 'templates',
  entities: 'entities',
  relations: 'relations',
};

const RULES: ReadonlyMap<string, string> = new Map([
  ['group', 'Rows with one question template and one answer set stand in one split.'],
  ['entity', 'Every entity stands in one split alone.'],
  ['relation', 'Every relation that is asked of stands in one split alone.'],
]);

export function overlapSection({ overlaps, split }: Facts): Section {
  return {
    name: 'overlap',
    title: 'What the splits share',
    lead: html`${RULES.get(split)} Measured on the rows: distinct ones of the first split that also stand in the second.`,
    content:
      overlaps.length === 0
        ? html`<p class="none">There is one split only.</p>`
        : html`<table class="plain overlap"><thead><tr><td></td>${overlaps.map(
            ({ of, in: other }) => html`<th scope="col" class="n">${label(of, 20)} in ${label(other, 20)}</th>`,
          )}</tr></thead><tbody>${SHARED.map(
            (what) =>
              html`<tr><th scope="row">${NAMES[what]}</th>${overlaps.map(({ counts }) => overlapCell(counts[what]))}</tr>`,
          )}</tbody></table>`,
  };
}

function overlapCell({ shared, all }: Overlap['counts'][Shared]): Markup {
  return html`<td class="n ${shared === 0 && 'clean'}">${figure(shared)} <span class="quiet">of ${figure(all)}</span></td>`;
}
