/** Words after an emergency that are still about it: somebody hurt, what to do, when they come, where it is. They are heard as that, whatever they mean elsewhere. */
import type { ServiceId } from '../../domain/names.ts';
import { whereIn } from '../danger/where.ts';
import type { FurtherDanger, Proposal } from '../message.ts';
import { type Frame, openFrame } from '../session.ts';
import { asksWhatToDo, asksWhenHelpComes, hurtIn, saysItIsOver } from '../understanding/distress.ts';
import { byRule, type Reading } from './reading.ts';

const MINUTE = 60_000;
/** So long a danger is what people speak of while nothing else is open, and beside something else that is. */
const LASTS_MINUTES = 60;
const LASTS_BESIDE_MINUTES = 10;

/** Open questions that a place answers, that their telephone does, and that another number does. */
const WANTS_PLACE: readonly (Frame['asked'] | undefined)[] = ['address', 'account', 'parkingSpace'];
const WANTS_OWN_PHONE: readonly (Frame['asked'] | undefined)[] = ['phone', 'contactPhone'];
const WANTS_NUMBER: readonly (Frame['asked'] | undefined)[] = ['oldHolderPhone', 'accountNumber', 'code'];
/** What a place and a danger are easily taken for: nothing that was plainly wished is left for them. */
const NEAR_DANGER: readonly ServiceId[] = [
  'outage.report',
  'outage.query',
  'knowledge.ask',
  'smalltalk',
  'request.file',
];
const THERE = /^(?:好的?|嗯|谢谢|多谢|知道了?|明白了?|收到|ok|okay|thanks?|thank you)\b/;

export const furtherDanger: Reading = ({ making: { session, turn }, written, key, bare, proposals }) => {
  const told = session.danger;
  if (!told) return null;
  const minutes = (turn.now.getTime() - Date.parse(told.at)) / MINUTE;
  const open = openFrame(session);
  if (minutes > (open ? LASTS_BESIDE_MINUTES : LASTS_MINUTES)) return null;
  const be = (of: FurtherDanger): readonly Proposal[] => byRule({ kind: 'emergency', of });
  if (hurtIn(key)) return be('hurt');
  // Which paper or how much is asked of something else that is open.
  if (asksWhatToDo(key)) return be('advice');
  if (asksWhenHelpComes(key)) return be('coming');
  const reports = open?.service === 'outage.report';
  if ((!open || (reports && open.slots.danger === 'yes')) && saysItIsOver(key)) return be('words');
  const wishes = proposals.some(
    ({ command, by }) => command.kind === 'start' && by === 'rule' && !NEAR_DANGER.includes(command.service),
  );
  if (wishes) return null;
  // A place is no answer to who wants a number.
  const free =
    !open ||
    (reports && WANTS_PLACE.includes(open.asked)) ||
    [...WANTS_OWN_PHONE, ...WANTS_NUMBER].includes(open.asked);
  const where = whereIn(written, turn.locale, free && !told.placed && minutes <= LASTS_BESIDE_MINUTES);
  const isWhere = where.address !== null || where.contactPhone !== null;
  // A report of the same outage wants to know it too.
  if (reports) {
    if (isWhere) return [...be('where'), ...valuesOf(where)];
  } else {
    if (WANTS_PLACE.includes(open?.asked)) return null;
    // What was asked for is answered by it, and those who go there ring it up.
    if (WANTS_OWN_PHONE.includes(open?.asked) && where.contactPhone !== null) return [...be('where'), ...proposals];
    if (where.address === null && WANTS_NUMBER.includes(open?.asked)) return null;
    if (isWhere) return be('where');
  }
  const lost = proposals.every(({ command: { kind } }) => kind === 'unknown' || kind === 'outOfScope');
  return lost && !open && minutes <= LASTS_BESIDE_MINUTES && !THERE.test(bare) ? be('words') : null;
};

const valuesOf = ({ address, contactPhone }: ReturnType<typeof whereIn>): readonly Proposal[] => [
  ...(address === null ? [] : byRule({ kind: 'set', slot: 'address', value: address })),
  ...(contactPhone === null ? [] : byRule({ kind: 'set', slot: 'contactPhone', value: contactPhone })),
];
