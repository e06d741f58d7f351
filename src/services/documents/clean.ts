/** Says by its content what a file is, and makes of it the bytes we keep. */
import type { DocumentType } from '../../domain/documents.ts';
import type { Cleaned } from './cleaned.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import { cleanPdf, isPdf } from './pdf.ts';
import { cleanPng, isPng } from './png.ts';

const READERS: readonly {
  type: DocumentType;
  is: (bytes: Uint8Array) => boolean;
  clean: (bytes: Uint8Array) => Cleaned;
}[] = [
  { type: 'image/jpeg', is: isJpeg, clean: cleanJpeg },
  { type: 'image/png', is: isPng, clean: cleanPng },
  { type: 'application/pdf', is: isPdf, clean: cleanPdf },
];

export type CleanedDocument =
  | { readonly ok: true; readonly type: DocumentType; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string };

/** The name and the type that a sender tells are no proof of anything: only the first bytes are looked at. Pure. */
export function cleanDocument(bytes: Uint8Array): CleanedDocument {
  if (bytes.length === 0) return { ok: false, reason: 'is empty' };
  const reader = READERS.find(({ is }) => is(bytes));
  if (!reader) return { ok: false, reason: 'is not a JPEG, PNG or PDF' };
  const done = reader.clean(bytes);
  return done.ok ? { ok: true, type: reader.type, bytes: done.bytes } : done;
}
