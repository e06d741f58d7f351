/** The papers of a case: those that are missing by name, and those that are there to be looked at. */
import { el } from '../../browser/dom.ts';
import type { Api } from './api.ts';
import { createPaperLook } from './paper-look.ts';
import { block } from './parts.ts';
import type { Paper, WholeCase } from './shapes.ts';
import { whenDated } from './time.ts';
import { say } from './words.ts';

const SIZES = ['B', 'KB', 'MB'];

function sizeWords(bytes: number): string {
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  return `${(bytes / 1024 ** step).toFixed(step === 2 ? 1 : 0)} ${SIZES[step] ?? ''}`;
}

function paperItem(api: Api, caseNumber: string, { documentId, kindText, type, size, uploadedAt }: Paper): HTMLElement {
  const { press, place } = createPaperLook(api, { documentId, name: kindText, type, from: caseNumber });
  return el(
    'li',
    { class: 'paper-item' },
    press,
    el('span', { class: 'line-meta' }, `${sizeWords(size)} · `, whenDated(uploadedAt)),
    place,
  );
}

export function papersBlock(api: Api, { caseNumber, papers, missing }: WholeCase): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  if (missing.length > 0) {
    const items = missing.map(({ kindText }) => el('li', {}, kindText));
    blocks.push(block(say('missing'), el('ul', { class: 'bullets' }, ...items)));
  }
  if (papers.length > 0) {
    const items = papers.map((paper) => paperItem(api, caseNumber, paper));
    blocks.push(block(say('papers'), el('ul', { class: 'papers' }, ...items)));
  }
  return blocks;
}
