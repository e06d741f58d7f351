/** The facts of a case: how it stands, whom to contact, whose account it is. */
import { el } from '../../browser/dom.ts';
import type { Room } from '../rooms.ts';
import { block, callable, pairs } from './parts.ts';
import { hashOf } from './route.ts';
import type { WholeCase } from './shapes.ts';
import { dueClock, whenDated } from './time.ts';
import { say } from './words.ts';

const caseLink = (number: string): HTMLElement => el('a', { href: hashOf('cases', number) }, number);

function waitsFor({ waitsFor: who }: WholeCase): string | null {
  if (who === null) return null;
  return say(who === 'resident' ? 'resident' : 'oldHolder');
}

/** `rooms`: those of who looks; an outage is a link for whom it is one. */
export function overview(one: WholeCase, rooms: readonly Room[]): HTMLElement {
  const open = one.status === 'open';
  const outage =
    one.outageId !== null && rooms.includes('outages')
      ? el('a', { href: hashOf('outages', one.outageId) }, one.outageId)
      : one.outageId;
  return block(
    say('overview'),
    pairs([
      [say('next'), open ? one.nextActionText : null],
      [say('due'), open && one.deadline !== null ? dueClock(one.deadline) : null],
      [say('team'), one.teamText],
      [say('owner'), one.owner ?? say('nobody')],
      [say('waitsFor'), waitsFor(one)],
      [say('chases'), one.chases > 0 ? say('times', { n: one.chases }) : null],
      [say('opened'), whenDated(one.openedAt)],
      [say('closedAt'), one.closedAt === null ? null : whenDated(one.closedAt)],
      [say('rating'), one.rating === null ? null : say('ratingOf', { n: one.rating })],
      [say('related'), one.relatedCase === null ? null : caseLink(one.relatedCase)],
      [say('outage'), outage],
    ]),
  );
}

export function contactBlock({ anonymous, contact }: WholeCase): HTMLElement[] {
  if (anonymous) return [block(say('contact'), el('p', {}, say('anonymous')))];
  const { name, idNumber, phone, oldHolderPhone } = contact;
  if (!name && !idNumber && !phone && !oldHolderPhone) return [];
  return [
    block(
      say('contact'),
      pairs([
        [say('name'), name],
        [say('phone'), phone ? callable(phone) : null],
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
