/** English addresses: a run of parts (a room, a building, a number and its street, a district, a city), in whatever order. */

/** In either case, where the case of the rest counts; (?i:…) is forgotten by V8 when it compiles a pattern again. */
const said = (words: string): string =>
  `(?:${words.replace(/\\.|\[[^\]]*\]|[a-z]/g, (sign) => (sign.length > 1 ? sign : `[${sign}${sign.toUpperCase()}]`))})`;

const ROAD = said(
  'street|st|road|rd|lane|ln|avenue|ave|drive|dr|boulevard|blvd|highway|hwy|expressway|crescent|cres|terrace|parade|alley|court|ct|close|grove|row|mews|quay|wharf|walk|embankment|promenade|circle',
);
/** Kinds that are names of people too: beside a number only. */
const PINYIN = said('lu|jie|dadao|xiang');
/** Kinds that are words of every day too: with a capital only. */
const SITE =
  '(?:Place|Pl|Way|Path|Residences?|Hill|Gardens?|Park|View|Green|Rise|Yard|Heights|Bridge|Market|Plaza|Square|Sq|Estate|House|Towers?|Village|Steps|Cottages?|Farm|Farmhouse|Lodge|Villas?|Manor|Barn|Bungalow|Hutong|Enclave)';
/** What is a place only beside a number, a room or a street. */
const HALL =
  '(?:Residences?|Mansions?|Apartments?|Complex|Cent(?:re|er)|City|Community|Compound|Mall|Hotel|Hostel|School|Kindergarten|College|University|Hospital|Clinic|Temple|Church|Station|Campus|Zone|Building|Dormitory|Dorm|Club|Factory)';
/** Words of sentences, which are in no name. */
const NO_NAME = `(?!${said(`i|i'm|im|there's|that's|what's|here's|who's|we|we're|you|he|she|it|it's|they|the|an?|my|our|your|his|her|this|that|these|those|there|here|is|are|was|were|am|be|been|has|have|had|having|will|would|can|could|should|does|did|do|don't|won't|may|might|must|at|on|in|of|to|for|from|by|with|without|near|behind|outside|inside|around|since|until|till|and|or|but|so|if|as|because|when|where|why|what|how|who|any|some|all|both|no|not|none|still|just|only|again|now|then|about|into|onto|over|under|off|out|up|down|please|pls|plz|thanks|thank|hi|hello|hey|dear|call|tel|phone|ph|ring|text|contact|mobile|name|account|acct|power|supply|electricity|electric|lights?|lost|hurry|help|send|come|need|wants?|put|get|new(?! [A-Z])|whole|entire|every|each|last|next|half|hours?|days?|minutes?|mins?|weeks?|months?|years?|am|pm|kw|kilowatts?|kva|yuan|rmb|houses?|times?|people|units?|more|bills?|stars?|rooms?|floors?|kids?|per|percent|today|tomorrow|tonight|yesterday|sir|madam|address|complaint|report|number|between|during|before|after|planned|let|jan|feb|mar|apr|june?|july?|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|blackout|outage|reconnect|restore|connect|close|cancel|transfer|move|fix|repair|check|test|bought|sold|selling|heard|rent|live|notice|amps?|phase|workshop|cafe`)}(?![\\p{L}'’]))`;
const CAPITAL = `${NO_NAME}(?:[A-Z]\\p{L}{0,3}\\.|[A-Z][\\p{L}'’-]*)`;
const ORDINAL = '\\d{1,2}(?:st|nd|rd|th)';
const ANY = `${NO_NAME}(?:\\p{L}{1,4}\\.|\\p{L}[\\p{L}'’-]*|${ORDINAL}|[Nn]o\\. ?\\d{1,2})`;
/** 12, 12a, 6-3, 5/88, B2-117. */
const ID =
  '(?:\\d{1,2}/[Ff]|\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,5}[A-Za-z]?){0,2}|[A-Za-z]{1,2}\\d{1,4}(?:-\\d{1,5})?|[A-Za-z])(?![\\w])';
const SECTION = said(' ?,? (?:section|sec\\.?) ?\\d{1,2}(?!\\w)');
const DIRECTION = `(?: (?:[NSEW]|${said('north|south|east|west|central')})(?!\\w))`;

/** Pine Street Bakery is nobody's address. */
const NO_FIRM =
  '(?! (?!(?:Blk|Block|Flat|Unit|Room|Rm|Apt|Bldg|Building|Tower|No|Lane|Alley|Sec|Section|Shop|Gate|Phase|I|We|My)(?![a-z]))[A-Z&])';

type Kind = 'unit' | 'lane' | 'number' | 'street' | 'name' | 'hall' | 'area';
interface Part {
  readonly kind: Kind;
  readonly words: RegExp;
  /** What stands before it; null where anything may, and nothing. */
  readonly behind: readonly Kind[] | null;
  readonly comma?: true;
}
const part = (kind: Kind, words: string, behind: Part['behind'] = null, comma?: true): Part => ({
  kind,
  words: new RegExp(`${words}(?![\\p{L}\\d])\\.?`, 'uy'),
  behind,
  ...(comma && { comma }),
});
/** 18 kW and 3 hours are no houses. */
const HOUSE = '\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4}[A-Za-z]?){0,2} ';
const PARTS: readonly Part[] = [
  part(
    'unit',
    `${said(`flat|apt|apartment|unit|room|rm|suite|block|blk|building|bldg|tower|villa|house|hall|shop|stall|kiosk|office|plot|lot|phase|basement|level|floor|flr?|gate|exit|door|entrance|parking (?:space|bay|spot|lot)|bay|warehouse|stairwell`)}\\.? ?(?:${said(`no\\.?|number`)} ?)?#?${ID}`,
  ),
  part(
    'unit',
    `${said(`${ORDINAL} floor|\\d{1,2}/?f(?:-\\d{1,2})?|g/f|ground floor|basement`)}|B\\d|[A-Z]-?\\d{2,4}(?=, [A-Z])|#\\d{1,5}[A-Za-z]?(?:-\\d{1,5}[A-Za-z]?)?`,
  ),
  part('lane', `${said(`lane|ln|alley|aly|section|sec`)}\\.? ?\\d{1,4}`),
  part('number', `${said(`no|h\\. ?no|house no`)}\\.? ?#?\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4})?(?! ${ROAD}(?! ?\\d))`),
  part('number', `\\d{1,4}(?:-\\d{1,3})?(?=,? ${said(`lane|alley|section|sec`)}\\b)`),
  part('street', `${HOUSE}(?:${said('the')} \\p{L}+|${said(`jalan|jln|lorong|hutong`)} \\p{L}+(?: ${ANY})?)`),
  part(
    'street',
    `${HOUSE}(?:${ANY} ){1,4}?(?:${ROAD}|${PINYIN}|${SITE})(?![\\p{L}])\\.?(?: (?:${ORDINAL} )?(?:${ROAD}|${SITE})(?![\\p{L}]))?${DIRECTION}?${SECTION}?`,
  ),
  part(
    'street',
    `(?:${ANY} ){1,4}?${ROAD}(?!\\p{L})\\.?(?: \\d{1,4}[A-Za-z]?(?![-\\w]| ?${said(`k|units?|hours?`)}))?${SECTION}?`,
    ['unit', 'lane', 'number'],
  ),
  part(
    'hall',
    `(?:(?:${CAPITAL}|${ORDINAL}) ){1,4}?(?:Industrial|Science|Technology|Business|Development|Software|Logistics) (?:Park|Zone|Estate|Centre|Center)`,
  ),
  part('hall', `(?:${CAPITAL} ){1,4}?${HALL}(?: (?:${HALL}|dormitory|dorm|campus))?`),
  part(
    'name',
    `(?:${CAPITAL} ){1,4}?(?:${ROAD}|${SITE})(?!\\p{L})\\.?(?: (?:${ROAD}|${SITE})(?!\\p{L}))?${DIRECTION}?(?: \\d{1,4}[A-Za-z]?(?![-\\w]| ?${said(`k|units?|hours?`)}))?${SECTION}?${NO_FIRM}`,
  ),
  part('area', `(?:${said(`village|taman|jalan`)} ${CAPITAL}(?: \\d{1,4})?)`),
  part('area', `${NO_NAME}\\p{L}+(?=,? ${said(`no`)}\\.? ?\\d)`, ['lane']),
  part('area', `(?:${CAPITAL} ){1,3}(?:District|Dist\\.|County|Township|Town|City|Province|Village)`),
  part(
    'area',
    `${CAPITAL}(?: ${CAPITAL}){0,2}(?=$|[,;.!?)]| \\p{Ll}| \\d| [-–—])`,
    ['unit', 'lane', 'number', 'street', 'name', 'hall', 'area'],
    true,
  ),
];
const BETWEEN = /(?:,| -| ?\/)? ?(?:of )?/y;
const GOES_BEHIND = / (?:clubhouse|car park|annexe|guardhouse)\b/y;

interface Run {
  readonly end: number;
  readonly kinds: readonly Kind[];
}

/** The parts one behind the other from a place in the text on. */
function runFrom(text: string, start: number): Run {
  const kinds: Kind[] = [];
  let end = start;
  let at = start;
  let comma = false;
  for (let round = 0; round < 10; round += 1) {
    const last = kinds.at(-1);
    let longest = 0;
    let found: Kind | null = null;
    for (const { kind, words, behind, comma: needed } of PARTS) {
      if (behind !== null && (last === undefined || !behind.includes(last))) continue;
      if (needed && !comma) continue;
      words.lastIndex = at;
      const length = words.exec(text)?.[0].length ?? 0;
      if (length > longest) [longest, found] = [length, kind];
    }
    if (found === null) break;
    kinds.push(found);
    end = at + longest;
    BETWEEN.lastIndex = end;
    const between = BETWEEN.exec(text)?.[0] ?? '';
    if (between === '') break;
    comma = between.includes(',');
    at = end + between.length;
  }
  GOES_BEHIND.lastIndex = end;
  return { end: end + (GOES_BEHIND.exec(text)?.[0].length ?? 0), kinds };
}

/** A street with its number, a road's or a house's own name, a room or a lane of something named. */
const isPlace = ({ kinds }: Run): boolean =>
  kinds.some((kind) => kind === 'street' || kind === 'name') ||
  (kinds.length > 1 && kinds.some((kind) => kind === 'hall' || kind === 'area')) ||
  (kinds.includes('lane') && kinds.includes('number'));

const WORD = /(?<![\p{L}\d/#'’-])[\p{L}\d#]/gu;

/** The first address of an English text, as it was written. */
export function englishPlaceIn(text: string): string | null {
  for (const { index } of text.matchAll(WORD)) {
    const run = runFrom(text, index);
    if (!isPlace(run)) continue;
    const place = text.slice(index, run.end);
    // 52 Heping W. Rd. ought to: the full stop is the abbreviation's.
    const shortened = /\b(?:Rd|St|Ave|Ln|Dr|Blvd|Sec)\.$/.test(place) && /^ \p{Ll}/u.test(text.slice(run.end));
    return shortened ? place : place.replace(/[.,\s]+$/, '');
  }
  return null;
}
