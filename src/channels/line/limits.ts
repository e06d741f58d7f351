/** What LINE refuses (facts/channels.md 1.11), and how words are cut so that it doesn't. */

export const LIMITS = {
  messages: 5,
  /** UTF-16 units. */
  text: 5000,
  altText: 400,
  quickReplies: 13,
  /** Grapheme clusters. */
  quickReplyLabel: 20,
  buttonLabel: 40,
  /** UTF-16 units, the strictest way to count "characters". */
  data: 300,
  displayText: 300,
  uri: 1000,
  /** LINE says 30 KB and 50 KB of JSON; a little is left for another way of counting. */
  bubbleBytes: 28_000,
  carouselBytes: 48_000,
  carouselBubbles: 12,
} as const;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Without what no screen shows: half surrogates, control characters, space around. */
export const cleaned = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim();

/** LINE refuses a text in which nothing can be seen. */
export const isBlank = (text: string): boolean => !/[^\s\p{C}\p{Z}\p{M}]/u.test(text);

export const graphemeCount = (text: string): number => [...graphemes.segment(text)].length;

/** At most so many graphemes and UTF-16 units, with `…` where something is missing; never half a character. */
export function shortened(text: string, maxGraphemes: number, maxUnits = maxGraphemes * 16): string {
  let units = 0;
  let count = 0;
  let room = 0;
  for (const { segment } of graphemes.segment(text)) {
    units += segment.length;
    count += 1;
    if (count > maxGraphemes || units > maxUnits) return `${text.slice(0, room)}…`;
    if (count < maxGraphemes && units < maxUnits) room = units;
  }
  return text;
}

/** Pieces of at most `limit` UTF-16 units, cut at a line's end where there is one near, else between characters. */
export function split(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = cutAt(rest, limit);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest].map((piece) => piece.trim()).filter((piece) => !isBlank(piece));
}

function cutAt(text: string, limit: number): number {
  const afterLine = text.lastIndexOf('\n', limit - 1) + 1;
  if (afterLine > limit / 2) return afterLine;
  const character = graphemes.segment(text.slice(0, limit + 64)).containing(limit)?.index ?? 0;
  if (character > 0) return character;
  return /[\uDC00-\uDFFF]/.test(text.charAt(limit)) ? limit - 1 : limit;
}

const utf8 = new TextEncoder();

/** How long a value is as JSON. */
export const jsonBytes = (value: unknown): number => utf8.encode(JSON.stringify(value)).length;
