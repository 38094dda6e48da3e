// The laws of the graph of countries: what must hold of the generated Turtle whatever the single rows say.
import { readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';
import { describe, expect, it } from 'vitest';

const file = readFileSync('graphs/countries.ttl', 'utf8');
const store = new Store(new Parser().parse(file));
const own = 'urn:graphtrail:countries:';
const rdfs = 'http://www.w3.org/2000/01/rdf-schema#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

const local = (term: { value: string }): string => term.value.replace(own, '');
const instances = (name: string): string[] => store.getSubjects(type, own + name, null).map(local);
const values = (subject: string, relation: string): string[] =>
  store.getObjects(own + subject, own + relation, null).map(local);
const pairs = (relation: string): [string, string][] =>
  store.getQuads(null, own + relation, null, null).map(({ subject, object }) => [local(subject), local(object)]);
const countries = instances('Country');
const neighbours = (country: string): string[] => values(country, 'neighbour');
const landlocked = (country: string): boolean => values(country, 'landlocked')[0] === 'true';

/** The members of the set that can be reached from its first one by crossing borders inside the set. */
function reachable(members: string[]): string[] {
  const reached = new Set(members.slice(0, 1));
  for (const country of reached) for (const next of neighbours(country)) if (members.includes(next)) reached.add(next);
  return [...reached].sort();
}

function unionOf(...regions: string[]): string[] {
  return regions.flatMap((region) => countries.filter((country) => values(country, 'region').includes(region))).sort();
}

describe('the countries', () => {
  it('are the 193 member states', () => {
    expect(countries).toHaveLength(193);
    expect(countries.filter((country) => values(country, 'unAdmission')[0] === '1945')).toHaveLength(49);
  });

  it('have a name in four languages', () => {
    for (const country of countries) {
      const labels = store.getObjects(own + country, `${rdfs}label`, null);
      const languages = labels.map((term) => ('language' in term ? term.language : ''));
      expect(languages.sort(), country).toEqual(['de', 'en', 'es', 'fr']);
    }
  });

  it.each(['alpha2', 'alpha3', 'callingCode', 'currency', 'drivingSide', 'landlocked', 'region', 'unAdmission'])(
    'have one %s each',
    (relation) => {
      expect(countries.filter((country) => values(country, relation).length !== 1)).toEqual([]);
    },
  );

  it('have well-formed codes', () => {
    for (const country of countries) {
      expect(values(country, 'alpha2')[0], country).toMatch(/^[A-Z]{2}$/);
      expect(values(country, 'alpha3')[0], country).toMatch(/^[A-Z]{3}$/);
      expect(values(country, 'callingCode')[0], country).toMatch(/^\+[1-9]\d{0,2}$/);
    }
    for (const [, code] of pairs('currencyCode')) expect(code).toMatch(/^[A-Z]{3}$/);
    for (const [, code] of pairs('languageCode')) expect(code).toMatch(/^[a-z]{2}$/);
  });

  it('have capitals, each in its country', () => {
    for (const country of countries) {
      expect(values(country, 'capital').length, country).toBeGreaterThan(0);
      for (const capital of values(country, 'capital')) expect(values(capital, 'country')).toEqual([country]);
    }
    expect(values('South_Africa', 'capital').sort()).toEqual(['Bloemfontein', 'Cape_Town', 'Pretoria']);
  });

  it('have their largest city within, be it a capital or not', () => {
    for (const [country, city] of pairs('largestCity')) expect(values(city, 'country'), city).toEqual([country]);
  });

  it('lie in regions that belong to a continent', () => {
    for (const region of instances('Region')) {
      expect(unionOf(region).length, region).toBeGreaterThan(0);
      expect(values(region, 'partOf')).toHaveLength(1);
    }
  });

  it('use every currency and every language that is listed', () => {
    const currencies = new Set(pairs('currency').map(([, currency]) => currency));
    const languages = new Set(pairs('officialLanguage').map(([, language]) => language));
    expect([...currencies].sort()).toEqual(instances('Currency').sort());
    expect([...languages].sort()).toEqual(instances('Language').sort());
  });

  it('were independent when they joined the United Nations, but for four founders', () => {
    const admission = (country: string): number => Number(values(country, 'unAdmission')[0]);
    const later = pairs('independence').filter(([country, year]) => Number(year) > admission(country));
    const founders = later.map(([country]) => country);
    expect(founders.sort()).toEqual(['Belarus', 'India', 'Syria', 'Ukraine']);
  });
});

describe('borders', () => {
  it('are crossed both ways and never lead home', () => {
    for (const country of countries) {
      expect(neighbours(country)).not.toContain(country);
      for (const other of neighbours(country)) expect(neighbours(other), `${other} – ${country}`).toContain(country);
    }
  });

  it('are the known ones of the countries with the most and with one', () => {
    expect(neighbours('China')).toHaveLength(14);
    expect(neighbours('Russia')).toHaveLength(14);
    expect(neighbours('Brazil')).toHaveLength(10);
    expect(neighbours('Germany')).toHaveLength(9);
    expect(neighbours('Lesotho')).toEqual(['South_Africa']);
    expect(pairs('neighbour')).toHaveLength(2 * 309);
  });

  it('enclose the 43 landlocked members, two of them among landlocked ones only', () => {
    const enclosed = countries.filter(landlocked);
    expect(enclosed).toHaveLength(43);
    for (const country of enclosed) expect(neighbours(country).length, country).toBeGreaterThan(0);
    const doubly = enclosed.filter((country) => neighbours(country).every(landlocked));
    expect(doubly.sort()).toEqual(['Liechtenstein', 'Uzbekistan']);
  });

  it('join the countries of every river and the countries of every mountain', () => {
    for (const relation of ['flowsThrough', 'locatedIn'])
      for (const place of new Set(pairs(relation).map(([place]) => place)))
        expect(reachable(values(place, relation)), place).toEqual(values(place, relation).sort());
  });
});

describe('organisations', () => {
  it.each([
    ['European_Union', 27],
    ['NATO', 32],
    ['African_Union', 54],
    ['Arab_League', 21],
    ['ASEAN', 10],
    ['BRICS', 9],
    ['Commonwealth_of_Nations', 56],
    ['Council_of_Europe', 46],
    ['G20', 19],
    ['G7', 7],
    ['OECD', 38],
    ['OPEC', 12],
    ['Organisation_of_Islamic_Cooperation', 56],
  ])('%s has %i members that are UN members', (organization, count) => {
    expect(values(organization, 'member')).toHaveLength(count);
  });

  it('agree with regions and currencies where their rules say so', () => {
    const users = (currency: string): string[] => store.getSubjects(`${own}currency`, own + currency, null).map(local);
    const members = (organization: string): string[] => values(organization, 'member').sort();
    const africa = ['Northern', 'Eastern', 'Middle', 'Southern', 'Western'].map((part) => `${part}_Africa`);
    expect(members('African_Union')).toEqual(unionOf(...africa));
    expect(members('CEMAC')).toEqual(users('Central_African_CFA_Franc').sort());
    expect(members('West_African_Economic_and_Monetary_Union')).toEqual(users('West_African_CFA_Franc').sort());
    expect(members('OECS')).toEqual(users('East_Caribbean_Dollar').sort());
    const euro = users('Euro').filter((country) => members('European_Union').includes(country));
    expect(euro).toHaveLength(20);
  });
});

describe('mountains and rivers', () => {
  it('crown only countries they stand in', () => {
    for (const [country, mountain] of pairs('highestPoint'))
      expect(values(mountain, 'locatedIn'), mountain).toContain(country);
  });

  it('leave no higher mountain in a country than its highest point', () => {
    for (const [mountain, country] of pairs('locatedIn')) {
      const [highest] = values(country, 'highestPoint');
      const [above] = highest ? values(highest, 'elevation') : [];
      const [height] = values(mountain, 'elevation');
      if (above && height) expect(Number(height), `${mountain} in ${country}`).toBeLessThanOrEqual(Number(above));
    }
  });

  it('end in a water, tributaries in a river they meet', () => {
    const rivers = instances('River');
    for (const [tributary, water] of pairs('flowsInto')) {
      if (!rivers.includes(water)) continue;
      const shared = values(water, 'flowsThrough').filter((country) =>
        values(tributary, 'flowsThrough').includes(country),
      );
      expect(shared.length, tributary).toBeGreaterThan(0);
    }
  });
});
