/** Samples as a trainer would read them, beside the path that each took through the graph. */
import type { Chosen } from '../figures/chosen.ts';
import type { Figures } from '../figures/figures.ts';
import { foundIn, nameOf } from '../figures/steps.ts';
import { html, type Markup } from '../html.ts';
import { label, paragraph, shown, toolName } from '../label.ts';
import { counted, figure } from '../number.ts';
import { pathOf } from '../picture/path.ts';
import { pathPicture } from '../picture/path-picture.ts';
import type { Made } from '../read/conversation.ts';
import type { Section } from './section.ts';

export function sampleSection(figures: Figures): Section {
  const { chosen, relationName } = figures;
  return {
    name: 'samples',
    title: 'Samples, and the paths they took',
    lead: html`${counted(chosen.length, 'sample')}, one a pattern, drawn by seed. A path runs from what the question names, at the top, to the answer; an arrowhead points the way in which the graph states the relation, and a small number is the call that found the set.`,
    content: html`<div class="samples">${chosen.map((one) => sampleMarkup(one, relationName))}</div>`,
  };
}

function sampleMarkup(chosen: Chosen, relationName: Figures['relationName']): Markup {
  const { row } = chosen;
  const { id, split, proof, conversation } = row;
  const { hops, calls } = proof.hardness;
  return html`<article class="sample"><div class="drawing">${pathPicture(pathOf(chosen, relationName))}</div><div class="talk">
<p class="quiet"><b class="tag">${label(proof.pattern, 30)}</b> ${counted(hops, 'hop')}, ${counted(conversation?.calls.length ?? calls, 'call')}, ${split} ${figure(row.row)}</p>
${
  conversation === undefined
    ? html`<p class="none">No configuration of this folder shows this conversation in a layout that the report reads.</p>`
    : html`<p class="question">${paragraph(conversation.question, 600)}</p><ol class="calls">${conversation.calls.slice(0, 12).map(callMarkup)}</ol>${conversation.calls.length > 12 && html`<p class="quiet">… ${conversation.calls.length - 12} more calls</p>`}<p class="answer">${paragraph(conversation.answer, 600, 7)}</p>`
}
<p class="quiet id"><code>${label(id, 60)}</code></p></div></article>
`;
}

function callMarkup(made: Made): Markup {
  const given = Object.entries(made.arguments).filter(([name]) => name !== 'task');
  return html`<li>${toolName(made.tool)}<code class="given">(${given.map(([name, value], index) => html`${index > 0 && ', '}<span class="name">${label(name, 40)}</span> ${valueMarkup(value)}`)})</code><span class="gave">${gaveMarkup(made)}</span></li>`;
}

function valueMarkup(value: unknown): Markup {
  if (!Array.isArray(value)) return label(typeof value === 'string' ? value : JSON.stringify(value), 60);
  const first = value.slice(0, 2).map((one, index) => html`${index > 0 && ', '}${valueMarkup(one)}`);
  return html`[${first}${value.length > 2 && html`, <span class="quiet">… ${figure(value.length)} in all</span>`}]`;
}

function gaveMarkup(made: Made): Markup {
  const found = foundIn(made);
  if (found === undefined) return html`<span class="quiet">no result is shown</span>`;
  if (found.number !== undefined) return html`<b>${figure(found.number)}</b>`;
  const names = found.items.length > 0 ? found.items.map(nameOf) : found.rows;
  const total = found.total ?? names.length;
  if (names.length === 0) return html`<span class="quiet">${shown(found.status, 20)}</span>`;
  return html`<b>${figure(total)}</b> ${names.slice(0, 3).map((name, index) => html`${index > 0 && ', '}${label(name, 40)}`)}${total > 3 && ', …'}`;
}
