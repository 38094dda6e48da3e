/** Sessions written by hand, as language models leave them: looking around, erring and mending, in parallel, in several of the ways there are. */
import { withoutBlankNodes } from '../../src/graph/set.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { type AskedFormula, setOf } from '../../src/logic/asked.ts';
import { type Formula, related } from '../../src/logic/formula.ts';
import { planOf } from '../../src/logic/plan.ts';
import { taskOf } from '../../src/task/make-task.ts';
import type { Arguments } from '../../src/tool/tool.ts';
import { liveSession } from './live.ts';
import type { Base } from './mutant.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

type Call = readonly [tool: string, values: Arguments];

export interface HandWritten {
  readonly name: string;
  readonly asks: AskedFormula;
  readonly calls: readonly Call[];
  readonly answer: Arguments;
}

const c = (name: string): string => `urn:graphtrail:countries:${name}`;
const entity = (name: string): Formula => ({ entity: c(name) });
const neighbours = (of: Formula): Formula => related(c('neighbour'), false, of);
const speaking = (language: string): Formula => related(c('officialLanguage'), true, entity(language));

/** Carries a session out on the countries. */
export async function handWritten(
  { name, asks, calls, answer }: HandWritten,
  world: World,
): Promise<{ base: Base; story: Story }> {
  const { opened } = world;
  const answers = withoutBlankNodes(opened.graph, answersOf(setOf(asks), opened.graph));
  const task = await taskOf({ formula: asks, answers, largestSet: answers.length }, 'hand-written', opened, 'hand');
  if (typeof task === 'string') throw new Error(`${name}: ${task}`);
  const live = liveSession(world);
  await live.call('begin_task', { question: task.question });
  for (const [tool, values] of calls) await live.call(tool, values);
  const submitted = await live.call('submit_answer', answer);
  if (submitted.status !== 'ok') throw new Error(`${name}: ${submitted.message}`);
  const story = live.story();
  return { base: { world, task: { ...task, plan: planOf(asks) }, story, style: 'values' }, story };
}

const SPAIN: Call = ['get_neighbouring_country_of_country', { country: 'Spain' }];
const IDS = ['countries:Andorra', 'countries:France', 'countries:Morocco', 'countries:Portugal'];

export const HAND_WRITTEN: readonly HandWritten[] = [
  {
    name: 'straight to the answer',
    asks: neighbours(entity('Spain')),
    calls: [SPAIN],
    answer: {
      entities: ['Portugal', 'France', 'Morocco', 'Andorra'],
      text: 'Spain borders Portugal, France, Morocco and Andorra.',
    },
  },
  {
    name: 'looks around first',
    asks: neighbours(entity('Spain')),
    calls: [
      ['describe_graph', {}],
      ['search_entities', { name: 'spain' }],
      ['describe_entity', { entity: 'countries:Spain' }],
      SPAIN,
    ],
    answer: { result: '#r1' },
  },
  {
    name: 'misspells a name, and takes the one that is proposed',
    asks: neighbours(entity('Spain')),
    calls: [
      ['get_neighbouring_country_of_country', { country: 'Spainn' }],
      ['get_neighbouring_country_of_country', { country: 'countries:Spain' }],
    ],
    answer: { entities: IDS },
  },
  {
    name: 'makes up a tool, forgets an argument, then does it right',
    asks: neighbours(entity('Spain')),
    calls: [['get_borders', { country: 'Spain' }], ['get_neighbouring_country_of_country', {}], SPAIN],
    answer: { entities: IDS },
  },
  {
    name: 'reads a set one by one, in another order',
    asks: related(c('capital'), false, neighbours(entity('Spain'))),
    calls: [
      SPAIN,
      ...['Portugal', 'Andorra', 'Morocco', 'France'].map((country): Call => ['get_capital_of_country', { country }]),
    ],
    answer: { entities: ['Lisbon', 'Andorra la Vella', 'Rabat', 'Paris'] },
  },
  {
    name: 'reads a set in two lists',
    asks: related(c('capital'), false, neighbours(entity('Spain'))),
    calls: [
      SPAIN,
      ['get_capital_of_country', { country: ['countries:Andorra', 'countries:France'] }],
      ['get_capital_of_country', { country: ['countries:Morocco', 'countries:Portugal'] }],
    ],
    answer: { entities: ['countries:Andorra_la_Vella', 'countries:Paris', 'countries:Rabat', 'countries:Lisbon'] },
  },
  {
    name: 'two branches at once, put together by a tool',
    asks: { and: [neighbours(entity('Spain')), speaking('French')] },
    calls: [
      SPAIN,
      ['get_country_by_official_language', { language: 'French' }],
      ['get_intersection_of', { sets: ['#r1', '#r2'] }],
    ],
    answer: { result: '#r3' },
  },
  {
    name: 'two branches at once, put together by head',
    asks: { and: [neighbours(entity('France')), speaking('German')] },
    calls: [
      ['get_country_by_official_language', { language: 'German' }],
      ['get_neighbouring_country_of_country', { country: 'France' }],
    ],
    answer: { entities: ['Belgium', 'Germany', 'countries:Luxembourg', 'Switzerland'] },
  },
  {
    name: 'goes astray, and begins again',
    asks: related(c('capital'), false, neighbours(entity('Portugal'))),
    calls: [
      ['get_official_language_of_country', { country: 'Portugal' }],
      ['get_country_by_official_language', { language: 'countries:Portuguese' }],
      ['get_neighbouring_country_of_country', { country: 'Portugal' }],
      ['get_capital_of_country', { country: '#r3' }],
    ],
    answer: { result: '#r4' },
  },
  {
    name: 'asks the same twice',
    asks: related(c('capital'), false, neighbours(entity('Portugal'))),
    calls: [
      ['get_neighbouring_country_of_country', { country: 'Portugal' }],
      ['get_neighbouring_country_of_country', { country: 'Portugal' }],
      ['get_capital_of_country', { country: 'Spain' }],
    ],
    answer: { entities: ['Madrid'] },
  },
  {
    name: 'counts by a tool',
    asks: { count: neighbours(entity('France')) },
    calls: [
      ['get_neighbouring_country_of_country', { country: 'France' }],
      ['count_items', { set: '#r1' }],
    ],
    answer: { number: 10 },
  },
  {
    name: 'counts by reading the total',
    asks: { count: neighbours(entity('France')) },
    calls: [['get_neighbouring_country_of_country', { country: 'France' }]],
    answer: { number: 10, text: 'It has ten.' },
  },
  {
    name: 'ranks by a tool, naming the relation by its wording',
    asks: { top: 1, by: c('population'), order: 'largest', of: neighbours(entity('Spain')) },
    calls: [SPAIN, ['get_top_by_value', { set: IDS, relation: 'population', order: 'largest' }]],
    answer: { entities: ['France'] },
  },
  {
    name: 'takes away by complement',
    asks: { and: [neighbours(entity('Spain')), { not: speaking('French') }] },
    calls: [
      ['get_country_by_official_language', { language: 'French' }],
      ['get_negation_of', { set: '#r1', class: 'country' }],
      SPAIN,
      ['get_intersection_of', { sets: ['#r3', '#r2'] }],
    ],
    answer: { result: '#r4' },
  },
  {
    name: 'looks at a result again',
    asks: neighbours(entity('Spain')),
    calls: [SPAIN, ['describe_entity', { entity: 'countries:Portugal' }], ['read_result', { result: '#r1' }]],
    answer: { result: '#r1' },
  },
];
