/** Events to record in tests: plain ones by hand, hostile ones by fast-check. */
import fc from 'fast-check';
import type { Answered, Called, Event, Opened } from '../../src/trajectory/record.ts';

export const opened: Opened = {
  type: 'opened',
  graph: { name: 'countries.ttl', digest: 'gt1:00', triples: 3 },
  options: { surface: 'relations', budget: 40 },
  toolset: 'abc',
  versions: { graphtrail: '0.1.0' },
  client: { name: 'test', version: '1' },
};

export const called: Called = {
  type: 'call',
  tool: 'get_capital_of_country',
  arguments: { country: 'France' },
  operation: { follow: 'http://example.org/capital', of: { entities: ['http://example.org/France'] } },
  digest: 'gt1:00',
  observation: { status: 'ok', result: '#r1', total: 1, items: [{ kind: 'entity', id: 'ex:Paris', label: 'Paris' }] },
  milliseconds: 0.5,
};

export const answered: Answered = {
  type: 'answer',
  answer: { result: '#r1', text: 'Paris' },
  resolved: ['http://example.org/Paris'],
};

/** Text with everything that has ever torn a line: line ends of all kinds, lone surrogates, NUL, quotes, prototypes. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\n', '\r\n', '\u2028\u2029\u0085', '\ud800', '\udfff\ud800', '\0', '"}\n{"', '\ufeff', '__proto__'),
);

const hostileArguments = fc
  .dictionary(fc.oneof(hostileText, fc.constant('__proto__')), fc.jsonValue({ maxDepth: 3 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);

const hostileOpened = hostileText.map((name): Event => ({ ...opened, graph: { ...opened.graph, name } }));
const hostileTask = hostileText.map((question): Event => ({ type: 'task', task: 't1', question }));
const hostileCall = fc.record({ tool: hostileText, arguments: hostileArguments, label: hostileText }).map(
  ({ tool, arguments: values, label }): Event => ({
    ...called,
    tool,
    arguments: values,
    observation: { status: 'ok', items: [{ kind: 'entity', id: label, label }] },
  }),
);
const hostileAnswer = hostileText.map((text): Event => ({ ...answered, answer: { text } }));

export const hostileEvent: fc.Arbitrary<Event> = fc.oneof(hostileOpened, hostileTask, hostileCall, hostileAnswer);
