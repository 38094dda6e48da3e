/** Set tools: intersection, union, difference, complement within a class, members of a class, and further pages. */
import type { Vocabulary } from '../relation/discover.ts';
import { carryOut, type Given, SET_WORDS } from './carry-out.ts';
import { heldBy, offsetOf, pageOf } from './evaluate.ts';
import { isHandle } from './handles.ts';
import type { Input } from './operation.ts';
import type { Parameter } from './parameter.ts';
import { invalid, type Resolved, resolveSet } from './resolve.ts';
import { resolveClass } from './resolve-class.ts';
import type { Context, Tool } from './tool.ts';

/** Resolves several set arguments; the first fault wins. */
async function resolveSets(given: readonly Given[], { source }: Context): Promise<Resolved<Input[]>> {
  const inputs: Input[] = [];
  for (const one of given) {
    const resolved = await resolveSet(one, undefined, source);
    if ('fault' in resolved) return resolved;
    inputs.push(resolved.ok);
  }
  return { ok: inputs };
}

/** Intersection or union: any number of sets, in any order. */
function manySetsTool(name: string, title: string, description: string, key: 'and' | 'or'): Tool {
  return {
    name,
    title,
    description,
    parameters: [{ name: 'sets', kind: 'sets', description: `Two or more sets, each ${SET_WORDS}.`, required: true }],
    handler: async (values, context) => {
      const resolved = await resolveSets(values['sets'] as Given[], context);
      if ('fault' in resolved) return { result: resolved.fault };
      const inputs = resolved.ok;
      return await carryOut(key === 'and' ? { and: inputs } : { or: inputs }, context);
    },
  };
}

const differenceTool: Tool = {
  name: 'get_difference_of',
  title: 'Difference of two sets',
  description: 'Gives what is in one set but not in another.',
  parameters: [
    { name: 'set', kind: 'set', description: `The set to take from: ${SET_WORDS}.`, required: true },
    { name: 'without', kind: 'set', description: `What to take away: ${SET_WORDS}.`, required: true },
  ],
  handler: async (values, context) => {
    const resolved = await resolveSets([values['set'] as Given, values['without'] as Given], context);
    if ('fault' in resolved) return { result: resolved.fault };
    const [from, without] = resolved.ok as [Input, Input];
    return await carryOut({ difference: [from, without] }, context);
  },
};

const classParameter = (required: boolean): Parameter => ({
  name: 'class',
  kind: 'string',
  description: 'Name or id of a class, as describe_graph lists them.',
  required,
});

function negationTool(vocabulary: Vocabulary): Tool {
  return {
    name: 'get_negation_of',
    title: 'Complement of a set',
    description:
      'Gives everything of a class (without a class: every entity of the graph) that is not in a set. It may be a lot: only its handle and total are shown; combine it with get_intersection_of, or page through it with read_result.',
    parameters: [
      { name: 'set', kind: 'set', description: `The set to leave out: ${SET_WORDS}.`, required: true },
      classParameter(false),
    ],
    handler: async (values, context) => {
      const resolved = await resolveSets([values['set'] as Given], context);
      if ('fault' in resolved) return { result: resolved.fault };
      const [complement] = resolved.ok as [Input];
      if (values['class'] === undefined) return await carryOut({ complement }, context);
      const found = resolveClass(values['class'] as string, vocabulary, context.source);
      return 'fault' in found ? { result: found.fault } : await carryOut({ complement, class: found.ok }, context);
    },
  };
}

function membersTool(vocabulary: Vocabulary): Tool {
  return {
    name: 'get_members_of_class',
    title: 'Members of a class',
    description: 'Gives all entities of a class, those of its subclasses included.',
    parameters: [classParameter(true)],
    handler: async (values, context) => {
      const found = resolveClass(values['class'] as string, vocabulary, context.source);
      return 'fault' in found ? { result: found.fault } : await carryOut({ members: found.ok }, context);
    },
  };
}

const readTool: Tool = {
  name: 'read_result',
  title: 'Further items of a result',
  description: 'Gives a page of an earlier result: the first one, or the one that its "next" cursor names.',
  parameters: [
    { name: 'result', kind: 'string', description: 'The handle of the result, such as "#r1".', required: true },
    { name: 'cursor', kind: 'string', description: 'The "next" cursor of the page before.', required: false },
  ],
  handler: async (values, { source, handles }) => {
    const handle = values['result'] as string;
    if (!isHandle(handle)) return { result: invalid('The argument "result" must be a handle such as "#r1".') };
    const held = heldBy(handle, source, handles);
    const cursor = values['cursor'] as string | undefined;
    const offset = cursor === undefined ? 0 : offsetOf(cursor, handle, held.set);
    if (offset === undefined)
      return { result: invalid(`The cursor is not one of the result ${handle}; take it from "next".`) };
    return { operation: { read: handle, offset }, result: await pageOf(handle, held, offset, source) };
  },
};

export function setTools(vocabulary: Vocabulary): Tool[] {
  return [
    manySetsTool('get_intersection_of', 'Intersection of sets', 'Gives what is in every one of several sets.', 'and'),
    manySetsTool('get_union_of', 'Union of sets', 'Gives what is in at least one of several sets.', 'or'),
    differenceTool,
    negationTool(vocabulary),
    ...(vocabulary.classes.length > 0 ? [membersTool(vocabulary)] : []),
    readTool,
  ];
}
