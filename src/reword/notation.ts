/** The exact notation as a model is taught it: every rule of `logic/exact.ts`, with examples of a world of its own. */

export const RULES = `A sentence is one of
  Which are SET?
  How many are SET?
  Is "NAME" among SET?
  What are [RELATION], [RELATION] of each of SET?
and a SET is one of
  "NAME"                                          the thing itself
  the [RELATION] of SET                           what the things in SET have as RELATION
  those whose [RELATION] is in SET                the other way round: what has things in SET as RELATION
  members of [CLASS]                              all things of a class
  (SET and SET and not SET)                       in all of these, and not in those after "not"; two or more parts
  (SET or SET)                                    in at least one of these; two or more parts
  those of SET with [RELATION] COMPARISON "VALUE"^^"DATATYPE"   COMPARISON: below, at most, equal to, at least, above
  the N largest by [RELATION] of SET              N in digits; or: smallest. The latest year is the largest one`;

/** Questions with their sentences. */
export const EXAMPLES: readonly (readonly [string, string])[] = [
  ['Who runs the Blue Bakery?', 'Which are the [owner] of "Blue Bakery"?'],
  ['What does Ann Pell own?', 'Which are those whose [owner] is in "Ann Pell"?'],
  [
    'Which shops in the street of the Blue Bakery does Ann Pell not own?',
    'Which are (those whose [street] is in the [street] of "Blue Bakery" and not those whose [owner] is in "Ann Pell")?',
  ],
  [
    'How many shops are in Mill Lane or Oak Road?',
    'How many are (those whose [street] is in "Mill Lane" or those whose [street] is in "Oak Road")?',
  ],
  [
    'Which of the shops owned by Ann Pell opened after 1990?',
    'Which are those of those whose [owner] is in "Ann Pell" with [opening year] above "1990"^^"http://www.w3.org/2001/XMLSchema#gYear"?',
  ],
  [
    'Which two shops in Mill Lane opened first?',
    'Which are the 2 smallest by [opening year] of those whose [street] is in "Mill Lane"?',
  ],
  [
    'Who owns each shop in Mill Lane, and when did it open?',
    'What are [owner], [opening year] of each of those whose [street] is in "Mill Lane"?',
  ],
  ['Does Ann Pell own the Blue Bakery?', 'Is "Ann Pell" among the [owner] of "Blue Bakery"?'],
];
