/** Headings under which the help of a verb lists what it shares with other verbs. */

/** Its own options: the heading that commander gives to all that have none. */
export const OWN = 'Options:';
export const ENDPOINT = 'An endpoint:';
