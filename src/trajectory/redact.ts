/** Takes secrets out of an event before it is hashed and written. */
import type { Event } from './record.ts';
import { mayHoldSecret, SECRETS, type SecretKind } from './secrets.ts';
import type { Trajectory } from './trajectory.ts';

export interface Redactor {
  /** Whether the JSON text of an event may hold a secret: quick, and never wrongly "no". */
  suspects(json: string): boolean;
  /** The event with a placeholder for each secret, and how many there are; the event itself where there is none. */
  clean(event: Event): { readonly event: Event; readonly redacted: number };
}

const PLACEHOLDER = /\[redacted:[a-z0-9-]{1,40}\]/;

/** Whether a text is what stands in the place of a secret, or contains it. */
export function isRedacted(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** In words, which records of a trajectory had secrets taken out; undefined where none had. Nothing about them can be proven. */
export function redactedIn({ task, calls, answer }: Trajectory): string | undefined {
  const cleaned = [task, ...calls, answer].filter((record) => record?.redacted !== undefined);
  if (cleaned.length === 0) return undefined;
  const seqs = cleaned.map((record) => record?.seq);
  const listed = `${seqs.slice(0, 5).join(', ')}${seqs.length > 5 ? ', …' : ''}`;
  return `secrets were taken out of record ${listed} before it was written, so what was said there is not known`;
}

/** What the program itself put into an event; it is left alone everywhere but in what a client sent. */
const OWN = new Set(['type', 'status', 'kind', 'datatype', 'digest', 'toolset', 'versions', 'order', 'is']);
/** What a client sent: names in it may be anything. */
const SENT = new Set(['arguments', 'answer']);

/** @param more kinds that an operator adds to the built-in ones; whoever writes them answers for their running time */
export function createRedactor(more: readonly SecretKind[] = []): Redactor {
  const kinds = [...SECRETS, ...more];
  return {
    suspects: (json) => more.length > 0 || mayHoldSecret(json),
    clean(event) {
      let redacted = 0;
      const cleanText = (text: string): string => {
        let cleaned = text;
        for (const { kind, pattern } of kinds) {
          cleaned = cleaned.replace(pattern, (found) => {
            if (found === '') return found;
            redacted += 1;
            return `[redacted:${kind}]`;
          });
        }
        return cleaned;
      };
      const cleaned = cleanValue(event, cleanText, false) as Event;
      return redacted === 0 ? { event, redacted } : { event: cleaned, redacted };
    },
  };
}

function cleanValue(value: unknown, clean: (text: string) => string, sent: boolean): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => cleanValue(one, clean, sent));
  const members = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (!sent && OWN.has(name)) return [name, member];
    return [sent ? clean(name) : name, cleanValue(member, clean, sent || SENT.has(name))];
  });
  // Not by assignment: a client may name a member "__proto__".
  return Object.fromEntries(members);
}
