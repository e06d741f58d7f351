/** Papers made by hand: real pictures and PDFs of a few hundred bytes, with whatever metadata a test wants in them. */
import { crc32 } from 'node:zlib';

export const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
export const together = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.concat(parts));

/** What must not be found anywhere afterwards. */
export const SECRET = 'Wang Xiulan at 22.5431N 114.0579E';

export function segment(marker: number, payload: Uint8Array): Uint8Array {
  const length = payload.length + 2;
  return together(Uint8Array.of(0xff, marker, length >> 8, length & 0xff), payload);
}

/** EXIF as a telephone writes it: maker, which side is up, and a place; `little` as most do. */
export function exif(orientation: number, { little = true, text = SECRET } = {}): Uint8Array {
  const tiff = Buffer.alloc(26 + 2 * 12);
  const short = (value: number, at: number) => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at));
  const long = (value: number, at: number) => (little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at));
  tiff.write(little ? 'II' : 'MM', 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(3, 8);
  const entry = (at: number, tag: number, type: number, count: number) => {
    short(tag, at);
    short(type, at + 2);
    long(count, at + 4);
  };
  entry(10, 0x010f, 2, text.length);
  long(50, 18);
  entry(22, 0x0112, 3, 1);
  short(orientation, 30);
  entry(34, 0x8825, 4, 1);
  long(50, 42);
  return together(latin('Exif\0\0'), tiff, latin(text));
}

const TABLE = (id: number) => segment(0xc4, Uint8Array.of(id, 1, ...new Array(15).fill(0), 0));
const SCAN = together(segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), Uint8Array.of(0x3f));

export const frame = (width: number, height: number): Uint8Array =>
  segment(0xc0, Uint8Array.of(8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0));

/** A grey picture of 8 × 8 pixels, baseline; `extra` stands right behind the start. */
export const jpeg = (extra: readonly Uint8Array[] = [], size = frame(8, 8)): Uint8Array<ArrayBuffer> =>
  together(
    Uint8Array.of(0xff, 0xd8),
    ...extra,
    segment(0xdb, Uint8Array.of(0, ...new Array(64).fill(1))),
    size,
    TABLE(0x00),
    TABLE(0x10),
    SCAN,
    Uint8Array.of(0xff, 0xd9),
  );

export function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = together(latin(type), data);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return together(numbers.subarray(0, 4), body, numbers.subarray(4));
}

const PNG_START = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export const header = (width: number, height: number, depth = 8, colour = 0): Uint8Array => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colour, 0, 0, 0], 8);
  return chunk('IHDR', data);
};

/** One grey pixel; `extra` stands between header and data. */
export const png = (extra: readonly Uint8Array[] = [], head = header(1, 1)): Uint8Array<ArrayBuffer> =>
  together(
    PNG_START,
    head,
    ...extra,
    // zlib of one row: filter 0, value 0x80.
    chunk('IDAT', Uint8Array.of(0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81)),
    chunk('IEND', new Uint8Array()),
  );

export interface PdfParts {
  /** The Info dictionary's body, without << and >>. */
  readonly info?: string;
  /** More objects from number 5 on, each without `obj` and `endobj`. */
  readonly objects?: readonly (string | Uint8Array)[];
  readonly catalog?: string;
  readonly trailer?: string;
}

/** One empty page, its table of places right. */
export function pdf({ info = `/Title (${SECRET})`, objects = [], catalog = '', trailer = '' }: PdfParts = {}) {
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>',
    `<< ${info} >>`,
    ...objects,
  ];
  let whole = together(latin('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'));
  const places: number[] = [];
  for (const [i, body] of bodies.entries()) {
    places.push(whole.length);
    const bytes = typeof body === 'string' ? latin(body) : body;
    whole = together(whole, latin(`${i + 1} 0 obj\n`), bytes, latin('\nendobj\n'));
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  return together(
    whole,
    latin(`xref\n0 ${size}\n0000000000 65535 f \n${table}`),
    latin(`trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R ${trailer} >>\nstartxref\n${whole.length}\n%%EOF\n`),
  );
}

export const stream = (dictionary: string, content: Uint8Array): Uint8Array =>
  together(latin(`<< ${dictionary} /Length ${content.length} >>\nstream\n`), content, latin('\nendstream'));
