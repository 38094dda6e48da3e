/** The graph that the tools walk, as a picture with the list of its busiest edges. */
import type { Figures } from '../figures/figures.ts';
import { html, type Markup } from '../html.ts';
import { label } from '../label.ts';
import { counted, figure, share } from '../number.ts';
import { type ClassGraph, classGraph } from '../picture/class-graph.ts';
import { classPicture } from '../picture/class-picture.ts';
import type { Section } from './section.ts';

const WIDE = { width: 700, height: 560, label: 150, size: 13, numbered: 12, name: 'wide' };
const NARROW = { width: 340, height: 380, label: 92, size: 11, numbered: 8, name: 'narrow' };

export function toolGraphSection(figures: Figures): Section {
  const wide = classGraph(figures, { nodes: 20, edges: 48 });
  const narrow = classGraph(figures, { nodes: 12, edges: 20 });
  const { all } = wide;
  const kept = wide.edges.reduce((sum, { uses }) => sum + uses, 0);
  return {
    name: 'graph',
    title: 'The tool graph',
    lead: html`Classes, and between them the relations that the walks followed, the wider the more often. ${
      wide.edges.length < all.pairs &&
      html`Of ${counted(all.pairs, 'pair')} of classes the ${figure(wide.edges.length)} most used are drawn, with ${share(kept, all.uses)} of the ${counted(all.uses, 'step')}.`
    }`,
    content:
      wide.edges.length === 0
        ? html`<p class="none">No sample follows a relation.</p>`
        : html`<div class="toolgraph"><div class="drawing">${classPicture(wide, WIDE, figures.relationName)}${classPicture(narrow, NARROW, figures.relationName)}</div>${busiest(wide, figures)}</div>`,
  };
}

function busiest({ nodes, edges }: ClassGraph, { relationName }: Figures): Markup {
  return html`<ol class="busiest">${edges.slice(0, WIDE.numbered).map(({ from, to, uses, relations }) => {
    const names = relations.slice(0, 2).map(([iri]) => label(relationName(iri), 36));
    return html`<li><span><b>${label(nodes[from]?.name ?? '', 36)} → ${label(nodes[to]?.name ?? '', 36)}</b> <span class="quiet">${names.map((name, index) => html`${index > 0 && ', '}${name}`)}${relations.length > 2 && html` and ${figure(relations.length - 2)} more`}</span></span><span class="n">${figure(uses)}</span></li>`;
  })}</ol>`;
}
