/** Builds the canonical sample of one proven trajectory, or says why there is none. */
import { seededRandom } from '../logic/random.ts';
import type { Task } from '../task/task.ts';
import type { Imported } from '../trajectory/record.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Proof, Verdict } from '../verify/verdict.ts';
import { answerSentence, PLAINEST, readAnswerSentence, type SaidAnswer, sameAnswer } from './answer-sentence.ts';
import { brokenText } from './broken-text.ts';
import { canonicalJson, rememberedJson } from './canonical-json.ts';
import { goldAnswer } from './gold-answer.ts';
import { functionTools, type OfferedTool } from './offered-tools.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import {
  CONVERTER_VERSION,
  contentText,
  type FunctionTool,
  idOfText,
  type Message,
  offeredDigest,
  type Provenance,
  type Sample,
} from './sample.ts';
import { drawSystemText } from './system-texts.ts';
import { type FrameTexts, walkedMessages } from './walked-messages.ts';

export interface BuildInput {
  readonly trajectory: Trajectory;
  readonly verdict: Verdict;
  readonly task: Task;
  /** The tools offered in this sample, in their order, listed without the task frame. */
  readonly tools: readonly OfferedTool[];
  /** Draws phrasing and system text. */
  readonly seed: string;
  /** A system text for this row, or null for none; by default one is drawn from the bank. */
  readonly system?: string | null;
  /** Whether the answer is always said in the plainest way; default no. */
  readonly plain?: boolean;
  /** What the frame tools answered, where their calls are kept; default: they are taken out. */
  readonly frame?: FrameTexts | undefined;
  /** Whether calls that went wrong are kept, marked as not to be learned; default: such walks are refused. */
  readonly faults?: boolean;
  /** Whether each call is preceded by a thought; default no. */
  readonly thoughts?: boolean;
  /** How many of the tools are distractors, for the provenance. */
  readonly distractors?: number;
  /** Whether samples without an independent, pinned oracle are wanted; default no. */
  readonly unpinned?: boolean;
  /** Most estimated tokens of messages and tools (bytes of their JSON / 4); default 8,192. */
  readonly tokenLimit?: number;
}

export const DEFAULT_TOKEN_LIMIT = 8192;

/** The sample of a trajectory. A refusal is no error: it is counted by reason and told in the card. */
export function buildSample(input: BuildInput): Sample | Refusal {
  const proof = provenBy(input);
  if (isRefusal(proof)) return proof;
  const walked = walkedMessages(input);
  if (isRefusal(walked)) return walked;
  const answer = wordedAnswer(input);
  if (typeof answer !== 'string') return answer;
  const system = systemText(input);
  const messages: Message[] = [
    ...(system === undefined ? [] : [{ role: 'system', content: system } as const]),
    ...walked,
    { role: 'assistant', content: answer },
  ];
  const tools = functionTools(input.tools);
  const said = canonicalJson(messages);
  const tokens = tokensOf(said, tools);
  const { tokenLimit = DEFAULT_TOKEN_LIMIT } = input;
  if (tokens > tokenLimit) return refuse('too_long', `about ${tokens} tokens, the limit is ${tokenLimit}`);
  const content = { messages, tools, provenance: provenanceOf(input, proof, tools) };
  const text = contentText(content, said);
  const broken = brokenText(text);
  return broken === undefined ? { id: idOfText(text), ...content } : refuse('broken_text', broken);
}

/**
 * Bytes of the JSON of messages and tools, by four: near enough for a limit, and the same for every tokenizer.
 *
 * @param messages their JSON, in whatever order its keys stand
 */
function tokensOf(messages: string, tools: readonly FunctionTool[]): number {
  const brackets = '{"messages":,"tools":[]}'.length + Math.max(0, tools.length - 1);
  const listed = tools.reduce((sum, tool) => sum + Buffer.byteLength(rememberedJson(tool)), 0);
  return Math.ceil((Buffer.byteLength(messages) + listed + brackets) / 4);
}

function provenBy({ trajectory, verdict, unpinned = false }: BuildInput): Proof | Refusal {
  if (verdict.trajectory !== trajectory.id) {
    return refuse('other_trajectory', `verdict of ${verdict.trajectory}, trajectory ${trajectory.id}`);
  }
  const [violation] = verdict.violations;
  if (!verdict.conforms || violation !== undefined) {
    return refuse('not_conforming', violation === undefined ? '' : `${violation.check}: ${violation.reason}`);
  }
  if (verdict.proof === undefined) return refuse('no_proof', trajectory.id);
  if (verdict.oracle === 'none') return refuse('no_oracle', trajectory.id);
  const independent = verdict.oracle === 'independent' && verdict.pinned;
  if (!independent && !unpinned) return refuse('unpinned', `oracle ${verdict.oracle}, pinned ${verdict.pinned}`);
  return verdict.proof;
}

function wordedAnswer({ trajectory, task, seed, plain }: BuildInput): string | Refusal {
  if (trajectory.answer === undefined) return refuse('no_answer', trajectory.id);
  const said: SaidAnswer | Refusal = goldAnswer(trajectory.answer, task, trajectory.calls);
  if (isRefusal(said)) return said;
  const sentence = answerSentence(said, plain === true ? PLAINEST : seededRandom(`${seed}/answer/${task.id}`));
  return sameAnswer(readAnswerSentence(sentence), said) ? sentence : refuse('unreadable_answer', sentence);
}

function systemText({ system, seed, task }: BuildInput): string | undefined {
  if (system !== undefined) return system ?? undefined;
  return drawSystemText(seededRandom(`${seed}/system/${task.id}`));
}

function provenanceOf(
  { trajectory, verdict, task, seed, distractors }: BuildInput,
  proof: Proof,
  tools: readonly FunctionTool[],
): Provenance {
  const { opened } = trajectory;
  const client = opened?.client;
  return {
    converter: CONVERTER_VERSION,
    graph: { name: opened?.graph.name ?? '', digest: proof.graph },
    toolset: proof.toolset,
    offered: offeredDigest(tools),
    task: task.id,
    pattern: task.pattern,
    ...(task.reworded === undefined ? {} : { reworded: task.reworded }),
    ...(verdict.hindsight === undefined ? {} : { hindsight: verdict.hindsight }),
    hardness: task.hardness,
    ...(distractors === undefined ? {} : { distractors: shareOf(distractors, tools.length) }),
    anchors: task.anchors.map(({ id, iri, label }) => ({ id, iri, label })),
    answers: task.answers.map(({ id, iri, label }) => ({ id, iri, label })),
    ...(task.gold === undefined ? {} : { gold: task.gold }),
    formula: proof.formula,
    query: proof.query,
    witnesses: proof.witnesses,
    absences: proof.absences,
    closed_world: proof.closedWorld,
    checks: verdict.checks.filter(({ outcome }) => outcome === 'passed').map(({ check }) => check),
    oracle: verdict.oracle as Provenance['oracle'],
    pinned: verdict.pinned,
    engines: proof.engines,
    agent: client === undefined ? null : { name: client.name, version: client.version },
    ...(opened?.imported === undefined ? {} : { imported: importedFrom(opened.imported) }),
    versions: opened?.versions ?? {},
    seeds: { task: task.made.seed, harvest: seed },
  };
}

/** Without what is one session's alone: hashes of files, and what was said. */
function importedFrom({ log, alone, foreign }: Imported): NonNullable<Provenance['imported']> {
  return { log, ...(alone === undefined ? {} : { alone }), ...(foreign === undefined ? {} : { foreign }) };
}

/** With four digits, so that it reads well and is the same everywhere. */
function shareOf(count: number, all: number): { count: number; share: number } {
  return { count, share: all === 0 ? 0 : Math.round((count / all) * 10_000) / 10_000 };
}
