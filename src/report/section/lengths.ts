/** How long the rows are. */
import type { Figures } from '../figures/figures.ts';
import { html } from '../html.ts';
import { histogram } from '../picture/histogram.ts';
import type { Section } from './section.ts';

export function lengthSection({ measures, rows, conversations }: Figures): Section {
  return {
    name: 'lengths',
    title: 'How long it is',
    lead:
      conversations < rows
        ? 'Some rows have no conversation in a layout that this report reads: for those, only what their proof says is counted.'
        : 'Point at a column for its numbers, or open the table under it.',
    content: html`<div class="grid">${[
      histogram(measures.calls, { title: 'Calls', unit: 'calls' }),
      histogram(measures.answers, {
        title: 'Answers',
        unit: 'answers',
        note: 'Entities, values or rows; a number or a yes is one.',
      }),
      histogram(measures.tokens, {
        title: 'Tokens',
        unit: 'tokens',
        note: 'Estimated: bytes of messages and tools, by four.',
      }),
      histogram(measures.offered, { title: 'Tools offered', unit: 'tools', note: 'With those that are not needed.' }),
    ]}</div>`,
  };
}
