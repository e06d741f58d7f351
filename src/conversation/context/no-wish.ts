/** What is easily taken for a wish and is none: 匿名 by itself, a note to what was filed, 整栋楼 where an address is asked. */
import type { ServiceId } from '../../domain/names.ts';
import { openFrame } from '../session.ts';
import { scopeIn } from '../understanding/parsers/telling.ts';
import { byRule, type Reading } from './reading.ts';

/** What a value is easily taken for, since names, phones and accounts have services of their own. */
export const TAKEN_FOR: readonly ServiceId[] = [
  'account.rename',
  'account.transfer',
  'account.bind',
  'account.switch',
  'request.file',
  'channel.link',
  'outage.query',
];
export const ANONYMOUS_ALONE =
  /^(?:我?(?:要|想)?(?:不用?匿名|匿名|实名)(?:举报|投诉)?|(?:not |stay |be |keep it )?anonymous(?:ly)?)$/;
const NOTE =
  /^(?:请|麻烦|帮我|再|还要|我要|我想)*(?:备注|补充|加一?[句个条]|追加|注明|添加)|^(?:please )?(?:add (?:a |this |one )?(?:note|comment|remark)|note(?: that|:)|also (?:note|tell them|mention)|one more thing)/;
const DARK = /电|黑|\bpower|electric|light|dark|outage|blackout/;

/** While nothing is open. */
export const saysMore: Reading = ({ making: { session }, key, bare, proposals: [first] }) => {
  if (first?.command.kind !== 'start' || !TAKEN_FOR.includes(first.command.service)) return null;
  if (ANONYMOUS_ALONE.test(bare)) return byRule({ kind: 'unknown' });
  // What was filed a moment ago can be added to by the people who have it.
  return session.filed && NOTE.test(key)
    ? byRule({ kind: 'unsure', between: ['handoff.request', 'progress.query'], slots: [{}, {}] })
    : null;
};

/** 整栋楼 where an address is asked is no address, and no outage either. */
export const tellsHowFar: Reading = ({ making: { session }, key, proposals: [first] }) =>
  openFrame(session)?.asked === 'address' &&
  first?.by === 'local' &&
  first.command.kind === 'start' &&
  first.command.service === 'outage.report' &&
  scopeIn(key) !== null &&
  !DARK.test(key)
    ? byRule({ kind: 'unknown' })
    : null;
