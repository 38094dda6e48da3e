/** Questions for a yes or no: "Is Paris the capital of France?", "Does Spain border France?" */
import type { Formula } from '../formula.ts';
import { askedDeed } from './clause.ts';
import { nounOf } from './noun.ts';
import { nameOf } from './owner.ts';
import { sayStep } from './step.ts';
import { classOf, type Voice } from './voice.ts';

/** Beyond this many characters one no longer asks "Do the … include …?" around them. */
const SHORT = 50;

export function askAmong(entity: string, set: Formula, voice: Voice): string {
  const reference = classOf(set, voice);
  const name = nameOf(entity, reference, voice);
  const direct = directWays(name, set, voice);
  const { one, many, single, head } = voice.describe(set);
  if (!head.telling) {
    if (direct.length > 0) return voice.choose(direct);
    return voice.choose([
      `Is ${name} ${single ? `the ${one}` : `one of the ${many}`}?`,
      `Is it true that ${name} is ${single ? `the ${one}` : `one of the ${many}`}?`,
    ]);
  }
  if (single) return voice.choose([`Is ${name} the ${one}?`, `Is it true that ${name} is the ${one}?`, ...direct]);
  const short = many.length <= SHORT && !many.includes(' include');
  const include = short ? [`Do the ${many} include ${name}?`] : [];
  return voice.choose([`Is ${name} one of the ${many}?`, `Is ${name} among the ${many}?`, ...include, ...direct]);
}

/** "Did Kubrick direct The Shining?", "Is it true that Spain borders France?"; none where the members do nothing. */
function directWays(name: string, set: Formula, voice: Voice): string[] {
  if (!('relation' in set)) return [];
  const { clause, reading, owner } = sayStep(set, nounOf(classOf(set, voice)), voice, 'noun');
  const { wording, forward } = reading;
  if (forward) {
    const asked = owner.named ? clause.asked?.(false) : undefined;
    // "Does the Danube flow through France?"
    return asked === undefined ? [] : [`${asked.charAt(0).toUpperCase()}${asked.slice(1)} ${name}?`];
  }
  const said = clause.verb?.({ many: false, negated: false });
  if (said === undefined) return [];
  const whether = `Is it true that ${name} ${said}?`;
  const asked = wording.kind === 'noun' ? undefined : askedDeed(wording, name)?.(false);
  if (asked === undefined) return [whether];
  return [`${asked.charAt(0).toUpperCase()}${asked.slice(1)} ${owner.some}?`, whether];
}
