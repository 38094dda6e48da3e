/** A tool: plain data that any protocol can list, and a handler that knows nothing of the protocol. */
import type { Source } from '../graph/source.ts';
import type { Answer } from './answer.ts';
import type { Handles } from './handles.ts';
import type { Operation } from './operation.ts';
import type { JsonSchema, Parameter } from './parameter.ts';
import type { Practice } from './practice.ts';
import type { Result } from './result.ts';

/** What one call sees: a graph that does not change under it, and the results of its own trajectory. */
export interface Context {
  readonly source: Source;
  readonly handles: Handles;
  /** Present only where recording or practice is on. */
  readonly frame?: Frame;
  /** Aborted when the call is taken back: nobody waits for its result any more. */
  readonly signal?: AbortSignal;
}

/** The task frame: how an agent says what it was asked and what it answers. */
export interface Frame {
  begin(question: string): Promise<string>;
  submit(answer: Answer, resolved: readonly string[] | undefined): Promise<void>;
  /** Gives a question where none is stated; present only where practice is on. */
  readonly draw?: Practice['draw'];
}

/** What a handler gives back. `operation` is undefined where the arguments did not lead to one. */
export interface Outcome {
  readonly operation?: Operation;
  readonly result: Result;
}

export type Arguments = Readonly<Record<string, unknown>>;

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly handler: (values: Arguments, context: Context) => Promise<Outcome>;
  /** What the tool does to a set, where it is a relation tool; the walker and the distractors choose by it. */
  readonly relation?: { readonly iri: string; readonly inverse: boolean };
  /** Listed as `_meta`. */
  readonly meta?: Readonly<Record<string, string>>;
  /** How the tool is told to follow a relation one way, where it follows any: undefined for what it cannot follow. */
  readonly follows?: (iri: string, inverse: boolean) => FollowedBy | undefined;
}

/** The name under which a tool takes a relation, and the tool that tells an agent this name: by words, or by an entity. */
export interface FollowedBy {
  readonly name: string;
  readonly lookUp:
    | { readonly tool: string; readonly by: 'words'; readonly words: string }
    | { readonly tool: string; readonly by: 'entity' };
}

/** A tool as it is listed: no code in it. */
export interface ToolListing {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations: Readonly<Record<string, boolean>>;
  /** Not for models: such as the hash of the configuration that shaped the tools. */
  readonly _meta?: Readonly<Record<string, string>>;
}
