/** Questions for a table: "For each of the countries that border France, what are its capital and its population?" */
import type { TableFormula } from '../asked.ts';
import { listed } from './noun.ts';
import { MOSTLY_ONE, membersEach } from './reading.ts';
import type { Voice } from './voice.ts';

export function askTable({ table, of }: TableFormula, voice: Voice): string {
  const { many, people } = voice.describe(of);
  const own = people ? 'their' : 'its';
  const columns = table.map((iri) => {
    const relation = voice.relation(iri);
    const single = membersEach(relation, false) < MOSTLY_ONE;
    return { single, said: single ? relation.wording.singular : relation.wording.plural };
  });
  const is = columns.length === 1 && columns[0]?.single === true ? 'is' : 'are';
  const names = columns.map(({ said }) => said);
  return voice.choose([
    `For each of the ${many}, what ${is} ${listed(names.map((name) => `${own} ${name}`))}?`,
    `For each of the ${many}, give ${own} ${listed(names)}.`,
    `List the ${many}, each with ${own} ${listed(names)}.`,
  ]);
}
