/** Lies about what was sent and what was done. */
import type { Operation } from '../../src/tool/operation.ts';
import type { Called } from '../../src/trajectory/record.ts';
import { type Base, changeCall, type Kind, type Mutant, stranger } from './mutant.ts';

/** Every text in a value, exchanged. */
function exchanged(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return value === from ? to : value;
  if (Array.isArray(value)) return value.map((one) => exchanged(one, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, exchanged(one, from, to)]));
}

/** The anchor of a base as its first call names it. */
function anchored({ task, story }: Base): { index: number; name: string; iri: string } | undefined {
  for (const [index, call] of story.calls.entries())
    for (const { name, iri } of task.anchors)
      if (JSON.stringify(call.arguments).includes(JSON.stringify(name))) return { index, name, iri };
  return undefined;
}

const withCalls = ({ story }: Base, calls: readonly Called[]): Mutant => ({ story: { ...story, calls } });

/** Whether the arguments of a call name the handle, or an item, of another. */
function uses(call: Called, { observation }: Called): boolean {
  const given = JSON.stringify(call.arguments);
  const shown = (observation.items ?? []).map((item) => (item.kind === 'entity' ? item.id : item.value));
  return [observation.result, ...shown].some((text) => text !== undefined && given.includes(JSON.stringify(text)));
}

export const CALL_KINDS: readonly Kind[] = [
  {
    name: 'an argument is another name',
    mutate: (base, random) => {
      const anchor = anchored(base);
      const other = stranger(base, random);
      if (anchor === undefined || other === undefined) return undefined;
      const call = base.story.calls[anchor.index] as Called;
      const given = exchanged(call.arguments, anchor.name, other.label) as Called['arguments'];
      return withCalls(base, base.story.calls.with(anchor.index, { ...call, arguments: given }));
    },
  },
  {
    name: 'argument and operation name another entity',
    mutate: (base, random) => {
      const anchor = anchored(base);
      const other = stranger(base, random);
      if (anchor === undefined || other === undefined) return undefined;
      const call = base.story.calls[anchor.index] as Called;
      const given = exchanged(call.arguments, anchor.name, other.label) as Called['arguments'];
      const operation = exchanged(call.operation, anchor.iri, other.iri) as Operation;
      return withCalls(base, base.story.calls.with(anchor.index, { ...call, arguments: given, operation }));
    },
  },
  {
    name: 'the operation follows another relation',
    mutate: (base, random) =>
      changeCall(base, random, ({ operation }) => {
        if (operation === undefined || !('follow' in operation)) return undefined;
        const others = base.world.toolset.tools.flatMap(({ relation }) =>
          relation === undefined || relation.iri === operation.follow ? [] : [relation.iri],
        );
        return { operation: { ...operation, follow: random.choose(others) } };
      }),
  },
  {
    name: 'the operation goes the other way',
    mutate: (base, random) =>
      changeCall(base, random, ({ operation }) => {
        if (operation === undefined || !('follow' in operation)) return undefined;
        const { follow, inverse, of } = operation;
        return { operation: { follow, ...(inverse ? {} : { inverse: true }), of } };
      }),
  },
  {
    name: 'the tool is another one',
    mutate: (base, random) =>
      changeCall(base, random, ({ tool }) => {
        const own = base.world.toolset.byName
          .get(tool)
          ?.parameters.map(({ name }) => name)
          .join();
        const alike = base.world.toolset.tools.filter(
          ({ name, parameters }) => name !== tool && parameters.map((one) => one.name).join() === own,
        );
        return alike.length === 0 ? undefined : { tool: random.choose(alike).name };
      }),
  },
  {
    name: 'the tool does not exist',
    mutate: (base, random) => changeCall(base, random, () => ({ tool: 'get_truth' })),
  },
  {
    name: 'an argument that the tool does not take',
    mutate: (base, random) =>
      changeCall(base, random, ({ arguments: given }) => ({ arguments: { ...given, depth: 2 } })),
  },
  {
    name: 'an argument of the wrong type',
    mutate: (base, random) =>
      changeCall(base, random, ({ arguments: given }) => {
        const [name] = Object.keys(given);
        return name === undefined ? undefined : { arguments: { ...given, [name]: { is: 'no text' } } };
      }),
  },
  {
    name: 'the number of the first ones is another',
    mutate: (base, random) =>
      changeCall(base, random, ({ arguments: given }) =>
        typeof given['count'] === 'number' ? { arguments: { ...given, count: given['count'] + 1 } } : undefined,
      ),
  },
  {
    name: 'a comparison, an order or a limit is another',
    mutate: (base, random) =>
      changeCall(base, random, ({ arguments: given }) => {
        const { comparison, order, value } = given;
        if (order !== undefined)
          return { arguments: { ...given, order: order === 'largest' ? 'smallest' : 'largest' } };
        if (comparison === undefined) return undefined;
        return random.next() < 0.5
          ? { arguments: { ...given, comparison: comparison === '<' ? '>' : '<' } }
          : { arguments: { ...given, value: `${value}0` } };
      }),
  },
  {
    name: 'the handle of another trajectory',
    mutate: (base, random) =>
      changeCall(base, random, ({ arguments: given, operation }) => {
        const handle = /#r\d+/.exec(JSON.stringify(given))?.[0];
        if (handle === undefined) return undefined;
        return {
          arguments: exchanged(given, handle, '#r12') as Called['arguments'],
          operation: exchanged(operation, handle, '#r12') as Operation,
        };
      }),
  },
  {
    name: 'the task handle of another trajectory',
    mutate: (base, random) =>
      changeCall(base, random, ({ arguments: given }) => ({ arguments: { ...given, task: 'task-9' } })),
  },
  {
    name: 'a call is dropped',
    mutate: (base, random) => {
      const { calls } = base.story;
      return calls.length === 0 ? undefined : withCalls(base, calls.toSpliced(random.integer(calls.length), 1));
    },
  },
  {
    name: 'the last call is dropped',
    mutate: (base) => (base.story.calls.length < 2 ? undefined : withCalls(base, base.story.calls.slice(0, -1))),
  },
  { name: 'all calls are dropped', mutate: (base) => withCalls(base, []) },
  {
    name: 'a call comes before the one that it needs',
    mutate: (base, random) => {
      const { calls } = base.story;
      const pairs = calls.flatMap((later, at) =>
        calls.slice(0, at).flatMap((earlier, before) => (uses(later, earlier) ? [[before, at] as const] : [])),
      );
      if (pairs.length === 0) return undefined;
      const [before, at] = random.choose(pairs);
      const later = calls[at] as Called;
      return withCalls(base, calls.toSpliced(at, 1).toSpliced(before, 0, later));
    },
  },
  {
    name: 'one call five times over',
    mutate: (base, random) => {
      const call = random.choose(base.story.calls);
      const copies = Array.from({ length: 4 }, () => call);
      return withCalls(base, [...base.story.calls, ...copies]);
    },
  },
  {
    name: 'the digest of one call is another',
    mutate: (base, random) => changeCall(base, random, () => ({ digest: `gt1:${'0'.repeat(64)}` })),
  },
  {
    name: 'an answer that no operation explains',
    mutate: (base, random) => changeCall(base, random, () => ({ operation: undefined })),
  },
];
