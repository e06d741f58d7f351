/** A paper that is fetched with the key only when somebody asks to see it, since every look is logged; a PDF is saved. */
import { el } from '../../browser/dom.ts';
import type { Api } from './api.ts';
import { button, rest } from './parts.ts';
import { alertLine, refusalWords } from './refusal.ts';
import { say } from './words.ts';

interface Looked {
  readonly documentId: string;
  /** What it is called. */
  readonly name: string;
  /** null: known only when it is there. */
  readonly type: string | null;
  /** What a saved file is called before its kind. */
  readonly from: string;
}

const PDF = 'application/pdf';
const PICTURES = ['image/png', 'image/jpeg'];

/** The policy of the page allows pictures of its own and `data:`, not `blob:`. */
const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  el('a', { href: url, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function createPaperLook(api: Api, { documentId, name, type, from }: Looked) {
  const place = el('div', { class: 'paper-place' });
  const press = button(say(type === PDF ? 'savePaper' : 'showPaper', { paper: name }), () => void show());

  async function show(): Promise<void> {
    if (place.querySelector('img') !== null) {
      place.replaceChildren();
      press.textContent = say('showPaper', { paper: name });
      return;
    }
    rest(press, true);
    const answer = await api.bytes(`/v1/desk/documents/${encodeURIComponent(documentId)}`);
    rest(press, false);
    // Whoever went elsewhere does not want it any more.
    if (!place.isConnected) return;
    if (!answer.ok) {
      place.replaceChildren(alertLine(refusalWords(answer.refusal)));
      return;
    }
    place.replaceChildren();
    const kind = PICTURES.find((one) => one === (type ?? answer.value.type));
    if (kind === undefined) {
      save(answer.value, `${from} ${name}.pdf`);
      return;
    }
    const src = await dataUrl(new Blob([answer.value], { type: kind }));
    place.replaceChildren(el('img', { class: 'paper', src, alt: name }));
    press.textContent = say('hidePaper', { paper: name });
  }

  return { press, place };
}
