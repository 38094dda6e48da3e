/** Gives each box of a path its place: lines run from the top down, branches stand side by side. */
import type { PathNode } from './path.ts';
import { wrapped } from './text-width.ts';

export interface Box {
  readonly node: PathNode;
  /** The middle of the box, and its upper edge. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Head and names as they are broken into lines. */
  readonly head: readonly string[];
  readonly names: readonly string[];
  /** What stands on the line or joint above, broken into lines. */
  readonly over: readonly string[];
  readonly below: readonly Box[];
}

export interface PathLayout {
  readonly width: number;
  readonly height: number;
  readonly root: Box;
}

const PATH_WIDTH = 360;
/** Where more branches than four stand side by side, the picture grows, and is shown smaller. */
const LEAST_SLOT = 88;
export const HEAD_SIZE = 14;
export const NAME_SIZE = 12;
export const LINE = 15;
/** Bold letters are broader. */
const BOLD = 1.08;

/** Room between two layers: for a line with its label, and for a joint. */
const LABELLED = 34;
const JOINED = 44;

export function layPath(root: PathNode): PathLayout {
  const total = Math.max(PATH_WIDTH, leavesOf(root) * LEAST_SLOT);
  const slot = total / leavesOf(root);
  const width = Math.min(slot - 8, 250);
  const tops = layerTops(root, width);
  let leaves = 0;
  const place = (node: PathNode, layer: number): Box => {
    const first = leaves;
    const below = node.below.map((one) => place(one, layer + 1));
    if (below.length === 0) leaves++;
    // In the middle of what stands above it, so that no box is broader than its own branches.
    const x = ((first + leaves) / 2) * slot;
    // Where branches have met there is room for a broader box.
    const own = { ...measure(node, widthOf(node, width)), node, below };
    return { ...own, x: Math.round(x), y: tops.tops[layer] as number };
  };
  return { width: total, height: tops.height, root: place(root, 0) };
}

function leavesOf({ below }: PathNode): number {
  return below.length === 0 ? 1 : below.reduce((sum, node) => sum + leavesOf(node), 0);
}

function widthOf(node: PathNode, slot: number): number {
  return leavesOf(node) === 1 ? slot : Math.min(leavesOf(node) * (slot + 8) - 8, 250);
}

function measure(node: PathNode, width: number): Pick<Box, 'width' | 'height' | 'head' | 'names' | 'over'> {
  const inside = width - 18;
  const anchored = node.kind === 'anchor';
  const head = wrapped(node.head, inside, BOLD * HEAD_SIZE, anchored ? 2 : 1);
  const names = wrapped(node.names, inside, NAME_SIZE, 2);
  const over = wrapped(
    node.edge?.label ?? node.joint ?? '',
    node.edge ? width : Math.max(width, 150) - 14,
    NAME_SIZE,
    2,
  );
  return { width, height: 13 + head.length * 17 + names.length * LINE, head, names, over };
}

/** The upper edge of each layer, from the answer (0), and the whole height; the last layer stands at the top. */
function layerTops(root: PathNode, width: number): { tops: readonly number[]; height: number } {
  const heights: number[] = [];
  const gaps: number[] = [];
  const visit = (node: PathNode, layer: number): void => {
    const { height, over } = measure(node, widthOf(node, width));
    heights[layer] = Math.max(heights[layer] ?? 0, height);
    const gap = node.below.length === 0 ? 0 : (node.edge ? LABELLED : JOINED) + over.length * LINE;
    gaps[layer] = Math.max(gaps[layer] ?? 0, gap);
    for (const one of node.below) visit(one, layer + 1);
  };
  visit(root, 0);
  const tops: number[] = [];
  let y = 2;
  for (let layer = heights.length - 1; layer >= 0; layer--) {
    tops[layer] = y;
    y += (heights[layer] as number) + (layer === 0 ? 0 : (gaps[layer - 1] as number));
  }
  return { tops, height: y + 2 };
}
