/** Whom an invoice is made out to, in English: what introduces the title, then the title with its own capitals. */

/** Ends the name of a company; a comma may stand before it. */
const LEGAL = '(?:Ltd|Inc|LLC|LLP|Limited|Corp|PLC|Pte|Pty|GmbH)';
const NAME = new RegExp(
  `(?:[A-Z][\\w\\p{L}'’&.-]*|\\d+[A-Z]\\w*)(?: (?:[A-Z&][\\w\\p{L}'’&.-]*|\\([A-Z][\\p{L} ]+\\)|of|and|&|the|de|\\d+)){0,8}(?:, ${LEGAL}\\b\\.?(?: ${LEGAL}\\b\\.?)?)?`,
  'uy',
);
/** Case counts in the name and not in what stands before it: two expressions, one after the other. */
const MARKERS: readonly RegExp[] = [
  /\b(?:made out to|make (?:it|the invoice) out to|issued? (?:it |the (?:invoice|receipt|fapiao) )?(?:to|for|under)|addressed to|in the name of|under(?: the name(?: of)?)?|bill(?:ed|ing)? (?:it )?to|bill my (?:company|business|firm|shop|employer)|(?:receipt|invoice|bill|fapiao) (?:name|heading|header|head|recipient|line|title)(?: is| should be| to| as)?|should be headed|(?:title|name|heading|header|payer)(?: \w+){1,4}(?=:)|(?:heading|header)(?: is| should be| to)?|titled?(?: is| it| should be| to| as| of)?|(?:should|must|has to|needs to|ought to) (?:be|read|say|show|go)(?: made out to| addressed to| to)?|(?:company|business|firm|entity|employer|payer|payee|buyer|purchaser|client|customer)(?:['’]s)?(?: name)?(?: is|:| -|,| \(|(?<=(?:our|my) \w+)(?= [A-Z]))|name(?: is|:| to|,|(?= [A-Z]))|called|tai ?tou(?: is)?|(?:invoice|receipt|fapiao) to|out to)(?![a-z])/gi,
  /\b(?:for|to)(?= )/gi,
];
/** Between the two: as, just me, our company, Mr. */
const FILLER =
  /(?:[ ,:(–-]|["“'‘]|(?:my|our) [a-z]+,|(?:just|only|simply|me|myself|us|is|as|to|be|in|for|our|my|own|your customer|its|full|legal|the (?=[a-z])|the name of|name|company|firm|business|shop|school|employer|client|please|Mr|Mrs|Ms|Miss)\b\.?)*/y;
const OTHERS: readonly RegExp[] = [
  new RegExp(
    `(${NAME.source})(?=,? (?:(?:and )?(?:our |its |the )?(?:tax|VAT|company|business) (?:id|ID|number|no|reg)|UBN|GUI|统编|税号))`,
    'u',
  ),
  new RegExp(
    `(${NAME.source})(?= (?:on|at the top of|as (?:the )?\\w+ (?:of|on)) (?:the|my|our|that|this|your) (?:\\w+ )?(?:invoice|receipt|fapiao))`,
    'u',
  ),
  /["“]([^"”]{2,50})["”]/,
  /\b((?:[A-Z&][\w'&.-]* ){1,5}(?:Ltd|LLC|Inc|GmbH|Limited|Corp|Co|PLC|Pty|LLP|Company|Trading|Studio|Group|Partners|Foundation|Association|Clinic|School|Services)\b\.?(?:,? Ltd\b\.?)?)/,
];
const NO_TITLE =
  /^(?:my|a|an|me|vat|gst|i|may|june?|july?|april|apr|march|mar|january|jan|february|feb|august|aug|sept?|september|october|oct|november|nov|december|dec|roc|q[1-4]|tax|please|pls|invoice|fapiao|receipt|mr|mrs|ms|account|acct|ubn|gui|taiwan|china|mainland|not|put|send|issue|reissue)\b/i;

/** A full stop that ends the sentence and not the abbreviation: Foo School Ltd. Account 12; but Foo Co., Ltd. */
export function withoutStop(name: string, after: string): string {
  if (!name.endsWith('.')) return name;
  const abbreviates = /\b(?:Ltd|Inc|Co|Corp|Jr|Sr|[A-Z])\.$/.test(name);
  const closes = /\bLtd\.$/.test(name) && (after === '' || /^ +[A-Z]/.test(after));
  return abbreviates && (!closes || /\.[,. ]/.test(name.slice(0, -1))) ? name : name.slice(0, -1);
}

const trimmed = (title: string, after: string) =>
  withoutStop(
    title
      .replace(/^(?:(?:Put|Use|Have|Mr|Mrs|Ms|Miss)\b\.? )+/, '')
      .replace(/ (?:of|and|the|&)$/, '')
      .replace(/,$/, '')
      .replace(/(?<!\b(?:Co|Pte|Pty|St|Dr|Bros|Mr|Mrs|Ms|[A-Z]))\. [A-Z].*$/, ''),
    after,
  ).trim();

const fits = (title: string) => title.length >= 2 && !NO_TITLE.test(title);

function marked(text: string, marker: RegExp): string | null {
  for (const match of text.matchAll(marker)) {
    FILLER.lastIndex = match.index + match[0].length;
    const at = FILLER.lastIndex + (FILLER.exec(text)?.[0].length ?? 0);
    NAME.lastIndex = at;
    const found = NAME.exec(text)?.[0] ?? '';
    const title = trimmed(found, text.slice(at + found.length));
    if (fits(title)) return title;
  }
  return null;
}

export function englishTitle(text: string): string | null {
  const [plain, loose] = MARKERS;
  const first = plain === undefined ? null : marked(text, plain);
  if (first !== null) return first;
  for (const pattern of OTHERS) {
    const match = pattern.exec(text);
    const found = match?.[1] ?? '';
    const title = trimmed(found, match === null ? '' : text.slice(match.index + match[0].length));
    if (fits(title)) return title;
  }
  return loose === undefined ? null : marked(text, loose);
}
