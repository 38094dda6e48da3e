/** What is used of rdf-canonize, which brings no types. */
declare module 'rdf-canonize' {
  export function canonize(
    dataset: readonly object[],
    options: { algorithm: 'RDFC-1.0'; canonicalIdMap?: Map<string, string>; maxDeepIterations?: number },
  ): Promise<string>;
}
