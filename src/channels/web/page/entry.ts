/** One message in the transcript: its day, its bubble, its time. */

import { el } from '../../../browser/dom.ts';
import type { Reply } from '../../../conversation/message.ts';
import { SUGGESTIONS } from '../../../conversation/sentences/page.ts';
import { label, name, say, timeElement } from './labels.ts';
import { type ChoiceGroup, type Press, renderReply, renderText } from './render-reply.ts';
import type { Said } from './wire.ts';

export interface Entry {
  readonly node: HTMLElement;
  readonly direction: 'in' | 'out';
  readonly at: Date;
  /** What the resident said; null for the service's words. */
  readonly said: Said | null;
  readonly group: ChoiceGroup | null;
  /** The service's number; null while it is on its way. */
  id: string | null;
  /** A message the service refused stays where it was said: after the one of this number. */
  after: string | null;
}

const DAY_MS = 86_400_000;

function frame(direction: 'in' | 'out', at: Date, nodes: readonly HTMLElement[]): HTMLElement {
  const who = label(el('span', { class: 'unseen' }), direction === 'in' ? 'you' : 'service');
  const day = el('h2', { class: 'day', hidden: '' }, timeElement(at, 'day'));
  return el(
    'article',
    { class: `entry ${direction}` },
    day,
    who,
    ...nodes,
    el('p', { class: 'meta' }, timeElement(at, 'hour')),
  );
}

function saidWords(said: Said): HTMLElement {
  if (said.kind === 'text') return renderText(said.text);
  if (said.kind === 'button') return renderText(said.label);
  if (said.kind === 'document') return paper(said);
  const word = said.what === 'image' ? 'image' : said.what === 'sticker' ? 'sticker' : 'other';
  return el('div', { class: 'bubble' }, el('p', {}, label(el('span'), word)));
}

function paper({ name: file, thumb }: Extract<Said, { kind: 'document' }>): HTMLElement {
  const words = el('p', {}, label(el('span'), 'paper'), file === '' ? '' : ` ${file}`);
  // The words say what it is; the picture is for those who see it.
  const picture = thumb === undefined ? [] : [el('img', { class: 'thumb', src: thumb, alt: '' })];
  return el('div', { class: 'bubble' }, ...picture, words);
}

export function saidEntry(said: Said, at: Date, id: string | null): Entry {
  return { node: frame('in', at, [saidWords(said)]), direction: 'in', at, said, group: null, id, after: null };
}

export function replyEntry(reply: Reply, at: Date, id: string | null, press: Press): Entry {
  const { nodes, group } = renderReply(reply, press);
  const from = reply.kind === 'text' ? reply.from : undefined;
  const person = from === undefined ? [] : [el('p', { class: 'person-name' }, from)];
  return { node: frame('out', at, [...person, ...nodes]), direction: 'out', at, said: null, group, id, after: null };
}

export function sameWords(one: Said | null, other: Said | null): boolean {
  if (one === null || other === null) return false;
  const words = (said: Said): string =>
    (said.kind === 'text'
      ? said.text
      : said.kind === 'button'
        ? said.label
        : said.kind === 'other'
          ? said.what
          : ''
    ).trim();
  return one.kind === other.kind && words(one) === words(other);
}

/** Numbers of the service, compared as numbers however long they are. */
export function earlier(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length < other.length;
}

/** A day is named once, at its first message; a time once, after the last message of a minute. */
export function tidy(entry: Entry, before: Entry | undefined): void {
  const newDay = before === undefined || before.at.toDateString() !== entry.at.toDateString();
  entry.node.querySelector<HTMLElement>('.day')?.toggleAttribute('hidden', !newDay);
  const apart =
    before === undefined || newDay || before.direction !== entry.direction || minute(before.at) !== minute(entry.at);
  before?.node.classList.toggle('joined', !apart);
  entry.node.classList.remove('joined');
}

const minute = (at: Date): number => Math.floor((at.getTime() % DAY_MS) / 60_000);

/** Marks a message that did not get through; null takes the mark away. */
export function markFailed(entry: Entry, why: 'notSent' | 'refused' | null, retry: () => void): void {
  const mark = entry.node.querySelector<HTMLButtonElement>('.retry');
  entry.node.classList.toggle('failed', why !== null);
  if (why === null) {
    mark?.remove();
    return;
  }
  if (mark?.dataset.word === why) return;
  mark?.remove();
  const button = label(el('button', { type: 'button', class: 'retry' }), why);
  button.addEventListener('click', retry);
  entry.node.append(button);
}

/** The greeting of a conversation in which nothing was said yet. */
export function greeting(tap: (words: string) => void): HTMLElement {
  const buttons = SUGGESTIONS.map((word) => {
    const button = label(el('button', { type: 'button', class: 'choice' }), word);
    button.addEventListener('click', () => tap(say(word)));
    return button;
  });
  return el(
    'section',
    { class: 'greeting' },
    el('img', {
      class: 'mark',
      src: document.querySelector<HTMLImageElement>('.top .mark')?.src ?? '',
      alt: '',
      width: '56',
      height: '56',
    }),
    label(el('h2'), 'greeting'),
    label(el('p'), 'greetingMore'),
    name(el('div', { class: 'suggestions', role: 'group' }, ...buttons), 'suggestions'),
  );
}
