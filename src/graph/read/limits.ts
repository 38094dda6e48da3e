/** How much of a hostile or mistaken input is taken in before giving up with a typed error. */

export interface Limits {
  /** Bytes of one file after decompression. Default 64 GiB. */
  readonly fileBytes: number;
  /** UTF-8 bytes of one term, a literal as a rule. Default 16 MiB. */
  readonly termBytes: number;
  /** Statements of all files, repeats included. Default 200 million. */
  readonly statements: number;
  /** Triples that `--entail` may derive: a transitive relation can square a graph. Default 20 million. */
  readonly inferred: number;
}

export const defaultLimits: Limits = {
  fileBytes: 64 * 2 ** 30,
  termBytes: 16 * 2 ** 20,
  statements: 200_000_000,
  inferred: 20_000_000,
};
