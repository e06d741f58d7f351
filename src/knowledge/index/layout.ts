/** How an index lies in one array of bytes: a header, then typed arrays that are used where they stand. */

/** Everything an index holds. Offsets have one more entry than what they cut. */
export interface Layout {
  /** Per term, ascending: its 32-bit key. Which texts the keys stand for is not kept. */
  readonly keys: Uint32Array;
  /** Term → its first posting. */
  readonly starts: Uint32Array;
  /** Posting → passage; 16 bits when that is enough. */
  readonly passages: Uint16Array | Uint32Array;
  /** Posting → how much the passage speaks of the term, 0..255 (build.ts). */
  readonly impacts: Uint8Array;
  /** Posting → how much the passage's stored questions use the term (manner.ts); 0: not at all. */
  readonly masses: Uint8Array;
  /** Passage → the whole it is a part of, by place. */
  readonly wholes: Uint32Array;
  /** Whole → the masses of all its questions, in thousandths; 0: it has none. */
  readonly wholeMasses: Uint32Array;
  /** Four fields per passage (title, heading, questions, body) → their first token. */
  readonly fields: Uint32Array;
  /** Tokens of all fields, 16 bits each (terms.ts); 0 = boundary. */
  readonly tokens: Uint16Array;
  /** Passage → its first stored question. */
  readonly asked: Uint32Array;
  /** Stored question → its first token in `canon`. */
  readonly canonStarts: Uint32Array;
  /** Stored questions without fillers, a synonym replaced by its group. */
  readonly canon: Uint16Array;
  /** Ids of the passages, then the stored questions, then the words that can be misspelt → their first character. */
  readonly stringStarts: Uint32Array;
  readonly strings: Uint16Array;
  /** Spellings and sounds that stand for a word, ascending, and the word's place among the strings. */
  readonly variants: Uint32Array;
  readonly variantOf: Uint32Array;
  /** Synonyms: key of each phrase, ascending, and its group. */
  readonly phrases: Uint32Array;
  readonly phraseGroups: Uint16Array;
  /** Numbers about all of it: passages, tokens of the longest synonym. */
  readonly totals: Uint32Array;
}

const MAGIC = 0x574c4932;
const ORDER = [
  'keys',
  'starts',
  'passages',
  'impacts',
  'masses',
  'wholes',
  'wholeMasses',
  'fields',
  'tokens',
  'asked',
  'canonStarts',
  'canon',
  'stringStarts',
  'strings',
  'variants',
  'variantOf',
  'phrases',
  'phraseGroups',
  'totals',
] as const satisfies readonly (keyof Layout)[];

const HEADER = 2 + ORDER.length * 2;

export function pack(layout: Layout): Uint8Array {
  const header = new Uint32Array(HEADER);
  header[0] = MAGIC;
  let size = HEADER * 4;
  ORDER.forEach((name, place) => {
    header[2 + place * 2] = layout[name].byteLength;
    header[3 + place * 2] = layout[name].BYTES_PER_ELEMENT;
    size += aligned(layout[name].byteLength);
  });
  header[1] = size;
  const bytes = new Uint8Array(size);
  bytes.set(new Uint8Array(header.buffer));
  let at = HEADER * 4;
  for (const name of ORDER) {
    const part = layout[name];
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += aligned(part.byteLength);
  }
  return bytes;
}

/** Throws when the bytes are no index of this version or were cut. */
export function unpack(given: Uint8Array): Layout {
  // Typed arrays need their place in memory to be a multiple of four; a driver's buffer need not be.
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.byteLength < HEADER * 4) throw new Error('These bytes are no index: too short.');
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER);
  if (header[0] !== MAGIC) throw new Error('These bytes are no index of this version.');
  if (header[1] !== bytes.byteLength)
    throw new Error(`The index is cut: ${bytes.byteLength} bytes of ${header[1] ?? 0}.`);
  let at = bytes.byteOffset + HEADER * 4;
  const next = (place: number): { buffer: ArrayBufferLike; at: number; length: number; width: number } => {
    const width = header[3 + place * 2] ?? 1;
    const size = header[2 + place * 2] ?? 0;
    const part = { buffer: bytes.buffer, at, length: size / width, width };
    at += aligned(size);
    return part;
  };
  const u32 = ({ buffer, at: from, length }: ReturnType<typeof next>) => new Uint32Array(buffer, from, length);
  const u16 = ({ buffer, at: from, length }: ReturnType<typeof next>) => new Uint16Array(buffer, from, length);
  const u8 = ({ buffer, at: from, length }: ReturnType<typeof next>) => new Uint8Array(buffer, from, length);
  const parts = ORDER.map((_, place) => next(place));
  const part = (name: keyof Layout): ReturnType<typeof next> => {
    const found = parts[ORDER.indexOf(name as (typeof ORDER)[number])];
    if (!found) throw new Error(`The index has no part ${name}.`);
    return found;
  };
  return {
    keys: u32(part('keys')),
    starts: u32(part('starts')),
    passages: part('passages').width === 2 ? u16(part('passages')) : u32(part('passages')),
    impacts: u8(part('impacts')),
    masses: u8(part('masses')),
    wholes: u32(part('wholes')),
    wholeMasses: u32(part('wholeMasses')),
    fields: u32(part('fields')),
    tokens: u16(part('tokens')),
    asked: u32(part('asked')),
    canonStarts: u32(part('canonStarts')),
    canon: u16(part('canon')),
    stringStarts: u32(part('stringStarts')),
    strings: u16(part('strings')),
    variants: u32(part('variants')),
    variantOf: u32(part('variantOf')),
    phrases: u32(part('phrases')),
    phraseGroups: u16(part('phraseGroups')),
    totals: u32(part('totals')),
  };
}

const aligned = (size: number): number => (size + 3) & ~3;
