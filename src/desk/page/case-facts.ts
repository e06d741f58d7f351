/** The facts of a case: how it stands, whom to contact, whose account it is. */
import { el } from '../../browser/dom.ts';
import type { Room } from '../rooms.ts';
import { isTalk } from './case-line.ts';
import { block, callable, pairs } from './parts.ts';
import { hashOf } from './route.ts';
import type { WholeCase } from './shapes.ts';
import { dueClock, whenDated } from './time.ts';
import { say } from './words.ts';

/** Shown first, in a part of their own. */
const MAIN: readonly string[] = ['description', 'address', 'place'];

const caseLink = (number: string): HTMLElement => el('a', { href: hashOf('cases', number) }, number);

function waitsFor({ waitsFor: who }: WholeCase): string | null {
  if (who === null) return null;
  return say(who === 'resident' ? 'resident' : 'oldHolder');
}

/** `rooms`: those of who looks; an outage is a link for whom it is one. */
export function overview(one: WholeCase, rooms: readonly Room[]): HTMLElement {
  const outage =
    one.outageId !== null && rooms.includes('outages')
      ? el('a', { href: hashOf('outages', one.outageId) }, one.outageId)
      : one.outageId;
  return block(
    say('overview'),
    pairs([
      [say('owner'), one.owner ?? say('nobody')],
      [say('team'), one.teamText],
      [say('waitsFor'), waitsFor(one)],
      [say('chases'), one.chases > 0 ? say('times', { n: one.chases }) : null],
      [say('opened'), whenDated(one.openedAt)],
      [say('closedAt'), one.closedAt === null ? null : whenDated(one.closedAt)],
      [say('rating'), one.rating === null ? null : say('ratingOf', { n: one.rating })],
      [
        say('talkCase'),
        one.handoffCase === null ? null : el('a', { href: hashOf('handoffs', one.handoffCase) }, one.handoffCase),
      ],
      [say('dangerCase'), one.dangerCase === null ? null : caseLink(one.dangerCase)],
      [say('related'), one.relatedCase === null ? null : caseLink(one.relatedCase)],
      [say('outage'), outage],
    ]),
  );
}

const factOf = ({ facts }: WholeCase, ...names: readonly string[]) => facts.find(({ fact }) => names.includes(fact));
const placeOf = (one: WholeCase): string | null =>
  factOf(one, 'address', 'place', 'coordinates')?.value ?? one.account?.address ?? null;
const phoneOf = ({ contact, account }: WholeCase): string | null => contact.phone ?? account?.phone ?? null;

/** What comes next and until when; a running talk has no clock that one works by. */
export function nextLine(one: WholeCase): HTMLElement[] {
  if (one.status !== 'open') return [];
  const clock = one.deadline === null || isTalk(one) ? [] : [dueClock(one.deadline)];
  if (one.nextActionText === null && clock.length === 0) return [];
  const next = one.nextActionText === null ? [] : [el('strong', {}, say('nextIs', { action: one.nextActionText }))];
  return [el('p', { class: 'next-line' }, ...next, ...clock)];
}

/** Nobody can go where nobody knows, or ask where there is no number: of danger it is said before all else. */
export function unknownLines(one: WholeCase): HTMLElement[] {
  if (!one.danger || one.status !== 'open' || one.anonymous) return [];
  return [
    ...(placeOf(one) === null ? [el('p', { class: 'alert' }, say('addressUnknown'))] : []),
    ...(phoneOf(one) === null ? [el('p', { class: 'alert' }, say('phoneUnknown'))] : []),
  ];
}

/** The words, the place and the number: what whoever goes or calls needs first, on a phone before all rows of facts. */
export function mainPoints(one: WholeCase): HTMLElement[] {
  const words = factOf(one, 'description');
  const phone = one.anonymous ? null : phoneOf(one);
  const rows = [
    [say('address'), placeOf(one)],
    [say('phone'), phone === null ? null : callable(phone)],
    [say('name'), one.anonymous ? null : (one.contact.name ?? one.account?.holder)],
  ] as const;
  if (!words && rows.every(([, value]) => !value)) return [];
  return [block(say('mainPoints'), ...(words ? [el('p', { class: 'words' }, words.value)] : []), pairs(rows))];
}

export function factsBlock(one: WholeCase): HTMLElement[] {
  // Where both are known, the second place stands here.
  const place = placeOf(one);
  const rest = one.facts.filter(({ fact, value }) => !MAIN.includes(fact) || (fact === 'place' && value !== place));
  return rest.length === 0 ? [] : [block(say('facts'), pairs(rest.map(({ label, value }) => [label, value] as const)))];
}

export function contactBlock({ anonymous, contact }: WholeCase): HTMLElement[] {
  if (anonymous) return [block(say('contact'), el('p', {}, say('anonymous')))];
  const { idNumber, oldHolderPhone } = contact;
  if (!idNumber && !oldHolderPhone) return [];
  return [
    block(
      say('contact'),
      pairs([
        [say('idNumber'), idNumber],
        [say('oldHolderPhone'), oldHolderPhone ? callable(oldHolderPhone) : null],
      ]),
    ),
  ];
}

export function accountBlock({ account }: WholeCase): HTMLElement[] {
  if (!account) return [];
  return [
    block(
      say('accountHeading'),
      pairs([
        [say('account'), account.accountNumber],
        [say('holder'), account.holder],
        [say('address'), account.address],
        [say('phone'), account.phone ? callable(account.phone) : null],
        [say('accountStatus'), say(`status_${account.status}`)],
      ]),
    ),
  ];
}
