/** What cleaning a file comes to: bytes without metadata, or the reason why we cannot take it. */

export type Cleaned =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string };

export const cleaned = (bytes: Uint8Array): Cleaned => ({ ok: true, bytes });
export const unfit = (reason: string): Cleaned => ({ ok: false, reason });

/** Whoever opens a picture holds all of its pixels at once, whatever the file's size: a page scanned at 600 dpi has 35 million. */
const MAX_PIXELS = 60_000_000;

/** Why a picture of this declared size is not taken; null: it is. */
export function unfitSize(width: number, height: number): string | null {
  if (width === 0 || height === 0) return 'is a damaged picture';
  return width * height > MAX_PIXELS ? 'has more than 60 million pixels' : null;
}

export const startsWith = (bytes: Uint8Array, head: readonly number[], at = 0): boolean =>
  head.every((byte, i) => bytes[at + i] === byte);

/** ASCII text as bytes, for comparing with `startsWith`. */
export const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
