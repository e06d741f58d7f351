/** What was said so far: every message once, in the service's order, whatever way and however often it came. */

import { el } from '../../../browser/dom.ts';
import { now } from '../../../browser/page-clock.ts';
import type { Scroller } from '../../../browser/scroller.ts';
import type { Reply } from '../../../conversation/message.ts';
import { type Entry, earlier, markFailed, replyEntry, saidEntry, sameWords, tidy } from './entry.ts';
import { label } from './labels.ts';
import type { Press } from './render-reply.ts';
import type { Bubble } from './sender.ts';
import type { Answered, Said, TranscriptItem } from './wire.ts';

export interface Transcript {
  /** A message the service has: from the list or from the stream. */
  add(item: TranscriptItem): void;
  /** A message on its way. */
  show(said: Said): Bubble;
  setTyping(shown: boolean): void;
  /** The conversation before is over: it stays to be read, and a new one begins below it. */
  startOver(): void;
  isEmpty(): boolean;
}

export function createTranscript(log: HTMLElement, scroller: Scroller, press: Press): Transcript {
  let entries: Entry[] = [];
  let seen = new Set<string>();
  const typing = el('div', { class: 'typing', 'aria-hidden': 'true' }, el('span'), el('span'), el('span'));

  function age(from: number): void {
    for (const entry of entries.slice(0, from)) entry.group?.age();
  }

  /** Messages on their way stay behind those that have arrived. */
  function placeOf(id: string | null): number {
    let index = entries.length;
    for (let before = entries[index - 1]; id !== null && before !== undefined; before = entries[index - 1]) {
      const fixed = before.id ?? before.after;
      if (fixed !== null && !earlier(id, fixed)) break;
      index -= 1;
    }
    return index;
  }

  function place(entry: Entry): void {
    const index = placeOf(entry.id);
    const next = entries[index];
    log.insertBefore(entry.node, next?.node ?? (typing.isConnected ? typing : null));
    entries.splice(index, 0, entry);
    tidy(entry, entries[index - 1]);
    if (next !== undefined) tidy(next, entry);
    if (entry.id !== null) seen.add(entry.id);
    if (entry.direction === 'in') age(index);
    else if (entries.slice(index).some((later) => later.direction === 'in' && later.id !== null)) entry.group?.age();
  }

  function numberBefore(entry: Entry): string {
    const known = entries.slice(0, entries.indexOf(entry)).filter(({ id }) => id !== null);
    return known[known.length - 1]?.id ?? '0';
  }

  function drop(entry: Entry): void {
    const index = entries.indexOf(entry);
    if (index < 0) return;
    entries.splice(index, 1);
    entry.node.remove();
    const next = entries[index];
    if (next !== undefined) tidy(next, entries[index - 1]);
  }

  function addReply(reply: Reply, at: Date, id: string | null): void {
    if (id !== null && seen.has(id)) return;
    place(replyEntry(reply, at, id, press));
  }

  /** On another tab, or before a reload, a button was pressed: its message shows it. */
  function takeButton(wanted: string, before: string): void {
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (entry === undefined || entry.group === null || (entry.id !== null && !earlier(entry.id, before))) continue;
      if (entry.group.take(wanted)) return;
    }
  }

  function addSaid(said: Said, at: Date, id: string): void {
    const mine = entries.find((entry) => entry.direction === 'in' && entry.id === null && sameWords(entry.said, said));
    if (mine !== undefined) {
      confirm(mine, id);
      return;
    }
    if (said.kind === 'button') takeButton(said.label, id);
    place(saidEntry(said, at, id));
  }

  /** The service has it: it gets its number, and its place. */
  function confirm(entry: Entry, id: string): void {
    if (entry.id === id) return;
    drop(entry);
    // This tab knows best what was tapped or written here.
    const double = entries.find((other) => other.id === id);
    if (double !== undefined) drop(double);
    entry.id = id;
    place(entry);
  }

  return {
    add(item) {
      if (seen.has(item.messageId)) return;
      const follow = scroller.follow();
      if (item.direction === 'in') addSaid(item.content, item.at, item.messageId);
      else addReply(item.reply, item.at, item.messageId);
      follow();
    },
    show(said) {
      const entry = saidEntry(said, now(), null);
      place(entry);
      scroller.toEnd();
      return {
        failed(why, retry) {
          if (why === 'refused') entry.after = numberBefore(entry);
          else if (entry.after !== null) {
            drop(entry);
            entry.after = null;
            place(entry);
            scroller.toEnd();
          }
          const follow = scroller.follow();
          markFailed(entry, why, retry);
          follow();
        },
        answered(answer: Answered) {
          const follow = scroller.follow(entry.node);
          markFailed(entry, null, () => undefined);
          if (answer.inboundId !== null) confirm(entry, answer.inboundId);
          for (const { reply, messageId } of answer.replies) addReply(reply, answer.at ?? now(), messageId);
          follow();
        },
      };
    },
    setTyping(shown) {
      if (shown === typing.isConnected) return;
      const follow = scroller.follow();
      if (shown) log.append(typing);
      else typing.remove();
      follow();
    },
    startOver() {
      const waiting = entries.filter((entry) => entry.id === null);
      age(entries.length);
      for (const entry of waiting) drop(entry);
      entries = [];
      seen = new Set();
      log.append(label(el('p', { class: 'note' }), 'newConversation'));
      waiting.forEach(place);
      scroller.toEnd();
    },
    isEmpty: () => entries.length === 0,
  };
}
