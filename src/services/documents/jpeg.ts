/** JPEG (ITU-T T.81): keeps what decoding needs, drops places, cameras, thumbnails, comments and whatever follows the picture. */
import { ascii, type Cleaned, cleaned, joined, startsWith, unfit, unfitSize } from './cleaned.ts';
import { orientationOf, orientationSegment } from './exif.ts';

export const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, [0xff, 0xd8, 0xff]);

const DAMAGED = 'is a damaged or incomplete JPEG';
/** All that is kept of a file without a picture. */
const EMPTY = [0xff, 0xd8, 0xff, 0xd9];
const SOS = 0xda;
const EOI = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const JFIF = ascii('JFIF\0');
const ADOBE = ascii('Adobe');
/** Huffman and arithmetic tables, quantisation, restart interval, number of lines. */
const TABLES = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd];
/** Frames of baseline, extended, progressive and lossless pictures; hierarchical ones no camera makes and no browser shows. */
const FRAMES = [0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xca, 0xcb];

interface Segment {
  readonly marker: number;
  /** Where the payload stands, without marker and length; of a scan, its header. */
  readonly from: number;
  readonly to: number;
  /** Where the next marker stands; behind a scan's header come its entropy-coded bytes. */
  readonly next: number;
}

/** The segment whose marker stands at `at`; null when there is none, or it runs over the end. */
function segmentAt(bytes: Uint8Array, at: number): Segment | null {
  let start = at;
  // Any number of fill bytes may stand before a marker.
  while (bytes[start] === 0xff && bytes[start + 1] === 0xff) start += 1;
  const marker = bytes[start + 1];
  if (bytes[start] !== 0xff || marker === undefined || marker === 0) return null;
  if (marker === EOI) return { marker, from: start + 2, to: start + 2, next: start + 2 };
  const from = start + 4;
  const to = start + 2 + (((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0));
  if (to < from || to > bytes.length) return null;
  return { marker, from, to, next: marker === SOS ? endOfScan(bytes, to) : to };
}

/** In a scan 0xff is followed by 0, by a restart, or by the marker that ends it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const after = bytes[at + 1] ?? 0;
    if (after !== 0 && after !== 0xff && (after < 0xd0 || after > 0xd7)) return at;
  }
  return bytes.length;
}

/** Whether the header of a scan stands anywhere, readable or not: of one to four components, each with two bytes (T.81, B.2.3). */
function hasScan(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(SOS, 3); at >= 0; at = bytes.indexOf(SOS, at + 1)) {
    const count = bytes[at + 3] ?? 0;
    if (startsWith(bytes, [0xff, SOS, 0, 6 + 2 * count], at - 1) && count >= 1 && count <= 4) return true;
  }
  return false;
}

export function cleanJpeg(bytes: Uint8Array): Cleaned {
  // Begins and ends as a JPEG does, as programs send it that only try the door: there is no picture that could be lost.
  if (startsWith(bytes, [0xff, EOI], bytes.length - 2) && !hasScan(bytes)) return cleaned(Uint8Array.from(EMPTY));
  const head: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  const body: Uint8Array[] = [];
  let orientation = 1;
  let components = 0;
  let scans = 0;
  for (let at = 2; ; ) {
    const segment = segmentAt(bytes, at);
    if (!segment) return unfit(DAMAGED);
    const { marker, from, to, next } = segment;
    at = next;
    const payload = bytes.subarray(from, to);
    const whole = joined([Uint8Array.of(0xff, marker), bytes.subarray(from - 2, to)]);
    if (marker === EOI) {
      if (scans === 0) return unfit(DAMAGED);
      if (orientation !== 1) head.push(orientationSegment(orientation));
      return cleaned(joined([...head, ...body, Uint8Array.of(0xff, EOI)]));
    }
    if (marker === SOS) {
      if (components === 0 || next === to) return unfit(DAMAGED);
      scans += 1;
      body.push(whole, bytes.subarray(to, next));
    } else if (FRAMES.includes(marker)) {
      const [, high = 0, low = 0, left = 0, right = 0, count = 0] = payload;
      // A second frame could declare another size than the one that was looked at.
      if (components !== 0 || count < 1 || count > 4 || payload.length !== 6 + 3 * count) return unfit(DAMAGED);
      const reason = unfitSize((left << 8) | right, (high << 8) | low);
      if (reason) return unfit(reason);
      components = count;
      body.push(whole);
    } else if (TABLES.includes(marker)) body.push(whole);
    else if (marker === APP0 && startsWith(payload, JFIF) && payload.length >= 14 && head.length === 1) {
      // Version, units and density; behind them a thumbnail of the picture before it was cropped may follow.
      head.push(Uint8Array.of(0xff, APP0, 0, 16), payload.subarray(0, 12), Uint8Array.of(0, 0));
    } else if (marker === APP14 && startsWith(payload, ADOBE) && payload.length >= 12) {
      // Says how colours are coded.
      body.push(Uint8Array.of(0xff, APP14, 0, 14), payload.subarray(0, 12));
    } else if (marker === APP1 && orientation === 1) orientation = orientationOf(payload);
    else if (marker < 0xe0 || marker === 0xff) return unfit(DAMAGED);
  }
}

/** The same for a picture inside another file, where every byte must keep its place: metadata becomes zeros. Changes `bytes`. */
export function blankJpeg(bytes: Uint8Array): void {
  for (let at = 2; ; ) {
    const segment = segmentAt(bytes, at);
    if (!segment || segment.marker === EOI) return;
    const { marker, from, to, next } = segment;
    const isMetadata = (marker > APP0 && marker <= 0xef && marker !== APP14) || marker === 0xfe;
    if (isMetadata) bytes.fill(0, from, to);
    at = next;
  }
}
