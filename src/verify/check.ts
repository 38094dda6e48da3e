/** What a check is: one question about a trajectory, with a stable id and reasons in plain English. */
import type { Graph } from '../graph/graph.ts';
import type { Source } from '../graph/source.ts';
import type { Task } from '../task/task.ts';
import type { Toolset } from '../tool/toolset.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Rows } from './answer-keys.ts';

/** The second engine, as far as checks need it. */
export interface Oracle {
  rows(query: string): Promise<Rows>;
}

export interface Evidence {
  readonly trajectory: Trajectory;
  /** The task whose question the trajectory states, where one is known. */
  readonly task: Task | undefined;
  readonly graph: Graph;
  readonly source: Source;
  /** Every relation's tools over the graph, the task frame included. */
  readonly toolset: Toolset;
  readonly oracle: Oracle;
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
