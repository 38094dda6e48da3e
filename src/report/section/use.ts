/** What is used: relations, tools and classes, the most frequent first. */

import { end, UNKNOWN_CLASS, VALUE_CLASS } from '../figures/ends.ts';
import type { Figures } from '../figures/figures.ts';
import { html, type Markup } from '../html.ts';
import { label, toolName } from '../label.ts';
import { counted, figure, share } from '../number.ts';
import { bars } from '../picture/bars.ts';
import { panel, type Section } from './section.ts';

/** Rows that are shown of relations and tools; the rest is told in figures. */
const SHOWN = 30;
const OPEN = 10;

export function useSection(figures: Figures): Section {
  const { rows, relations, calls, answerClasses, anchorClasses } = figures;
  const made = calls.entries().reduce((sum, [, times]) => sum + times, 0);
  const anchors = anchorClasses.reduce((sum, [, times]) => sum + times, 0);
  return {
    name: 'use',
    title: 'What is used',
    content: html`<div class="grid wide">${[
      panel(
        'Relations',
        html`${bars(
          relations
            .ranked()
            .slice(0, SHOWN)
            .map(([iri, count]) => ({ name: relationName(iri, figures), count })),
          { head: ['relation', 'samples'], whole: rows, first: OPEN },
        )}${tail(relations.ranked(), 'relation')}`,
        'Samples that ask of each.',
      ),
      panel(
        'Tools',
        html`${bars(
          calls
            .ranked()
            .slice(0, SHOWN)
            .map(([tool, count]) => ({ name: toolName(tool), count })),
          { head: ['tool', 'calls'], whole: made, first: OPEN },
        )}${tail(calls.ranked(), 'tool')}`,
        'Calls of each.',
      ),
      panel('Starting from', classBars(anchorClasses, 'entities', anchors), 'Entities that questions name, by class.'),
      panel(
        'Asked for',
        classBars(answerClasses, 'samples', rows),
        'Samples by the class of what is looked for, counted or listed.',
      ),
    ]}</div><p class="quiet">Classes are those that the tools name their arguments after, or else those that the relations beside them have.</p>`,
  };
}

/** The name with its class, since many relations of a large graph have one name; the IRI as the title. */
export function relationName(iri: string, { relationName: nameOf, classOf }: Figures): Markup {
  const of = classOf(end(iri, false));
  return html`<span title="${iri.slice(0, 300)}">${label(nameOf(iri), 48)}${of !== UNKNOWN_CLASS && html` <span class="quiet">of ${label(of, 40)}</span>`}</span>`;
}

/** What is not among the rows that are shown. */
function tail(ranked: readonly (readonly [string, number])[], what: string): Markup {
  const rest = ranked.slice(SHOWN);
  if (rest.length === 0) return html``;
  const [all, left] = [ranked, rest].map((list) => list.reduce((sum, [, times]) => sum + times, 0)) as [number, number];
  return html`<p class="quiet">And ${counted(rest.length, `${what} more`, `${what}s more`)}: ${share(left, all)} of all uses, ${figure(rest[0]?.[1] ?? 0)} to ${figure(rest.at(-1)?.[1] ?? 0)} each.</p>`;
}

function classBars(classes: readonly (readonly [string, number])[], counts: string, whole: number): Markup {
  return bars(
    classes.slice(0, SHOWN).map(([name, count]) => ({ name: className(name), count })),
    { head: ['class', counts], whole, first: OPEN },
  );
}

export function className(name: string): Markup {
  if (name === UNKNOWN_CLASS) return html`${label(name)} <span class="quiet">(not told)</span>`;
  return name === VALUE_CLASS ? html`${label(name)} <span class="quiet">(no entity)</span>` : label(name, 48);
}
