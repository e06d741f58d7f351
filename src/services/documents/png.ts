/** PNG (W3C PNG third edition): keeps what decoding needs; texts, times, places, profiles and trailing bytes go. */
import { type Cleaned, cleaned, joined, startsWith, unfit, unfitSize } from './cleaned.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, SIGNATURE);

const DAMAGED = 'is a damaged or incomplete PNG';
const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
/** What changes how the pixels look, and the most bytes each may have: a long one would be a hiding place. */
const KEPT: Readonly<Record<string, number>> = { tRNS: 256, gAMA: 4, sRGB: 1 };
/** Bit depths by colour type. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 of a chunk's type and data. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

export function cleanPng(bytes: Uint8Array): Cleaned {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [Uint8Array.from(SIGNATURE)];
  const seen = new Set<string>();
  let colour = 0;
  let last = '';
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return unfit(DAMAGED);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const chunk = bytes.subarray(at, end);
    const data = bytes.subarray(at + 8, end - 4);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return unfit(DAMAGED);
    if ((type === 'IHDR') !== (at === SIGNATURE.length)) return unfit(DAMAGED);
    if (type === 'IHDR') {
      if (length !== 13) return unfit(DAMAGED);
      colour = data[9] ?? 0;
      const isKnown = DEPTHS[colour]?.includes(data[8] ?? 0) && data[10] === 0 && data[11] === 0 && (data[12] ?? 2) < 2;
      const reason = unfitSize(view.getUint32(at + 8), view.getUint32(at + 12));
      if (!isKnown || reason) return unfit(reason ?? DAMAGED);
    }
    if (type === 'PLTE' && (seen.has(type) || seen.has('IDAT') || length > 768 || length % 3 !== 0 || length === 0))
      return unfit(DAMAGED);
    // The picture's data is one run of chunks, behind the palette that it needs.
    if (type === 'IDAT' && ((seen.has(type) && last !== type) || (colour === 3 && !seen.has('PLTE'))))
      return unfit(DAMAGED);
    const most = KEPT[type];
    // A capital first letter says that no reader can do without; one we don't know is not for us.
    if (!CRITICAL.includes(type) && /^[^a-z]/.test(type)) return unfit(DAMAGED);
    if (CRITICAL.includes(type) || (most !== undefined && length <= most && !seen.has(type))) kept.push(chunk);
    if (type === 'IEND') return length === 0 && seen.has('IDAT') ? cleaned(joined(kept)) : unfit(DAMAGED);
    seen.add(type);
    last = type;
    at = end;
  }
  return unfit(DAMAGED);
}
