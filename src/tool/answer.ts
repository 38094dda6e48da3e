/** What an agent hands in as its answer (`submit_answer`): exactly one of the forms, beside free text. */
export interface Answer {
  /** A handle: the whole set is the answer. */
  readonly result?: string;
  readonly entities?: readonly string[];
  readonly values?: readonly string[];
  readonly number?: number;
  readonly boolean?: boolean;
  /** A table: a row an entity, its name first, then a cell for each relation: one name or value, or several. */
  readonly rows?: readonly (readonly (string | readonly string[])[])[];
  readonly none?: true;
  readonly text?: string;
}

export const ANSWER_FORMS = ['result', 'entities', 'values', 'number', 'boolean', 'rows', 'none'] as const;
