/** 以前的手机号停用了: who cannot receive the code is told the ways that there are, by linking itself. */
import type { Command } from '../message.ts';
import { openFrame } from '../session.ts';
import { lostPhone } from '../understanding/rules/lost-phone.ts';
import { byRule, type Reading } from './reading.ts';

const LOST_KINDS: readonly Command['kind'][] = ['unknown', 'start', 'resend', 'reject', 'outOfScope', 'set', 'correct'];

const LINKS = /绑|验证码|\blink|\bcode/;

export const phoneIsLost: Reading = ({ making: { session }, written, key, proposals }) => {
  const open = openFrame(session);
  if (!open) return LINKS.test(key) && lostPhone(written) ? byRule({ kind: 'start', service: 'account.bind' }) : null;
  const mayBe = proposals.every(({ command: { kind } }) => LOST_KINDS.includes(kind));
  return open.service === 'account.bind' && open.asked && mayBe && lostPhone(written)
    ? byRule({ kind: 'go-on' })
    : null;
};
