/** The public door: what programs that embed Graphtrail may rely on. */
export {
  GraphError,
  GraphtrailError,
  HarvestError,
  JournalError,
  SparqlError,
  TaskError,
  UsageError,
} from './errors.ts';
export type { Graph } from './graph/graph.ts';
export { type LoadOptions, loadGraph, loadGraphFromText } from './graph/load.ts';
export { LocalSource } from './graph/local-source.ts';
export type { Item, Observations, Source, TermSet } from './graph/source.ts';
export type { Term } from './graph/term.ts';
export { buildSample } from './harvest/build.ts';
export type { Sample } from './harvest/sample.ts';
export { type HarvestOptions, harvest } from './harvest/write.ts';
export { answersOf } from './logic/answers.ts';
export { type AskedFormula, setOf } from './logic/asked.ts';
export { enumerateEfo1 } from './logic/efo1.ts';
export type { Formula } from './logic/formula.ts';
export { pathsOf } from './logic/graph-paths.ts';
export { REWRITINGS } from './logic/normal-form.ts';
export { EXTRA_PATTERNS, PATTERNS } from './logic/pattern.ts';
export { type PlanStep, planOf } from './logic/plan.ts';
export { formulaQuery } from './logic/sparql.ts';
export { connectInMemory, connectStdio, type ToolClient } from './mcp/client.ts';
export { createServer, type ServerOptions } from './mcp/server.ts';
export { serveStdio } from './mcp/stdio.ts';
export { discoverRelations, type Vocabulary } from './relation/discover.ts';
export type { Relation, Wording } from './relation/relation.ts';
export { type Gold, goldOf } from './task/gold.ts';
export { collectTasks, sampleTasks, type TaskOptions, type TaskSet } from './task/sample-tasks.ts';
export type { Task } from './task/task.ts';
export { readTasks, writeTasks } from './task/task-file.ts';
export { callTool } from './tool/call.ts';
export { createHandles } from './tool/handles.ts';
export type { Grade, Practice } from './tool/practice.ts';
export type { Result, Status } from './tool/result.ts';
export type { Tool } from './tool/tool.ts';
export { compileToolset, type Toolset, type ToolsetOptions } from './tool/toolset.ts';
export { type Journal, openJournal } from './trajectory/journal.ts';
export { readJournals } from './trajectory/read.ts';
export { createRecorder } from './trajectory/recorder.ts';
export type { Trajectory } from './trajectory/trajectory.ts';
export { gradeAnswer } from './verify/grade.ts';
export type { Verdict } from './verify/verdict.ts';
export { verifyTrajectory } from './verify/verify.ts';
