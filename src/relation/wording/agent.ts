/** Nouns for who or what stands at the other end of a relation that is said with a participle or a deed. */
import type { Wording } from '../relation.ts';

const deedAgents = new Map(
  Object.entries({
    animation: 'animator',
    art: 'artist',
    choreography: 'choreographer',
    cinematography: 'cinematographer',
    costumes: 'costume designer',
    design: 'designer',
    direction: 'director',
    editing: 'editor',
    engineering: 'engineer',
    illustration: 'illustrator',
    illustrations: 'illustrator',
    lyrics: 'lyricist',
    music: 'composer',
    narration: 'narrator',
    photography: 'photographer',
    production: 'producer',
    screenplay: 'screenwriter',
    story: 'story writer',
    translation: 'translator',
  }),
);

/** The noun for who did a deed: `design` → `designer`; undefined where English has none that is sure. */
export function agentNoun(deed: string): string | undefined {
  return deedAgents.get(deed);
}

const otherEnds = new Map(
  Object.entries({
    'animated by': 'animator',
    'based on': 'source',
    'born in': 'birthplace',
    'built by': 'builder',
    'buried in': 'burial place',
    'buried at': 'burial place',
    'caused by': 'cause',
    'coached by': 'coach',
    'commissioned by': 'commissioner',
    'composed by': 'composer',
    'conducted by': 'conductor',
    'created by': 'creator',
    'designed by': 'designer',
    'developed by': 'developer',
    'directed by': 'director',
    'discovered by': 'discoverer',
    'distributed by': 'distributor',
    'edited by': 'editor',
    'employed by': 'employer',
    'executive produced by': 'executive producer',
    'founded by': 'founder',
    'followed by': 'successor',
    'funded by': 'funder',
    'governed by': 'governor',
    'hosted by': 'host',
    'illustrated by': 'illustrator',
    'influenced by': 'influence',
    'invented by': 'inventor',
    'isolated by': 'isolator',
    'killed by': 'killer',
    'led by': 'leader',
    'located in': 'location',
    'managed by': 'manager',
    'manufactured by': 'manufacturer',
    'married to': 'spouse',
    'named after': 'namesake',
    'narrated by': 'narrator',
    'operated by': 'operator',
    'organised by': 'organiser',
    'organized by': 'organizer',
    'owned by': 'owner',
    'painted by': 'painter',
    'performed by': 'performer',
    'preceded by': 'predecessor',
    'produced by': 'producer',
    'published by': 'publisher',
    'recorded by': 'recording artist',
    'replaced by': 'replacement',
    'succeeded by': 'successor',
    'sponsored by': 'sponsor',
    'taught by': 'teacher',
    'translated by': 'translator',
    'written by': 'writer',
  }),
);

/** The noun phrase for what a participle points at: `directed by` → `director`; undefined where none is sure. */
export function nounOfParticiple(wording: Wording): string | undefined {
  return wording.kind === 'participle' ? otherEnds.get(wording.singular) : undefined;
}
