/** `graphtrail digest`: what pins a graph. */
import { Command } from 'commander';
import { rdfcDigest } from '../graph/canonical.ts';
import { type GraphFlags, openGraph, withGraphFlags } from './graph-options.ts';
import { print } from './print.ts';

export function digestCommand(): Command {
  return withGraphFlags(new Command('digest'))
    .description('print the digest that pins a graph in records and proofs')
    .argument('<graph...>', 'files or folders')
    .option('--rdfc', 'the SHA-256 of the canonical N-Quads (RDFC-1.0) instead, for other tools')
    .action(async (paths: string[], flags: GraphFlags & { rdfc?: boolean }) => {
      const { graph } = await openGraph(paths, flags);
      print(flags.rdfc === true ? await rdfcDigest(graph) : graph.digest);
    });
}
