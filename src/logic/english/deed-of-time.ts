/** What happened at a time that a relation tells: "was founded" for `founding year`, "died" for `year of death`. */

export interface Deed {
  /** "was founded", "died". */
  past(many: boolean): string;
  /** "was not founded", "did not die". */
  denied(many: boolean): string;
  /** "was she born", around a subject. */
  asked(subject: string): string;
  /** Bare after a noun, as in "films released before 1950"; undefined where it needs its subject. */
  readonly after: string | undefined;
}

/** Nouns of deeds and the participle they are told with; the rest of a longer name follows it. */
const passives: readonly (readonly [RegExp, string])[] = [
  [/^(?:year|date) of birth$|^birth (?:year|date)$/u, 'born'],
  [/^(?:year|date) of publication$|^publication (?:year|date)$/u, 'published'],
  [/^(?:year|date) of release$|^release (?:year|date)$/u, 'released'],
  [/^(?:year|date) of (?:foundation|founding)$|^found(?:ing|ation) (?:year|date)$|^(?:year|date) founded$/u, 'founded'],
  [/^(?:year|date) of discovery$|^discovery (?:year|date)$/u, 'discovered'],
  [/^(?:year|date) of first isolation$/u, 'first isolated'],
  [/^award year$/u, 'awarded'],
  [/^(?:year|date) of admission to (.+)$/u, 'admitted to $1'],
];
const actives: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:year|date) of death$|^death (?:year|date)$/u, 'died', 'die'],
  [/^(?:year|date) of independence$|^independence (?:year|date)$/u, 'became independent', 'become independent'],
];

/** The deed for the wording of a relation to times; undefined where its noun tells none. */
export function deedOfTime(wording: string): Deed | undefined {
  const passive = passives.find(([noun]) => noun.test(wording));
  if (passive !== undefined) {
    const participle = wording.replace(...passive);
    const be = (many: boolean): string => (many ? 'were' : 'was');
    return {
      past: (many) => `${be(many)} ${participle}`,
      denied: (many) => `${be(many)} not ${participle}`,
      asked: (subject) => `was ${subject} ${participle}`,
      after: participle,
    };
  }
  const active = actives.find(([noun]) => noun.test(wording));
  if (active === undefined) return undefined;
  const [, past, base] = active;
  return {
    past: () => past,
    denied: () => `did not ${base}`,
    asked: (subject) => `did ${subject} ${base}`,
    after: undefined,
  };
}
