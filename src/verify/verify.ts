/** Verifies trajectories: runs every check, and where all hold, attaches the proof. */
import { answerKeys, goldKeys } from './answer-keys.ts';
import { cannotTell } from './cannot-tell.ts';
import type { Check, Evidence, Findings } from './check.ts';
import { answer } from './checks/answer.ts';
import { chain } from './checks/chain.ts';
import { conformity } from './checks/conformity.ts';
import { coverage } from './checks/coverage.ts';
import { gold } from './checks/gold.ts';
import { grounding } from './checks/grounding.ts';
import { language } from './checks/language.ts';
import { leak } from './checks/leak.ts';
import { necessity } from './checks/necessity.ts';
import { oracle } from './checks/oracle.ts';
import { question } from './checks/question.ts';
import { replay } from './checks/replay.ts';
import { safety } from './checks/safety.ts';
import { schema } from './checks/schema.ts';
import { stale } from './checks/stale.ts';
import { termination } from './checks/termination.ts';
import { disagreementOf } from './disagreement.ts';
import { proofOf } from './proof.ts';
import { score } from './score.ts';
import type { CheckOutcome, Verdict, Violation } from './verdict.ts';

/** In the order in which a reader wants to hear of them: is the record whole, is it about this graph, is it right, is it good. */
export const CHECKS: readonly Check[] = [
  schema,
  chain,
  stale,
  replay,
  conformity,
  language,
  grounding,
  safety,
  termination,
  coverage,
  answer,
  question,
  leak,
  oracle,
  gold,
  necessity,
];

export async function verifyTrajectory(evidence: Evidence): Promise<Verdict> {
  const { trajectory, task, graph, cut, source, toolset, asked } = evidence;
  const pinned = source.digest !== undefined;
  let missing = cut;
  const checks: CheckOutcome[] = [];
  const violations: Violation[] = [];
  const warnings: Violation[] = [];
  for (const check of CHECKS) {
    const findings = await ran(check, evidence, (why) => {
      missing ??= why;
    });
    checks.push(outcome(check.id, findings));
    if (typeof findings === 'string') continue;
    for (const { step, reason, severity } of findings)
      (severity === 'warning' ? warnings : violations).push({ check: check.id, step, reason });
  }
  // Where the answers are in question, the engines are held against each other.
  const doubted = violations.some(({ check }) => check === oracle.id || check === gold.id);
  const disagreement = doubted ? await disagreementOf(evidence) : undefined;
  // Of an endpoint nobody can say whether it is still the same; whether it still says the same, the other checks tell.
  const conforms = checks.every(
    ({ check, outcome: came }) => came === 'passed' || (!pinned && isUnjudged(check, came)),
  );
  const given = task && trajectory.answer && answerKeys(trajectory.answer, task);
  const scored = task === undefined || given === undefined ? undefined : score(given, goldKeys(task));
  return {
    trajectory: trajectory.id,
    conforms,
    oracle: !checks.some(({ check, outcome: came }) => check === oracle.id && came === 'passed')
      ? 'none'
      : pinned
        ? 'independent'
        : 'same-engine',
    pinned,
    ...(asked === undefined ? {} : { asked }),
    ...(missing === undefined ? {} : { truncated: missing }),
    checks,
    violations,
    ...(warnings.length === 0 ? {} : { warnings }),
    precision: scored?.precision,
    recall: scored?.recall,
    proof:
      conforms && task !== undefined
        ? proofOf(task, { graph, source }, trajectory.opened?.toolset ?? toolset.digest)
        : undefined,
    ...(disagreement === undefined ? {} : { disagreement }),
  };
}

/** An endpoint that does not answer one question, or not wholly, leaves it open, and the others go on. */
async function ran(check: Check, evidence: Evidence, onUntold: (why: string) => void): Promise<Findings> {
  try {
    return await check.run(evidence);
  } catch (error) {
    const why = cannotTell(error);
    onUntold(why);
    return check === oracle ? `no second opinion: ${why}` : `no answer: ${why}`;
  }
}

function isUnjudged(check: string, came: CheckOutcome['outcome']): boolean {
  return check === stale.id && came === 'skipped';
}

function outcome(check: string, findings: Findings): CheckOutcome {
  if (typeof findings === 'string') return { check, outcome: 'skipped', reason: findings };
  const violated = findings.some(({ severity }) => severity !== 'warning');
  return { check, outcome: violated ? 'failed' : 'passed' };
}
