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

/** Open questions that a number or a place answers. */
const WANTS_WHERE: readonly (Frame['asked'] | undefined)[] = [
  'address',
  'phone',
  'contactPhone',
  'oldHolderPhone',
  'accountNumber',
  'account',
  'parkingSpace',
];
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
  if (!open && saysItIsOver(key)) return be('words');
  const wishes = proposals.some(
    ({ command, by }) => command.kind === 'start' && by === 'rule' && !NEAR_DANGER.includes(command.service),
  );
  const reports = open?.service === 'outage.report';
  if (wishes || (WANTS_WHERE.includes(open?.asked) && !reports)) return null;
  const asksPlace = reports && open.asked === 'address';
  const where = whereIn(written, turn.locale, (!open || asksPlace) && !told.placed && minutes <= LASTS_BESIDE_MINUTES);
  // A report of the same outage wants to know it too.
  if (where.address !== null || where.contactPhone !== null)
    return reports ? [...be('where'), ...valuesOf(where)] : be('where');
  const lost = proposals.every(({ command: { kind } }) => kind === 'unknown' || kind === 'outOfScope');
  return lost && !open && minutes <= LASTS_BESIDE_MINUTES && !THERE.test(bare) ? be('words') : null;
};

const valuesOf = ({ address, contactPhone }: ReturnType<typeof whereIn>): readonly Proposal[] => [
  ...(address === null ? [] : byRule({ kind: 'set', slot: 'address', value: address })),
  ...(contactPhone === null ? [] : byRule({ kind: 'set', slot: 'contactPhone', value: contactPhone })),
];
