/** What is easily taken for a wish and is none: 匿名 by itself, 整栋楼 where an address is asked. */
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
const DARK = /电|黑|\bpower|electric|light|dark|outage|blackout/;

/** While nothing is open. */
export const onlyAnonymous: Reading = ({ bare, proposals: [first] }) =>
  first?.command.kind === 'start' && TAKEN_FOR.includes(first.command.service) && ANONYMOUS_ALONE.test(bare)
    ? byRule({ kind: 'unknown' })
    : null;

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
