/** Draws the graph of classes: a ring of nodes, and curves that are the wider the more they were followed. */
import { html, type Markup } from '../html.ts';
import { shown } from '../label.ts';
import { counted, figure } from '../number.ts';
import type { ClassEdge, ClassGraph } from './class-graph.ts';
import { ringOrder } from './class-ring.ts';
import { wrapped } from './text-width.ts';

export interface ClassPictureOptions {
  readonly width: number;
  readonly height: number;
  /** Room for a label beside the ring. */
  readonly label: number;
  readonly size: number;
  /** So many of the most used edges bear the number under which they are listed. */
  readonly numbered: number;
  /** Tells pictures of one page apart. */
  readonly name: string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export function classPicture(graph: ClassGraph, options: ClassPictureOptions, nameOf: (iri: string) => string): Markup {
  const { width, height, name } = options;
  const points = placed(graph, options);
  const centre = { x: width / 2, y: height / 2 };
  const widest = Math.max(...graph.edges.map(({ uses }) => uses), 1);
  const drawn = graph.edges.map((edge) => ({ edge, curve: curveOf(edge, points, centre, graph) }));
  const badges = badgesOf(drawn, options);
  return html`<svg class="ring ${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Classes and the relations between them; the table beside it lists the most used">
<g class="edges">${[...drawn]
    .reverse()
    .map(
      ({ edge, curve }) =>
        html`<path d="${curve.d}" style="stroke-width:${round(1 + 7 * Math.sqrt(edge.uses / widest))}"><title>${titleOf(edge, graph, nameOf)}</title></path>`,
    )}</g>
<g class="nodes">${graph.nodes.map((node, index) => nodeOf(node, points[index] as Point, centre, graph, options))}</g>
<g class="badges">${badges.map(({ x, y }, index) => html`<g><circle cx="${x}" cy="${y}" r="9"></circle><text x="${x}" y="${y + 3.5}" text-anchor="middle">${index + 1}</text></g>`)}</g>
</svg>`;
}

function placed(graph: ClassGraph, { width, height, label }: ClassPictureOptions): readonly Point[] {
  const order = ringOrder(graph);
  const points: Point[] = [];
  const [wide, high] = [width / 2 - label, height / 2 - 34];
  for (const [place, node] of order.entries()) {
    const angle = (place / order.length) * 2 * Math.PI - Math.PI / 2;
    points[node] = { x: round(width / 2 + wide * Math.cos(angle)), y: round(height / 2 + high * Math.sin(angle)) };
  }
  return points;
}

interface Curve {
  readonly d: string;
  at(part: number): Point;
}

/** A curve drawn towards the middle; a loop outwards where both ends are one class. */
function curveOf({ from, to }: ClassEdge, points: readonly Point[], centre: Point, { edges }: ClassGraph): Curve {
  const [start, stop] = [points[from] as Point, points[to] as Point];
  if (from === to) return loopAt(start, centre);
  // Where edges go both ways between two classes, each has its own side.
  const both = edges.some((other) => other.from === to && other.to === from);
  const aside = both ? 0.16 : 0;
  const middle = { x: (start.x + stop.x) / 2, y: (start.y + stop.y) / 2 };
  const bend = {
    x: middle.x + (centre.x - middle.x) * 0.4 + (stop.y - start.y) * aside,
    y: middle.y + (centre.y - middle.y) * 0.4 - (stop.x - start.x) * aside,
  };
  return {
    d: `M${start.x} ${start.y}Q${round(bend.x)} ${round(bend.y)} ${stop.x} ${stop.y}`,
    at: (part) => ({
      x: round((1 - part) ** 2 * start.x + 2 * part * (1 - part) * bend.x + part ** 2 * stop.x),
      y: round((1 - part) ** 2 * start.y + 2 * part * (1 - part) * bend.y + part ** 2 * stop.y),
    }),
  };
}

function loopAt(start: Point, centre: Point): Curve {
  const away = Math.hypot(centre.x - start.x, centre.y - start.y) || 1;
  const [x, y] = [(centre.x - start.x) / away, (centre.y - start.y) / away];
  const reach = 62;
  const one = { x: start.x + x * reach - y * 30, y: start.y + y * reach + x * 30 };
  const other = { x: start.x + x * reach + y * 30, y: start.y + y * reach - x * 30 };
  const d = `M${start.x} ${start.y}C${round(one.x)} ${round(one.y)} ${round(other.x)} ${round(other.y)} ${start.x} ${start.y}`;
  return { d, at: () => ({ x: round(start.x + x * reach * 0.75), y: round(start.y + y * reach * 0.75) }) };
}

/** Numbers on the most used edges, each where it covers no other and no node's middle. */
function badgesOf(drawn: readonly { readonly curve: Curve }[], { numbered }: ClassPictureOptions): readonly Point[] {
  const taken: Point[] = [];
  for (const { curve } of drawn.slice(0, numbered)) {
    const free = PARTS.map((part) => curve.at(part)).find((point) =>
      taken.every((other) => Math.hypot(point.x - other.x, point.y - other.y) > 20),
    );
    taken.push(free ?? curve.at(0.5));
  }
  return taken;
}

const PARTS = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.45, 0.55, 0.2, 0.8];

function nodeOf(
  { name, uses }: ClassGraph['nodes'][number],
  { x, y }: Point,
  centre: Point,
  { nodes }: ClassGraph,
  { size, width }: ClassPictureOptions,
): Markup {
  const most = nodes[0]?.uses ?? 1;
  const radius = round(5 + 9 * Math.sqrt(uses / most));
  // At the top and the bottom a label stands above or below its node, elsewhere beside it.
  const side = Math.abs(x - centre.x) < 6 ? 0 : Math.sign(x - centre.x);
  const room = side === 0 ? Math.min(width - 20, 220) : (side > 0 ? width - x : x) - radius - 8;
  const lines = wrapped(shown(name), room, size, side === 0 ? 1 : 2);
  const top = y < centre.y;
  const at =
    side === 0
      ? { x, y: top ? y - radius - 7 : y + radius + size + 3 }
      : { x: x + side * (radius + 5), y: y + size * 0.35 - ((lines.length - 1) * size * 1.1) / 2 };
  const anchor = side === 0 ? 'middle' : side > 0 ? 'start' : 'end';
  return html`<g><title>${shown(name)}: ${counted(uses, 'step')} start or end here</title><circle cx="${x}" cy="${y}" r="${radius}"></circle>${lines.map((line, index) => html`<text x="${round(at.x)}" y="${round(at.y + index * size * 1.1)}" text-anchor="${anchor}" font-size="${size}">${line}</text>`)}</g>`;
}

function titleOf(
  { from, to, uses, relations }: ClassEdge,
  { nodes }: ClassGraph,
  nameOf: (iri: string) => string,
): string {
  const names = relations.slice(0, 5).map(([iri, times]) => `${shown(nameOf(iri))} ${figure(times)}`);
  const more = relations.length > 5 ? `, and ${relations.length - 5} more` : '';
  return `${shown(nodes[from]?.name ?? '')} → ${shown(nodes[to]?.name ?? '')}, ${counted(uses, 'step')}: ${names.join(', ')}${more}`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
