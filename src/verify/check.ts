/** What a check is: one question about a trajectory, with a stable id and reasons in plain English. */
import type { Graph } from '../graph/graph.ts';
import type { Source } from '../graph/source.ts';
import type { Task } from '../task/task.ts';
import type { Toolset } from '../tool/toolset.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Rows } from './answer-keys.ts';

/** The second engine, as far as checks need it; on an endpoint the endpoint itself, asked in another way. */
export interface Oracle {
  rows(query: string): Promise<Rows>;
}

export interface Evidence {
  readonly trajectory: Trajectory;
  /** The task whose question the trajectory states, where one is known. */
  readonly task: Task | undefined;
  /** The facts that it is held against: see `facts.ts`. */
  readonly graph: Graph;
  /** Why those are not all that it speaks of, where they are not: nothing is proven then. */
  readonly cut?: string | undefined;
  /** What tools see; where it has no digest, nothing is pinned. */
  readonly source: Source;
  /** Every relation's tools over the graph, the task frame included. */
  readonly toolset: Toolset;
  readonly oracle: Oracle;
  /** When an endpoint was asked, as ISO 8601: it may say something else at another time. */
  readonly asked?: string | undefined;
}

/** How grave a finding is, in the words of SHACL: a violation makes the trajectory wrong, a warning does not. */
export type Severity = 'violation' | 'warning';

export interface Finding {
  /** `seq` of the record it concerns; undefined where it concerns the whole. */
  readonly step: number | undefined;
  readonly reason: string;
  /** A violation where nothing is said. */
  readonly severity?: Severity;
}

/** No violations among the findings: passed. A string: skipped, and why. */
export type Findings = readonly Finding[] | string;

export interface Check {
  readonly id: string;
  run(evidence: Evidence): Findings | Promise<Findings>;
}
