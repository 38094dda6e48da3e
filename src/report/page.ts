/** The page: one file that asks for nothing else, runs nothing, and says all in its text. */
import type { Figures } from './figures/figures.ts';
import { html, type Markup } from './html.ts';
import { shown } from './label.ts';
import type { Facts } from './read/facts.ts';
import { leftOutSection, overlapSection } from './section/left-out.ts';
import { lengthSection } from './section/lengths.ts';
import { overview } from './section/overview.ts';
import { patternSection } from './section/patterns.ts';
import { sampleSection } from './section/samples.ts';
import { type Section, sectionMarkup } from './section/section.ts';
import { toolGraphSection } from './section/tool-graph.ts';
import { useSection } from './section/use.ts';
import { STYLE } from './style.ts';

/** Nothing may be loaded or run: whatever a graph smuggled in would stay text. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The text of the file. Equal facts and figures give equal bytes. */
export function page(facts: Facts, figures: Figures): string {
  const sections: readonly Section[] = [
    patternSection(facts, figures),
    lengthSection(figures),
    useSection(figures),
    leftOutSection(facts),
    overlapSection(facts),
    toolGraphSection(figures),
    sampleSection(figures),
  ];
  const title = `Report: tool use over ${facts.graphs.map(({ name }) => shown(name, 60)).join(', ')}`;
  return `<!doctype html>\n${document(title, facts, figures, sections).markup}`;
}

function document(title: string, facts: Facts, figures: Figures, sections: readonly Section[]): Markup {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${overview(facts, figures)}
<nav aria-label="Sections">${sections.map(({ name, title: heading }) => html`<a href="#${name}">${heading}</a>`)}</nav>
${sections.map(sectionMarkup)}</main>
<footer><p>Written by graphtrail report from <code>manifest.json</code>, <code>provenance.jsonl</code> and the rows. The same data set gives the same page.</p></footer>
</body>
</html>
`;
}
