/** Draws the path of a sample through the graph: anchors, relations as arrows, sets, where they meet, and the answer. */
import { html, type Markup } from '../html.ts';
import { figure } from '../number.ts';
import type { PathNode } from './path.ts';
import { type Box, HEAD_SIZE, LINE, layPath, NAME_SIZE } from './path-layout.ts';
import { widthOf } from './text-width.ts';

export function pathPicture(root: PathNode): Markup {
  const { width, height, root: answer } = layPath(root);
  return html`<svg class="path" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${said(root)}">${partOf(answer)}</svg>`;
}

/** The path in words, for those who do not see it. */
function said({ head, names, edge, joint, below }: PathNode): string {
  const own = names === '' ? head : `${head} (${names})`;
  const from = below.map(said).join('; ');
  return below.length === 0 ? own : `${own}, by ${edge?.label ?? joint ?? ''} of [${from}]`;
}

function partOf(box: Box): Markup {
  return html`${box.below.map((one) => lineOf(one, box))}${box.below.map(partOf)}${boxOf(box)}`;
}

function boxOf({ node, x, y, width, height, head, names }: Box): Markup {
  const { kind, step } = node;
  const left = x - width / 2;
  const radius = kind === 'anchor' ? Math.min(height / 2, 18) : 7;
  const line = (text: string, index: number, size: number, top: number): Markup =>
    html`<text class="${size === HEAD_SIZE ? 'head' : 'names'}" x="${x}" y="${top + index * (size === HEAD_SIZE ? 17 : LINE)}" text-anchor="middle">${text}</text>`;
  return html`<g class="box ${kind}"><title>${node.head}${node.names !== '' && `: ${node.names}`}</title><rect x="${left}" y="${y}" width="${width}" height="${height}" rx="${radius}"></rect>${head.map((text, index) => line(text, index, HEAD_SIZE, y + 20))}${names.map((text, index) => line(text, index, NAME_SIZE, y + 19 + head.length * 17))}${step !== undefined && html`<text class="step" x="${left + 7}" y="${y + 13}">${figure(step)}</text>`}</g>`;
}

/** The line from a box above into the one below, with what is said on it. */
function lineOf(from: Box, to: Box): Markup {
  const [start, stop] = [from.y + from.height, to.y];
  const { edge } = to.node;
  if (edge !== undefined) {
    const arrow = edge.inverse ? `M${from.x - 5} ${start + 9}l5 -8 5 8z` : `M${to.x - 5} ${stop - 9}l5 8 5 -8z`;
    const middle = (start + stop) / 2;
    return html`<g class="edge"><path class="line" d="M${from.x} ${start}V${stop}"></path><path class="arrow" d="${arrow}"></path>${plate(to, middle, 'label')}</g>`;
  }
  const joint = stop - 8 - (to.over.length * LINE) / 2;
  const bend = Math.max(start + 8, joint - 22);
  const line =
    from.x === to.x
      ? `M${from.x} ${start}V${stop}`
      : `M${from.x} ${start}C${from.x} ${bend + 8} ${to.x} ${start} ${to.x} ${joint}`;
  const isLast = to.below.at(-1) === from;
  return html`<g class="edge ${from.node.kind === 'taken' && 'taken'}"><path class="line" d="${line}"></path></g>${isLast && html`<g class="edge"><path class="line" d="M${to.x} ${joint}V${stop}"></path>${plate(to, joint, 'joint')}</g>`}`;
}

/** Lines of text on a plate that covers the line beneath. */
function plate({ over, x }: Box, middle: number, kind: 'label' | 'joint'): Markup {
  const pad = kind === 'joint' ? 9 : 4;
  const width = Math.max(...over.map((text) => widthOf(text, NAME_SIZE)), 8) + 2 * pad;
  const height = over.length * LINE + (kind === 'joint' ? 6 : 2);
  const top = middle - height / 2;
  return html`<rect class="plate ${kind}" x="${x - width / 2}" y="${top}" width="${width}" height="${height}" rx="${kind === 'joint' ? 10 : 3}"></rect>${over.map(
    (text, index) =>
      html`<text class="${kind}" x="${x}" y="${top + (kind === 'joint' ? 14 : 12) + index * LINE}" text-anchor="middle">${text}</text>`,
  )}`;
}
