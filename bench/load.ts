/** Promise: loading costs little more than parsing, and what stays is small. */
import { benchData } from './load-data.ts';
import { measureLoads } from './measure.ts';
import type { Row } from './row.ts';

export async function runLoad(): Promise<Row[]> {
  const { name, nTriples, turtle } = await benchData();
  const runs = await measureLoads(
    {
      parseLines: ['parse', nTriples],
      graphLines: ['graph', nTriples],
      parseTurtle: ['parse', turtle],
      graphTurtle: ['graph', turtle],
    },
    5,
  );
  const { store } = await measureLoads({ store: ['store', turtle] }, 1);
  const bytes = runs.graphTurtle.bytes / runs.graphTurtle.triples;
  const storeBytes = store.bytes / store.triples;
  return [
    against(
      `load ${name}, N-Triples, against n3 parsing it`,
      runs.graphLines.milliseconds,
      runs.parseLines.milliseconds,
      2.2,
    ),
    against(
      `load ${name}, Turtle, against n3 parsing it`,
      runs.graphTurtle.milliseconds,
      runs.parseTurtle.milliseconds,
      3,
    ),
    { what: 'bytes a triple alive after loading', value: `${bytes.toFixed(1)} B`, goal: '≤ 50 B', met: bytes <= 50 },
    {
      what: 'the same, against n3.Store',
      value: `${bytes.toFixed(1)} B : ${storeBytes.toFixed(0)} B`,
      ratio: bytes / storeBytes,
      goal: '≤ 0.05',
      met: bytes / storeBytes <= 0.05,
    },
    {
      what: 'load Turtle, against filling n3.Store',
      value: `${runs.graphTurtle.milliseconds.toFixed(0)} ms : ${store.milliseconds.toFixed(0)} ms`,
      ratio: runs.graphTurtle.milliseconds / store.milliseconds,
      goal: 'reported',
      met: true,
    },
  ];
}

function against(what: string, own: number, peer: number, most: number): Row {
  const ratio = own / peer;
  return { what, value: `${own.toFixed(0)} ms : ${peer.toFixed(0)} ms`, ratio, goal: `≤ ${most}`, met: ratio <= most };
}
