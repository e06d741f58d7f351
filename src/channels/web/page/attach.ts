/** Photos and papers: picked or taken, uploaded with a bar that moves, then said like any other message. */
import { el } from '../../../browser/dom.ts';
import { label, say } from './labels.ts';
import type { Session } from './session.ts';
import { fields, type Said, text } from './wire.ts';

interface Asking {
  /** Kind of the paper that is waited for, when one is. */
  wanted(): string | null;
  send(documentId: string, said: Said): void;
}

/** The service takes no more (contract.md section 2). */
const MOST_BYTES = 10 * 1024 * 1024;
const THUMB = 96;

/** A small picture of what was picked, as a data URL; null for what the browser cannot draw. */
async function thumbOf(file: File): Promise<string | null> {
  if (!file.type.startsWith('image/')) return null;
  try {
    const picture = await createImageBitmap(file);
    const scale = THUMB / Math.max(picture.width, picture.height, 1);
    const canvas = el('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', 0.7);
  } catch {
    return null;
  }
}

export function createAttach(
  session: Session,
  parts: { button: HTMLButtonElement; input: HTMLInputElement; status: HTMLElement },
  asking: Asking,
): void {
  const { button, input, status } = parts;

  function fail(word: 'uploadFailed' | 'uploadTooLarge' | 'uploadUnsupported', name: string): void {
    status.replaceChildren(label(el('strong'), word), ` ${name}`);
  }

  async function upload(file: File): Promise<void> {
    if (file.size > MOST_BYTES) {
      fail('uploadTooLarge', file.name);
      return;
    }
    const bar = el('progress', { max: '1', value: '0', 'aria-label': say('uploading') });
    status.replaceChildren(label(el('span'), 'uploading'), ` ${file.name} `, bar);
    const form = new FormData();
    form.append('kind', asking.wanted() ?? 'other');
    form.append('file', file);
    try {
      const { status: code, body } = await session.upload('/v1/documents', form, (part) => {
        bar.value = part;
      });
      const documentId = text(fields(body)?.documentId);
      if (code === 201 && documentId !== null) {
        status.replaceChildren();
        const thumb = await thumbOf(file);
        asking.send(documentId, { kind: 'document', name: file.name, ...(thumb === null ? {} : { thumb }) });
      } else if (code === 413) fail('uploadTooLarge', file.name);
      else fail(code === 422 || code === 400 ? 'uploadUnsupported' : 'uploadFailed', file.name);
    } catch {
      fail('uploadFailed', file.name);
    }
  }

  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The same file may be picked again after a failure.
    input.value = '';
    void files.reduce((before, file) => before.then(() => upload(file)), Promise.resolve());
  });
}
