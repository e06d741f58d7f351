/** What is known beside a conversation: danger first, what they want and have said of it, the account, how to call back. */
import { el } from '../../browser/dom.ts';
import { channelWords, tongueWords } from './handoff-line.ts';
import { badge, callable, pairs } from './parts.ts';
import { hashOf } from './route.ts';
import type { Me, OpenedHandoff } from './shapes.ts';
import { sinceClock, whenDated } from './time.ts';
import { say } from './words.ts';

export interface Known {
  readonly node: HTMLElement;
  show(one: OpenedHandoff): void;
}

const MOODS: Readonly<Record<string, 'moodAngry' | 'moodWorried' | 'moodCalm'>> = {
  angry: 'moodAngry',
  worried: 'moodWorried',
  calm: 'moodCalm',
};
/** There is room beside the conversation from here on; on a phone it stays folded. */
const WIDE = '(min-width: 75rem)';

/** The case of a hand-off is with customer service: others may help, and do not see it. */
const seesItsCase = ({ role, team }: Me): boolean => role !== 'clerk' || team === 'service';

export function createKnown(me: Me): Known {
  const body = el('div', { class: 'known-body' });
  const fold = el('details', { class: 'known' }, el('summary', {}, say('known')), body);
  fold.open = window.matchMedia(WIDE).matches;
  let looks = '';

  /** Whoever was reached by telephone instead is not waiting any more, which is said at the case. */
  function phoneOf({ contactPhone, stage, caseNumber }: OpenedHandoff): HTMLElement | null {
    if (contactPhone === null) return null;
    const phone = callable(contactPhone);
    if (stage !== 'waiting' || !seesItsCase(me)) return phone;
    return el('div', {}, phone, el('p', {}, el('a', { href: hashOf('cases', caseNumber) }, say('calledByPhone'))));
  }

  function draw(one: OpenedHandoff): void {
    const mood = one.mood === null ? undefined : MOODS[one.mood];
    const number = (to: string): HTMLElement => el('a', { href: hashOf('cases', to) }, to);
    const danger =
      one.dangerCase === null
        ? []
        : [
            el(
              'div',
              { class: 'danger-box' },
              badge(say('dangerSeen'), 'danger'),
              el('p', {}, say('dangerCase'), ' ', number(one.dangerCase)),
            ),
          ];
    const goals = one.goals.map(({ serviceText, slots }) =>
      el(
        'div',
        { class: 'goal' },
        el('h4', {}, serviceText),
        pairs(slots.map(({ label, value }) => [label, value] as const)),
      ),
    );
    body.replaceChildren(
      ...danger,
      ...(goals.length > 0 || one.lastWords === null || one.whole ? [el('h3', {}, say('wants'))] : []),
      ...(goals.length > 0 ? goals : one.lastWords === null || one.whole ? [el('p', {}, say('noGoal'))] : []),
      // Once all of it is there to be read, the last of it needs no place of its own.
      ...(one.lastWords === null || one.whole
        ? []
        : [el('h3', {}, say('lastWords')), el('p', { class: 'words', lang: one.locale }, one.lastWords)]),
      pairs([
        ...one.secret.map(({ label, value }) => [label, value] as const),
        [say('contactPhone'), phoneOf(one)],
        [say('account'), one.account ?? say('unknownWhoHint')],
        // Whoever reports danger calmly is not at ease.
        [say('mood'), mood === undefined || (one.dangerCase !== null && mood === 'moodCalm') ? null : say(mood)],
        [say('channel'), one.channel === null ? null : channelWords(one.channel)],
        [say('languageOf'), tongueWords(one.locale)],
        [say('opened'), whenDated(one.since)],
        [say('waitingNow'), one.stage === 'waiting' ? sinceClock(one.since, 'waitsSince') : null],
        [say('handoffCase'), seesItsCase(me) ? number(one.caseNumber) : one.caseNumber],
      ]),
      ...(one.tried > 0 ? [el('p', { class: 'help' }, say('tried', { n: one.tried }))] : []),
    );
  }

  return {
    node: fold,
    show(one) {
      const { transcript: _, unansweredSince: __, ...rest } = one;
      const now = JSON.stringify(rest);
      if (now === looks) return;
      const first = looks === '';
      looks = now;
      // Danger must not stay in a fold, nor what is all there is to see.
      if (one.dangerCase !== null || (first && !one.whole)) fold.open = true;
      draw(one);
    },
  };
}
