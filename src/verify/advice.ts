/** What to do about a violation, by the check that found it. */

const AGAIN = 'Walk or ask it again and verify that instead.';

/** By the id of the check; what is not here is simply not trained on. */
export const ADVICE: Readonly<Record<string, string>> = {
  schema:
    'The call does not fit the tools of this graph. If the graph was opened with other options (--base, --labels, --language) give the same ones; else the agent made it up, and the trajectory is no good for training.',
  chain: `The journal was damaged or edited after it was written: from there on nothing in it can be believed. Restore the file from a copy, or ${AGAIN.toLowerCase()}`,
  stale:
    'It was recorded on another state of the graph. Verify it against the files it was recorded on (the name and digest are above), or walk the tasks again on this graph.',
  replay:
    'The recorded result is not what the graph gives. Either the record was forged together with its hashes, or the tools had a fault when it was recorded: see whether the quarantine file beside the journal lists it, and do not train on it.',
  conformity:
    'What was sent, what was done and what came back do not belong together, so the record was put together or changed afterwards: do not train on it. If the graph was opened with other options, give the same ones.',
  language:
    'Nobody can read this as plain text, and invisible characters may hide an order. Mend the task file, or leave it out.',
  leak: 'Whoever reads the question knows the answer: ask it without the answer, and sample the task again.',
  necessity: 'Nothing is wrong; whoever wants the shortest ways only leaves it out.',
  grounding:
    'The agent used a name that nobody had given it. The trajectory would teach guessing: leave it out, or let the agent look the name up first (search_entities).',
  coverage:
    'The agent read only part of a set and answered for all of it. Leave it out, or let the agent page to the end (read_result) or pass the handle on.',
  question:
    'What was done answers another question than the stated one. Leave it out, or harvest it under the question that it does answer.',
  safety:
    'An argument came out of the middle of graph text, where an order to the agent may stand. Look at the text before anything is trained on it.',
  termination: `The agent went on after its answer, or never came to one. Leave it out. ${AGAIN}`,
  answer: `The answer does not follow from what the agent saw. Leave it out. ${AGAIN}`,
  oracle:
    'The second engine (Oxigraph, from the formula) and the gold answer differ. Where the engines contradict each other the quarantine file holds both answers and both queries: please report it. Else the task file was edited: sample the tasks again.',
  gold: 'The answer is wrong, or not whole. Compare it with the calls above: the first one that leads elsewhere than the question is where it went wrong. Leave it out of training data.',
};
