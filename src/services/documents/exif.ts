/** The one thing of a photo's EXIF that is needed to look at it: which side is up. */
import { ascii, startsWith } from './cleaned.ts';

const HEAD = ascii('Exif\0\0');
const ORIENTATION = 0x0112;
const SHORT = 3;

/** 1 to 8 as EXIF counts them, from the payload of an APP1 segment; 1 (upright) for anything unreadable. */
export function orientationOf(payload: Uint8Array): number {
  if (!startsWith(payload, HEAD) || payload.length < HEAD.length + 8) return 1;
  const tiff = new DataView(payload.buffer, payload.byteOffset + HEAD.length, payload.byteLength - HEAD.length);
  const mark = tiff.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) return 1;
  const little = mark === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (tiff.getUint16(2, little) !== 42 || directory + 2 > tiff.byteLength) return 1;
  const entries = tiff.getUint16(directory, little);
  for (let i = 0; i < entries; i += 1) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > tiff.byteLength) return 1;
    if (tiff.getUint16(entry, little) !== ORIENTATION || tiff.getUint16(entry + 2, little) !== SHORT) continue;
    const value = tiff.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A whole APP1 segment that says the orientation and nothing else. */
export const orientationSegment = (orientation: number): Uint8Array =>
  Uint8Array.from([
    // Marker and length; big-endian TIFF, its directory at 8.
    ...[0xff, 0xe1, 0, 34, ...HEAD, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    // One entry: tag, type, count, value; no further directory.
    ...[0, 1, 0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ]);
