/** What was said, in order: one's own words on the right, as in any chat, all others on the left, everybody named; new words do not pull readers away. */
import { el, icon } from '../../browser/dom.ts';
import { createScroller } from '../../browser/scroller.ts';
import type { Desk } from './desk.ts';
import { createPaperLook } from './paper-look.ts';
import type { OpenedHandoff, Spoken } from './shapes.ts';
import { when } from './time.ts';
import { say } from './words.ts';

export interface Conversation {
  readonly node: HTMLElement;
  show(one: OpenedHandoff): void;
  toEnd(): void;
  /** The turn that is known: the newest may still grow, so it is read again. */
  after(): number;
}

const DOWN = 'M12 5v14M5.5 12.5 12 19l6.5-6.5';
const SEEN_LENGTH = 160;

/** Its place in its turn tells a line from another: a turn is read whole, and only grows. */
const keysOf = (lines: readonly Spoken[]): string[] =>
  lines.map(({ turn }, at) => `${turn}.${lines.slice(0, at).filter((one) => one.turn === turn).length}`);

export function createConversation(desk: Desk, caseNumber: string): Conversation {
  const log = el('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'off',
    tabindex: '0',
    'aria-label': say('transcript'),
  });
  const newer = el('button', { type: 'button', class: 'newer', 'aria-label': say('newest') }, icon(DOWN));
  newer.hidden = true;
  const empty = el('p', { class: 'hint' }, say('noWords'));
  const scroller = createScroller(log, newer);
  const seen = new Set<string>();
  let newest = 0;

  const isOwn = ({ from, name }: Spoken): boolean => from === 'person' && name === desk.me.name;

  function nameOf({ from, name }: Spoken): string {
    if (from === 'resident') return say('resident');
    if (from === 'bot') return say('bot');
    if (from === 'service') return say('service');
    return name === desk.me.name ? say('youSaid') : (name ?? say('clerk'));
  }

  function entry(line: Spoken, locale: string): HTMLElement {
    const words = line.texts.length > 0 ? line.texts : [say('picture')];
    if (line.from === 'service') return el('p', { class: 'note' }, words.join(' '), ' · ', when(line.at));
    const bubble = el('div', { class: 'bubble', lang: locale }, ...words.map((text) => el('p', {}, text)));
    const sent =
      line.documentId === undefined
        ? []
        : [
            createPaperLook(desk.api, {
              documentId: line.documentId,
              name: say('sentPaper'),
              type: null,
              from: caseNumber,
            }),
          ];
    return el(
      'div',
      { class: `entry from-${line.from}${isOwn(line) ? ' own' : ''}` },
      el('p', { class: 'from' }, `${nameOf(line)} · `, when(line.at)),
      bubble,
      ...sent.flatMap(({ press, place }) => [press, place]),
    );
  }

  /** Heard without being looked at: what residents write. */
  function tell(lines: readonly Spoken[]): void {
    const heard = lines.filter(({ from }) => from === 'resident');
    if (heard.length === 0) return;
    const text = heard.map(({ texts }) => (texts.length > 0 ? texts.join(' ') : say('picture'))).join(' ');
    desk.announce(say('saidBy', { name: say('resident'), text: text.slice(0, SEEN_LENGTH) }));
  }

  return {
    node: el('div', { class: 'pane' }, log, newer),
    after: () => Math.max(0, newest - 1),
    toEnd: scroller.toEnd,
    show({ transcript, locale, whole }) {
      const first = seen.size === 0;
      const keys = keysOf(transcript);
      const fresh = transcript.filter((_, at) => !seen.has(keys[at] ?? ''));
      if (fresh.length === 0) {
        if (!first) return;
        const words = say(whole ? 'noWords' : 'afterTaking');
        if (empty.textContent !== words) empty.textContent = words;
        if (!empty.isConnected) log.replaceChildren(empty);
        return;
      }
      empty.remove();
      const settle = scroller.follow();
      for (const line of fresh) {
        newest = Math.max(newest, line.turn);
        log.append(entry(line, locale));
      }
      for (const key of keys) seen.add(key);
      settle();
      if (!first) tell(fresh);
    },
  };
}
