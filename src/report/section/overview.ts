/** The head of the page: what it is, the figures that one asks for first, and how the rows were proven. */
import { SPLITS } from '../../harvest/split.ts';
import type { Figures } from '../figures/figures.ts';
import { html, type Markup } from '../html.ts';
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
  const rows: readonly (readonly [string, Markup])[] = [
    ...graphs.map(
      ({ name, digest, rows: count }) =>
        [
          'Graph',
          html`${label(name)} <code>${digest === null ? 'not pinned' : label(digest, 90)}</code>${graphs.length > 1 && html` <span class="quiet">${counted(count, 'row')}</span>`}`,
        ] as const,
    ),
    [
      'Proven by',
      html`${checks.length === 0 ? 'no check that all rows share' : html`${counted(checks.length, 'check')} that passed on every row: ${checks.map((check, index) => html`${index > 0 && ', '}${label(check, 40)}`)}`}`,
    ],
    [
      'Engines',
      html`${engines.map((engine, index) => html`${index > 0 && ' and '}${label(engine, 40)}`)}${unpinned > 0 && html`; ${counted(unpinned, 'row')} by one engine only, or on a graph without digest`}`,
    ],
    ['Toolset', html`${toolsets.map((digest) => html`<code>${label(digest, 90)}</code> `)}`],
    ['Licence', label(license, 120)],
    [
      'Made by',
      html`${versions.map((version, index) => html`${index > 0 && ', '}${label(version, 60)}`)}, seed ${label(seed, 40)}`,
    ],
    ...testSets.map(
      ({ name, rows: count }) => ['Kept apart from', html`${label(name)}, ${counted(count, 'row')}`] as const,
    ),
  ];
  return html`<table class="facts"><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`;
}
