/** One line of those who wait: danger first, who, since when, what they want or wrote last, what was tried, how they feel. */
import { el } from '../../browser/dom.ts';
import { locale } from './locale.ts';
import { badge } from './parts.ts';
import type { Handoff } from './shapes.ts';
import { dueClock, sinceClock, when } from './time.ts';
import { say, sayOne } from './words.ts';

/** Who it is, as far as one may see. */
export const whoWords = ({ who, account }: Handoff): string =>
  [who ?? say('unknownWho'), account].filter((part) => part !== null).join(' · ');

const LOCALE_WORDS = { 'zh-CN': 'localeCn', 'zh-TW': 'localeTw', en: 'localeEn' } as const;
export const tongueWords = (locale: string): string =>
  say(locale in LOCALE_WORDS ? LOCALE_WORDS[locale as keyof typeof LOCALE_WORDS] : 'unnamed');

export const channelWords = (channel: string): string => sayOne('channel', channel);

export function moodBadge(mood: string | null): HTMLElement[] {
  if (mood === 'angry') return [badge(say('moodAngry'), 'late')];
  return mood === 'worried' ? [badge(say('moodWorried'), 'quiet')] : [];
}

/** Whom it is offered to: one of them by name, or a team. */
export const offeredWords = ({ name, teamText }: NonNullable<Handoff['offeredTo']>): string => name ?? teamText;

function offer({ offeredTo }: Handoff): HTMLElement[] {
  if (offeredTo === null) return [];
  return [
    offeredTo.forMe
      ? badge(say('offeredToMe'), 'late')
      : badge(say('offeredTo', { who: offeredWords(offeredTo) }), 'quiet'),
  ];
}

function standing(one: Handoff): HTMLElement {
  if (one.stage === 'waiting') return badge(say('waitingNow'), 'quiet');
  return badge(one.mine ? say('withMe') : say('withOther', { name: one.holder ?? say('clerk') }), 'quiet');
}

export function handoffLine(one: Handoff, href: string): HTMLElement {
  const goals = new Intl.ListFormat(locale()).format(one.goals.map(({ serviceText }) => serviceText));
  const danger = one.dangerCase === null ? [] : [badge(say('dangerSeen'), 'danger')];
  const kind = danger.length > 0 ? 'line urgent' : one.stage === 'waiting' ? 'line calls' : 'line';
  const wish = goals === '' ? [] : [el('span', { class: 'line-stage' }, say('wantsWhat', { what: goals }))];
  const words = one.lastWords === null ? [] : [el('span', { class: 'line-about' }, one.lastWords)];
  const link = el(
    'a',
    { class: kind, href },
    el(
      'span',
      { class: 'line-top' },
      ...danger,
      el('strong', {}, whoWords(one)),
      standing(one),
      ...offer(one),
      ...moodBadge(one.mood),
    ),
    ...(wish.length + words.length === 0 ? [el('span', { class: 'line-stage' }, say('noGoal'))] : [...words, ...wish]),
    el(
      'span',
      { class: 'line-meta' },
      [
        ...(one.channel === null ? [] : [channelWords(one.channel)]),
        tongueWords(one.locale),
        ...(one.tried > 0 ? [say('tried', { n: one.tried })] : []),
      ].join(' · '),
    ),
  );
  if (one.stage === 'waiting') {
    link.append(el('span', { class: 'clock' }, sinceClock(one.since, 'waitsSince')));
    if (one.opensAt !== null)
      link.append(el('span', { class: 'clock' }, say('opensAt', { time: '' }), when(one.opensAt)));
    if (one.deadline !== null) link.append(dueClock(one.deadline));
  } else if (one.unansweredSince !== null)
    link.append(el('span', { class: 'clock' }, sinceClock(one.unansweredSince, 'saidSince')));
  return el('li', {}, link);
}
