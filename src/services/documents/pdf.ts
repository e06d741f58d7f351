/** PDF (ISO 32000): refuses what is locked or does things by itself, and blanks what says who made it, when and where. */

import { ascii, type Cleaned, cleaned, startsWith, unfit } from './cleaned.ts';
import { blankJpeg, isJpeg } from './jpeg.ts';

/** At the very start: readers look further, which is how a file can be a PDF and something else. */
export const isPdf = (bytes: Uint8Array): boolean => startsWith(bytes, ascii('%PDF-'));

const DAMAGED = 'is a damaged or incomplete PDF';
/** Scripts, programs and files inside. An action at opening is only refused for what it runs: most just show a page. */
const ACTIVE = /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)(?![\w-])/;
const LOCKED = /\/Encrypt(?![\w-])/;
/** What of the file a signature covers: from 0 to `a`, and `c` bytes from `b` on; between them stands the signature. */
const SIGNED = /\/ByteRange\s*\[\s*(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s*\]/g;
/** How far from the end the mark of the end may stand (ISO 32000-1, implementation note 18). */
const TAIL = 1024;
const END = '%%EOF';

/** A stream's bytes and the text before it, back to the end of the stream before. */
interface Stream {
  readonly dictionary: string;
  readonly from: number;
  readonly to: number;
}

interface Parts {
  /** Everything but streams: dictionaries, tables of places, comments. `at` is where the text stands in the file. */
  readonly texts: readonly { readonly at: number; readonly text: string }[];
  readonly streams: readonly Stream[];
}

/**
 * Every byte keeps its place, since the file points into itself by offsets: values become spaces or zeros of the same length.
 * What stands in compressed streams (an Info dictionary or XMP packet of some writers) can be neither found nor blanked here, and
 * an active part that hides in one is not seen. A digitally signed file stays as it is: one changed byte would break the
 * signature that makes it a proof; where something was added behind what is signed, it is cleaned.
 */
export function cleanPdf(given: Uint8Array): Cleaned {
  const end = endOf(given);
  if (end === null) return unfit(DAMAGED);
  const bytes = given.slice(0, end);
  const parts = partsOf(bytes);
  if (!parts) return unfit(DAMAGED);
  const { texts, streams } = parts;
  // A name may be written with its letters as numbers: `/J#53` is `/JS`.
  const said = texts.map(({ text }) =>
    text.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  if (said.some((text) => LOCKED.test(text))) return unfit('is a PDF with a password or restrictions');
  if (said.some((text) => ACTIVE.test(text))) return unfit('is a PDF with scripts, programs or files in it');
  if (said.some((text) => isSigned(text, bytes.length))) return cleaned(bytes);
  if (!blankInformation(bytes, texts)) return unfit(DAMAGED);
  for (const { dictionary, from, to } of streams) {
    const content = bytes.subarray(from, to);
    if (isJpeg(content)) blankJpeg(content);
    else if (startsWith(content, XMP) || (/\/Type\s*\/Metadata\b/.test(dictionary) && !/\/Filter\b/.test(dictionary)))
      content.fill(SPACE);
  }
  return cleaned(bytes);
}

/** Anybody can write the word: only numbers that cover this very file to its end are those of its signature. */
const isSigned = (text: string, length: number): boolean =>
  [...text.matchAll(SIGNED)].some(
    ([, start, a, b, c]) => Number(start) === 0 && Number(a) < Number(b) && Number(b) + Number(c) === length,
  );

/** Behind the last mark of the end, and a line's end if one follows; null when the file is cut off. */
function endOf(bytes: Uint8Array): number | null {
  const from = Math.max(0, bytes.length - TAIL);
  const at = latin(bytes.subarray(from)).lastIndexOf(END);
  if (at < 0) return null;
  const end = from + at + END.length;
  const line = startsWith(bytes, [CR, LF], end) ? 2 : bytes[end] === LF || bytes[end] === CR ? 1 : 0;
  return end + line;
}

/** null when a stream does not end. */
function partsOf(bytes: Uint8Array): Parts | null {
  const texts: { at: number; text: string }[] = [];
  const streams: Stream[] = [];
  for (let at = 0; ; ) {
    const opening = nextStream(bytes, at);
    const text = latin(bytes.subarray(at, opening ?? bytes.length));
    texts.push({ at, text });
    if (opening === null) return { texts, streams };
    const from = opening + (startsWith(bytes, [CR, LF], opening + STREAM.length) ? 2 : 1) + STREAM.length;
    const dictionary = text.slice(text.lastIndexOf(' obj') + 1);
    const told = /\/Length\s+(\d+)(?!\d|\s+\d+\s+R)/.exec(dictionary)?.[1];
    const to = endOfStream(bytes, from, told === undefined ? null : Number(told));
    if (to === null) return null;
    streams.push({ dictionary, from, to });
    at = to;
  }
}

/** Where the next `stream` stands that follows a dictionary and opens a line. */
function nextStream(bytes: Uint8Array, start: number): number | null {
  for (let at = find(bytes, STREAM, start); at !== null; at = find(bytes, STREAM, at + 1)) {
    const after = bytes[at + STREAM.length];
    let before = at - 1;
    while (before > 0 && (bytes[before] ?? SPACE) <= SPACE) before -= 1;
    if ((after === CR || after === LF) && bytes[before] === CLOSING && bytes[before - 1] === CLOSING) return at;
  }
  return null;
}

/** By the length told if the stream does end there, else where it is said to end. */
function endOfStream(bytes: Uint8Array, from: number, told: number | null): number | null {
  if (told !== null) {
    let at = from + told;
    while (at < from + told + 3 && (bytes[at] ?? 0xff) <= SPACE) at += 1;
    if (startsWith(bytes, ENDSTREAM, at)) return from + told;
  }
  return find(bytes, ENDSTREAM, from);
}

/** Every string of the Info dictionaries that a trailer names, old ones of earlier savings included. False: one cannot be read. */
function blankInformation(bytes: Uint8Array, texts: Parts['texts']): boolean {
  const places = objectsOf(texts);
  const named = texts.flatMap(({ text }) =>
    [...text.matchAll(/\/Info\s+(\d+)\s+\d+\s+R\b/g)].map((found) => found[1] ?? ''),
  );
  // A value may stand in an object of its own.
  const values = new Set<string>();
  for (const number of new Set(named)) {
    for (const { from, to } of places.get(number) ?? []) {
      if (!blankStrings(bytes, from, to)) return false;
      for (const [, value = ''] of latin(bytes.subarray(from, to)).matchAll(/(?<!\d)(\d+)\s+\d+\s+R\b/g))
        values.add(value);
    }
  }
  for (const value of values) {
    for (const { from, to } of places.get(value) ?? []) {
      const isString = /^\s*(?:\(|<(?!<))/.test(latin(bytes.subarray(from, Math.min(to, from + 40))));
      if (isString && !blankStrings(bytes, from, to)) return false;
    }
  }
  return true;
}

/** Every definition of every object that stands in the open, by number, each up to the next one: no byte is looked at twice. */
function objectsOf(texts: Parts['texts']): ReadonlyMap<string, readonly { from: number; to: number }[]> {
  const places = new Map<string, { from: number; to: number }[]>();
  for (const { at, text } of texts) {
    const found = [...text.matchAll(/(?<!\d)(\d+)\s+\d+\s+obj\b/g)];
    for (const [i, { 0: whole, 1: number = '', index }] of found.entries()) {
      const known = places.get(number) ?? [];
      known.push({ from: at + index + whole.length, to: at + (found[i + 1]?.index ?? text.length) });
      places.set(number, known);
    }
  }
  return places;
}

/** Blanks the strings of an object; false when one of them does not close. */
function blankStrings(bytes: Uint8Array, from: number, most: number): boolean {
  const end = from + (find(bytes.subarray(from, most), ENDOBJ, 0) ?? most - from);
  for (let at = from; at < end; ) {
    const open = at + 1;
    if (bytes[at] === OPEN) {
      let depth = 1;
      for (at = open; at < end && depth > 0; at += 1) {
        if (bytes[at] === BACKSLASH) at += 1;
        else if (bytes[at] === OPEN) depth += 1;
        else if (bytes[at] === CLOSE) depth -= 1;
      }
      if (depth > 0) return false;
      bytes.fill(SPACE, open, at - 1);
    } else if (bytes[at] === OPENING && bytes[open] === OPENING) at += 2;
    else if (bytes[at] === OPENING) {
      at = bytes.indexOf(CLOSING, open);
      if (at < 0 || at >= end) return false;
      bytes.fill(SPACE, open, at);
    } else at += 1;
  }
  return true;
}

function find(bytes: Uint8Array, word: readonly number[], start: number): number | null {
  const [first = 0] = word;
  for (let at = bytes.indexOf(first, start); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, word, at)) return at;
  }
  return null;
}

const LATIN = new TextDecoder('latin1');
/** A letter a byte. */
const latin = (bytes: Uint8Array): string => LATIN.decode(bytes);

const SPACE = 0x20;
const CR = 0x0d;
const LF = 0x0a;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;
const OPENING = 0x3c;
const CLOSING = 0x3e;
const STREAM = ascii('stream');
const ENDSTREAM = ascii('endstream');
const ENDOBJ = ascii('endobj');
const XMP = ascii('<?xpacket');
