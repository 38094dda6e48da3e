/** A section of the page: its heading, where the table of contents leads, and what stands under it. */
import { html, type Markup, type Part } from '../html.ts';

export interface Section {
  /** The fragment of its address; letters only. */
  readonly name: string;
  readonly title: string;
  /** A sentence on what is to be seen. */
  readonly lead?: Part;
  readonly content: Part;
}

export function sectionMarkup({ name, title, lead, content }: Section): Markup {
  return html`<section id="${name}"><h2><a href="#${name}">${title}</a></h2>${lead !== undefined && html`<p class="lead">${lead}</p>`}
${content}</section>
`;
}

/** A figure or table with a heading of its own. */
export function panel(title: string, content: Part, note?: Part): Markup {
  return html`<div class="panel"><h3>${title}</h3>${note !== undefined && html`<p class="quiet">${note}</p>`}${content}</div>`;
}
