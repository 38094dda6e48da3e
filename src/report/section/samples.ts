/** Samples as a trainer would read them, beside the path that each took through the graph. */
import type { Chosen } from '../figures/chosen.ts';
import type { Figures } from '../figures/figures.ts';
import { foundIn, nameOf } from '../figures/steps.ts';
import { html, type Markup } from '../html.ts';
import { label, paragraph, shown, toolName } from '../label.ts';
import { counted, figure } from '../number.ts';
import { pathOf } from '../picture/path.ts';
import { pathPicture } from '../picture/path-picture.ts';
import { type Conversation, type Made, READABLE } from '../read/conversation.ts';
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
  const question = conversation && html`<p class="question">${paragraph(conversation.question, 600)}</p>`;
  return html`<article class="sample"><div class="asked"><p class="quiet"><b class="tag">${label(proof.pattern, 30)}</b> ${counted(hops, 'hop')}, ${counted(conversation?.calls.length ?? calls, 'call')}, ${split} ${figure(row.row)}</p>${question}</div>
<div class="drawing">${pathPicture(pathOf(chosen, relationName))}</div>
<div class="talk">${conversation === undefined ? UNREADABLE : talkMarkup(conversation)}<p class="quiet id"><code>${label(id, 60)}</code></p></div></article>
`;
}

const UNREADABLE = html`<p class="none">No configuration of this folder shows this conversation in a layout that the report reads: JSON lines (not Parquet alone) of ${READABLE.join(', ')}.</p>`;

/** So many calls are shown. */
const CALLS = 12;

function talkMarkup({ calls, answer }: Conversation): Markup {
  const more = calls.length - CALLS;
  return html`<ol class="calls">${calls.slice(0, CALLS).map(callMarkup)}</ol>${more > 0 && html`<p class="quiet">… ${counted(more, 'more call')}</p>`}<p class="answer">${paragraph(answer, 600, 7)}</p>`;
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
