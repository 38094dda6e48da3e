// The laws of the graph of chemical elements: what must hold of every row, computed anew from the generated Turtle.
import { readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';
import { describe, expect, test } from 'vitest';

const base = 'urn:graphtrail:elements:';
const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const store = new Store(new Parser().parse(readFileSync('graphs/elements.ttl', 'utf8')));

const iri = (name: string): string => (name.includes(':') ? name : base + name);
const local = (value: string): string => value.replace(base, '');
/** Everything the relation leads to from the subject, as local names or texts. */
const all = (subject: string, relation: string): string[] =>
  store.getObjects(iri(subject), iri(relation), null).map((term) => local(term.value));
const one = (subject: string, relation: string): string | undefined => all(subject, relation)[0];
const amount = (subject: string, relation: string): number | undefined => {
  const text = one(subject, relation);
  return text === undefined ? undefined : Number(text);
};
const members = (className: string): string[] =>
  store.getSubjects(rdfType, base + className, null).map((term) => local(term.value));

const elements = members('Element');
const numberOf = (element: string): number => amount(element, 'atomicNumber') ?? Number.NaN;
const byNumber = new Map(elements.map((element) => [numberOf(element), element]));
const bySymbol = new Map(elements.map((element) => [one(element, 'symbol') ?? '', element]));
const nobleGases = [2, 10, 18, 36, 54, 86, 118];
const lawful = (rows: string[], law: (row: string) => boolean): string[] => rows.filter((row) => !law(row));

/** Period, group and block that follow from the atomic number alone; the f-block rows have no group. */
function position(number: number): { period: number; group: number | undefined; block: string } {
  const period = nobleGases.findIndex((last) => number <= last) + 1;
  const first = (nobleGases[period - 2] ?? 0) + 1;
  const toEnd = (nobleGases[period - 1] ?? 0) - number;
  const column = number - first + 1;
  const group = number === 2 ? 18 : column <= 2 ? column : toEnd < 16 ? 18 - toEnd : undefined;
  const inner = period >= 6 && column >= 3 && toEnd >= 15;
  if (inner) return { period, group: undefined, block: 'F_Block' };
  const block = number === 2 || column <= 2 ? 'S_Block' : toEnd < 6 ? 'P_Block' : 'D_Block';
  return { period, group, block };
}

/** The symbols of a formula with their counts; brackets may nest and a dot joins crystal water. */
function countAtoms(formula: string): Map<string, number> {
  const total = new Map<string, number>();
  for (const part of formula.split('·')) {
    const factor = Number(/^\d+/.exec(part)?.[0] ?? 1);
    const stack: Map<string, number>[] = [new Map()];
    for (const [, symbol = '', digits] of part.replace(/^\d+/, '').matchAll(/([A-Z][a-z]?|[()])(\d*)/g)) {
      const times = Number(digits || 1);
      const top = stack.at(-1) ?? new Map<string, number>();
      if (symbol === '(') stack.push(new Map());
      else if (symbol === ')') {
        stack.pop();
        for (const [inner, count] of top) addTo(stack.at(-1) ?? total, inner, count * times);
      } else addTo(top, symbol, times);
    }
    for (const [symbol, count] of stack[0] ?? []) addTo(total, symbol, count * factor);
  }
  return total;
}

function addTo(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

const contents = (formula: string): string[] =>
  [...countAtoms(formula).keys()].map((symbol) => bySymbol.get(symbol) ?? symbol);

describe('elements', () => {
  test('are numbered 1 to 118, once each', () => {
    expect(elements.map(numberOf).sort((left, right) => left - right)).toEqual(
      Array.from({ length: 118 }, (_, index) => index + 1),
    );
  });

  test('have unique, well-formed symbols', () => {
    expect(bySymbol.size).toBe(118);
    expect(lawful(elements, (row) => /^[A-Z][a-z]?$/.test(one(row, 'symbol') ?? ''))).toEqual([]);
  });

  test('stand in the period, group and block that their number says', () => {
    for (const element of elements) {
      const expected = position(numberOf(element));
      expect(one(element, 'period'), element).toBe(`Period_${expected.period}`);
      const group = one(element, 'group');
      expect(group, element).toBe(
        expected.group === undefined || [57, 71, 89, 103].includes(numberOf(element))
          ? undefined
          : `Group_${expected.group}`,
      );
      const block = one(element, 'block');
      if (block !== undefined) expect(block, element).toBe(expected.block);
    }
  });

  test('leave the block open for La, Lu, Ac and Lr only', () => {
    const open = elements.filter((row) => one(row, 'block') === undefined).map(numberOf);
    expect(open.sort((left, right) => left - right)).toEqual([57, 71, 89, 103]);
  });

  test('grow heavier with their number except for the four known inversions', () => {
    const known = [...byNumber.keys()]
      .sort((left, right) => left - right)
      .flatMap((number) => {
        const element = byNumber.get(number) ?? '';
        const weight = amount(element, 'atomicWeight');
        return weight === undefined ? [] : [{ symbol: one(element, 'symbol'), weight }];
      });
    const inversions = known.flatMap((row, index) => {
      const next = known[index + 1];
      return next && next.weight <= row.weight ? [`${row.symbol}/${next.symbol}`] : [];
    });
    expect(inversions).toEqual(['Ar/K', 'Co/Ni', 'Te/I', 'Th/Pa']);
  });

  test('have as many electrons in their configuration as protons', () => {
    const electrons = (row: string): number => {
      const text = one(row, 'electronConfiguration') ?? '';
      const core = numberOf(bySymbol.get(/^\[(\w+)\]/.exec(text)?.[1] ?? '') ?? '') || 0;
      return [...text.matchAll(/\d[spdf](\d+)/g)].reduce((sum, [, count]) => sum + Number(count), core);
    };
    const given = elements.filter((row) => one(row, 'electronConfiguration'));
    expect(given).toHaveLength(102);
    expect(lawful(given, (row) => electrons(row) === numberOf(row))).toEqual([]);
  });

  test('boil above their melting point and are solid, liquid or gas accordingly', () => {
    const room = 298.15;
    for (const element of elements) {
      const melting = amount(element, 'meltingPoint');
      const boiling = amount(element, 'boilingPoint');
      const phase = one(element, 'phase');
      if (melting !== undefined && boiling !== undefined) expect(boiling, element).toBeGreaterThan(melting);
      if (melting !== undefined && melting > room && phase) expect(phase, element).toBe('Solid');
      if (boiling !== undefined && boiling < room && phase) expect(phase, element).toBe('Gas');
    }
  });

  test('carry the category that their group says', () => {
    const groups: [string, number, number[]][] = [
      ['Alkali_Metal', 1, [1]],
      ['Alkaline_Earth_Metal', 2, []],
      ['Halogen', 17, [117]],
      ['Noble_Gas', 18, [118]],
    ];
    for (const [category, group, exceptions] of groups) {
      const inGroup = elements.filter(
        (row) => position(numberOf(row)).group === group && !exceptions.includes(numberOf(row)),
      );
      expect(elements.filter((row) => all(row, 'category').includes(category)).sort()).toEqual(inGroup.sort());
    }
    const within = (category: string, first: number, last: number): void => {
      const expected = elements.filter((row) => numberOf(row) >= first && numberOf(row) <= last);
      expect(elements.filter((row) => all(row, 'category').includes(category)).sort()).toEqual(expected.sort());
    };
    within('Lanthanide', 57, 71);
    within('Actinide', 89, 103);
    within('Transuranium_Element', 93, 118);
  });

  test('were found during the lives of their discoverers, isolated after being found', () => {
    for (const [found, relation] of [
      ['discoveryYear', 'discoverer'],
      ['isolationYear', 'isolator'],
    ] as const)
      for (const subject of [...elements, ...members('Isotope')])
        for (const person of all(subject, relation)) {
          const year = amount(subject, found);
          if (year === undefined) continue;
          expect(year, `${person} ${subject}`).toBeGreaterThan((amount(person, 'birthYear') ?? -9999) + 15);
          expect(year, `${person} ${subject}`).toBeLessThanOrEqual(amount(person, 'deathYear') ?? 9999);
        }
    const late = (row: string): boolean =>
      (amount(row, 'isolationYear') ?? 9999) >= (amount(row, 'discoveryYear') ?? 0);
    expect(lawful(elements, late)).toEqual([]);
  });
});

describe('isotopes', () => {
  const isotopes = members('Isotope');
  const protons = (isotope: string): number => numberOf(one(isotope, 'element') ?? '');
  const mass = (isotope: string): number => amount(isotope, 'massNumber') ?? Number.NaN;

  test('have a mass number of at least the atomic number, and neutrons for the rest', () => {
    expect(lawful(isotopes, (row) => mass(row) >= protons(row))).toEqual([]);
    expect(lawful(isotopes, (row) => amount(row, 'neutronNumber') === mass(row) - protons(row))).toEqual([]);
  });

  test('are labelled and named with their mass number', () => {
    expect(lawful(isotopes, (row) => row.replace(/m$/, '').endsWith(`_${mass(row)}`))).toEqual([]);
  });

  test('decay if and only if they are not stable', () => {
    const unstable = (row: string): boolean => one(row, 'stable') === 'false';
    expect(lawful(isotopes, (row) => unstable(row) === all(row, 'decayMode').length > 0)).toEqual([]);
    expect(lawful(isotopes, (row) => unstable(row) || !one(row, 'halfLife'))).toEqual([]);
    expect(lawful(isotopes, (row) => unstable(row) || all(row, 'decaysTo').length === 0)).toEqual([]);
  });

  test('turn into what one of their decay modes makes of them', () => {
    const changes: Record<string, [number, number]> = {
      Alpha_Decay: [-2, -4],
      Beta_Minus_Decay: [1, 0],
      Beta_Plus_Decay: [-1, 0],
      Electron_Capture: [-1, 0],
      Isomeric_Transition: [0, 0],
      Double_Beta_Decay: [2, 0],
    };
    for (const isotope of isotopes)
      for (const product of all(isotope, 'decaysTo')) {
        const change = `${protons(product) - protons(isotope)} ${mass(product) - mass(isotope)}`;
        expect(
          all(isotope, 'decayMode').map((mode) => changes[mode]?.join(' ')),
          isotope,
        ).toContain(change);
      }
  });

  test('give the half-life in seconds as in words', () => {
    const units: Record<string, number> = {
      microseconds: 1e-6,
      milliseconds: 1e-3,
      seconds: 1,
      minutes: 60,
      hours: 3600,
      days: 86400,
      years: 31557600,
    };
    const scale: Record<string, number> = { thousand: 1e3, million: 1e6, billion: 1e9, quintillion: 1e18 };
    for (const isotope of isotopes) {
      const [, figure, word, unit] = /^([\d.]+)(?: (\w+))? (\w+)$/.exec(one(isotope, 'halfLife') ?? '') ?? [];
      if (!figure) continue;
      const seconds = Number(figure) * (scale[word ?? ''] ?? 1) * (units[unit ?? ''] ?? Number.NaN);
      const ratio = (amount(isotope, 'halfLifeInSeconds') ?? 0) / seconds;
      expect(Math.abs(ratio - 1), isotope).toBeLessThan(0.01);
    }
  });

  test('keep their mass number modulo four along a decay series', () => {
    const rests: Record<string, number> = {
      Thorium_Series: 0,
      Neptunium_Series: 1,
      Uranium_Series: 2,
      Actinium_Series: 3,
    };
    for (const isotope of isotopes)
      for (const series of all(isotope, 'decaySeries')) expect(mass(isotope) % 4, isotope).toBe(rests[series]);
  });

  test('lead along each decay series from its first isotope to its last', () => {
    for (const series of members('DecaySeries')) {
      const reached = new Set<string>([one(series, 'startsAt') ?? '']);
      for (const isotope of reached) for (const product of all(isotope, 'decaysTo')) reached.add(product);
      const expected = isotopes.filter((row) => all(row, 'decaySeries').includes(series));
      expect(
        expected.filter((row) => !reached.has(row)),
        series,
      ).toEqual([]);
      expect(
        [...reached].filter((row) => !expected.includes(row)),
        series,
      ).toEqual([]);
      expect(all(one(series, 'endsAt') ?? '', 'decaysTo'), series).toEqual([]);
    }
  });
});

describe('compounds, minerals and alloys', () => {
  test('contain exactly the elements of their formula', () => {
    const formulated = [...members('Compound'), ...members('Mineral')].filter((row) => one(row, 'formula'));
    expect(formulated.length).toBeGreaterThan(290);
    for (const row of formulated) {
      const formula = one(row, 'formula') ?? '';
      expect(formula, row).toMatch(/^(?:[A-Z][a-z]?|[(),·\d])+$/);
      expect(all(row, 'contains').sort(), row).toEqual(contents(formula).sort());
    }
  });

  test('weigh what their formula says, with compounds of more than one element', () => {
    for (const row of members('Compound')) {
      const atoms = [...countAtoms(one(row, 'formula') ?? '')];
      const weights = atoms.map(
        ([symbol, count]) => count * (amount(bySymbol.get(symbol) ?? '', 'atomicWeight') ?? NaN),
      );
      const sum = weights.reduce((total, weight) => total + weight, 0);
      expect(Math.abs(sum - (amount(row, 'molarMass') ?? sum)), row).toBeLessThan(0.0501);
      expect(atoms.length, row).toBeGreaterThan(1);
    }
  });

  test('have extracted elements and base metals among their constituents', () => {
    const allowed = ['Monazite Thorium'];
    for (const [className, relation] of [
      ['Mineral', 'extractedElement'],
      ['Alloy', 'baseMetal'],
    ] as const)
      for (const row of members(className))
        for (const element of all(row, relation))
          if (!allowed.includes(`${row} ${element}`)) expect(all(row, 'contains'), row).toContain(element);
    expect(lawful(members('Alloy'), (row) => all(row, 'contains').length > 1)).toEqual([]);
  });
});

describe('people and prizes', () => {
  const people = [...members('Scientist'), ...members('Person')];

  test('are born before they die, and win prizes in between', () => {
    for (const person of people) {
      const birth = amount(person, 'birthYear') ?? -9999;
      const death = amount(person, 'deathYear') ?? 9999;
      expect(birth, person).toBeLessThan(death);
      for (const prize of all(person, 'award')) {
        expect(amount(prize, 'awardYear'), person).toBeGreaterThan(birth + 20);
        expect(amount(prize, 'awardYear'), person).toBeLessThanOrEqual(death);
      }
    }
  });

  test('have no spouse or sibling in themselves', () => {
    expect(lawful(people, (row) => ![...all(row, 'spouse'), ...all(row, 'sibling')].includes(row))).toEqual([]);
  });

  test('are all tied to something they discovered, isolated, or gave a name', () => {
    const tied = (row: string): boolean =>
      ['discovered', 'isolated', 'namesake'].some((relation) => all(row, relation).length > 0);
    expect(lawful(people, tied)).toEqual([]);
  });
});

test('every entity but elements, isotopes and other substances is used by another', () => {
  const classes = [
    ...members('Country'),
    ...members('Field'),
    ...members('Settlement'),
    ...members('Colour'),
    ...members('MythologicalFigure'),
  ];
  expect(lawful(classes, (row) => store.countQuads(null, null, iri(row), null) > 0)).toEqual([]);
});
