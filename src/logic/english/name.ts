/** Names in a sentence: "the Danube", "the United States", but "France" and "Lake Victoria". */

/** Classes whose members mostly bear the article. */
const ARTICLE_CLASSES = /\b(?:river|body of water|award|prize|currency)$/u;
/** Classes of works and people: their titles and names stay as they are, whatever they look like. */
const NAMED_AS_IS =
  /\b(?:actor|artist|author|book|celebrity|character|comic|composer|director|film|human|nominee|novel|person|play|program|song|story|winner|work|writer)$/u;

const ARTICLE_NAMES = new RegExp(
  [
    '(?:African|Arab|Czech|Dominican|Central African|French|Soviet|European|Russian|Swiss|Kyrgyz|Slovak|Lao|Syrian) (?:Republic|Union|League|Federation|Emirates)',
    'United (?:Arab|Kingdom|Nations|Provinces|States)\\b.*',
    '(?:Bahamas|Balkans|Caribbean|Comoros|Gambia|Hague|Maldives|Middle East|Netherlands|Philippines|Seychelles|Vatican|Sun|Moon|Earth)',
    '(?:Democratic )?Republic of .*',
    '.* (?:Archipelago|Basin|Canal|Channel|Desert|Games|Gulf|Islands|Isles|Mountains|Ocean|Olympics|Peninsula|Republic|Sea|Strait)',
    '(?:Bay|Gulf|Isle|Kingdom|Sea|Strait|Straits) of .*',
    '(?:.* )?(?:University|Institute|College|School|Academy|Museum|Library|House|Bank) (?:of|for) .*',
    '(?:Council|Organi[sz]ation|Association|Community|Union|League|Group|Cooperation|Commonwealth|Conference|Forum|Society) (?:of|for|on) .*',
    '.* (?:Alliance|Association|Community|Commission|Council|Fund|Initiative|Organi[sz]ation|Forum|Union|League|Society|System)(?: (?:of|for|on) .*)?',
    '.* (?:Award|Prize|Medal)(?: (?:for|in|of) .*)?',
    '.* (?:dollar|euro|franc|krona|krone|peso|pound|rand|real|rouble|ruble|rupee|shilling|yen|yuan)',
    '.* (?:languages|series)',
    '[a-z]-block',
    '\\d{4} .* (?:Draft|Festival|Olympics|Awards|Season)',
  ].join('|'),
  'u',
);
const WHOLE = new RegExp(`^(?:${ARTICLE_NAMES.source})$`, 'u');

/** Mountains of the Alps with German names. */
const ALPINE = /^(?:Eiger|Jungfrau|Mönch|Watzmann|[A-Z]\p{L}*(?:horn|glockner|spitze))$/u;

/** A name as it stands in a sentence, after "of" or before a verb; `noun`: what kind of thing it is, where that is known. */
export function nameInSentence(name: string, noun: string | undefined): string {
  const bare = name.replace(/ \([^()]*\)$/u, '');
  if (/^(?:the|a|an|la|le|les|el|los|il|der|die|das|l'|1st|2nd)\b/iu.test(bare)) return name;
  if (noun !== undefined && NAMED_AS_IS.test(noun)) return name;
  if (noun === 'mountain' && ALPINE.test(bare)) return `the ${name}`;
  const known = noun !== undefined && ARTICLE_CLASSES.test(noun) && !/^(?:Lac|Lago|Lake|Loch|Lough)\b/u.test(bare);
  return known || WHOLE.test(bare) ? `the ${name}` : name;
}
