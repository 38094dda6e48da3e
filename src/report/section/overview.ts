/** The head of the page: what it is, the figures that one asks for first, and how the rows were proven. */
import { SPLITS } from '../../harvest/split.ts';
import type { Figures } from '../figures/figures.ts';
import { html, type Markup, type Part } from '../html.ts';
import { label } from '../label.ts';
import { counted, figure, share } from '../number.ts';
import type { Facts } from '../read/facts.ts';

export function overview(facts: Facts, figures: Figures): Markup {
  const { graphs, written } = facts;
  return html`<header><p class="kicker">Tool use over a knowledge graph</p><h1>${graphs.map(({ name }, index) => html`${index > 0 && ', '}${label(name, 60)}`)}</h1>
<p class="lead">${counted(written, 'conversation')} in which an agent answers a question by calling tools. Every one was proven before it came in.</p></header>
<dl class="tiles">${tiles(facts, figures).map(([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`)}</dl>
${splitBar(facts)}
${origin(facts, figures)}`;
}

function tiles({ written, read, patterns }: Facts, figures: Figures): readonly (readonly [string, string, string])[] {
  const { relations, calls, offers, measures, closedWorld } = figures;
  const made = calls.entries().reduce((sum, [, times]) => sum + times, 0);
  const { tokens } = measures;
  const seen = offers.entries().length;
  return [
    ['samples', figure(written), `of ${figure(read)} walks`],
    ['patterns', figure(patterns.length), `${share(closedWorld, written)} closed world`],
    ['relations asked', figure(relations.entries().length), `${figure(measures.hops.mean)} hops on average`],
    ['tool calls', made === 0 ? '–' : figure(made), `${figure(measures.calls.mean)} a sample`],
    ['tools called', seen === 0 ? '–' : figure(calls.entries().length), `${figure(seen)} are offered`],
    ['tokens a row', tokens.total === 0 ? '–' : figure(tokens.median), `median; at most ${figure(tokens.largest)}`],
  ];
}

function splitBar({ splits, written }: Facts): Markup {
  const filled = SPLITS.filter((split) => splits[split] > 0);
  return html`<div class="splits"><div class="stack" aria-hidden="true">${filled.map(
    (split) => html`<span class="${split}" style="flex-grow:${splits[split]}"></span>`,
  )}</div><ul class="legend">${SPLITS.map(
    (split) =>
      html`<li><i class="${split}"></i>${split} <b>${figure(splits[split])}</b> <span class="quiet">${share(splits[split], written)}</span></li>`,
  )}</ul></div>`;
}

function origin(facts: Facts, { checks, engines, unpinned }: Figures): Markup {
  const { graphs, license, versions, seed, toolsets, testSets } = facts;
  const loose = unpinned > 0 && html`; ${counted(unpinned, 'row')} by one engine only, or on a graph without digest`;
  const rows: readonly (readonly [string, Part])[] = [
    ...graphs.map((graph) => ['Graph', graphMarkup(graph, graphs.length > 1)] as const),
    ['Proven by', html`${counted(checks.length, 'check')} that passed on every row: ${listed(checks, 40)}`],
    ['Engines', html`${listed(engines, 10)}${loose}`],
    ['Toolset', html`<code>${listed(toolsets, 10)}</code>`],
    ['Licence', label(license, 120)],
    ['Made by', html`${listed(versions, 20)}, seed ${label(seed, 40)}`],
    ...testSets.map(
      ({ name, rows: count }) => ['Kept apart from', html`${label(name)}, ${counted(count, 'row')}`] as const,
    ),
  ];
  return html`<table class="facts"><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`;
}

function graphMarkup({ name, digest, rows }: Facts['graphs'][number], several: boolean): Markup {
  const pin = digest === null ? html`<span class="quiet">not pinned</span>` : html`<code>${label(digest, 90)}</code>`;
  return html`${label(name)} ${pin}${several && html` <span class="quiet">${counted(rows, 'row')}</span>`}`;
}

/** Names with commas between them, so many at most. */
function listed(names: readonly string[], most: number): Markup {
  if (names.length === 0) return html`none`;
  const more = names.length > most && html` <span class="quiet">and ${figure(names.length - most)} more</span>`;
  return html`${names.slice(0, most).map((name, index) => html`${index > 0 && ', '}${label(name, 90)}`)}${more}`;
}
