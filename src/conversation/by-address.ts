/** An outage that waited for an account to be linked can be told by its address: nobody in the dark is left with nothing. */
import type { ServiceId } from '../domain/names.ts';
import { type Making, sayAll } from './making.ts';
import { start } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { type Frame, openFrame } from './session.ts';

const NEEDS_NO_ACCOUNT: readonly ServiceId[] = ['outage.report', 'outage.query'];

/** `left` ended without an account; `all`: it, and what waited for it. */
export function offerByAddress(making: Making, left: Frame, all: readonly Frame[]): void {
  const wish = all.find(({ service }) => NEEDS_NO_ACCOUNT.includes(service));
  if (left.service !== 'account.bind' || !wish || openFrame(making.session)) return;
  const { service } = wish;
  const { account, accountNumber, ...slots } = wish.slots;
  const button = start(service, phrase('label.service', { service }), slots);
  sayAll(making, [{ kind: 'choices', phrase: phrase('repair.by-address', { service }), buttons: [button] }]);
}
