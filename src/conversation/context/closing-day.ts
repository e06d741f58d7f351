/** The day an account is to be closed: kept in the words of the reason, where the clerk reads it; it begins nothing else. */
import type { IsoDate } from '../../domain/billing.ts';
import type { Command, Proposal } from '../message.ts';
import { openFrame } from '../session.ts';
import { yesOrNo } from '../understanding/parsers/yes-no.ts';
import { daysIn } from '../understanding/slots/dates.ts';
import { hear } from '../understanding/spelling.ts';
import { byRule, type Reading } from './reading.ts';

const ENDS =
  /停(?!电|電)|销|銷|废|廢|终止|終止|结束|結束|关|關|拆|注销|註銷|搬|\b(?:stop|close[ds]?|closing|end|ends|ended|terminate|off|move|moving|leave|leaving|until|till|from|on|by)\b/i;
const ASKS = /[?？]\s*$|[吗嗎呢]\s*$/;
const LONGEST = 200;

/** A day without its number. */
const MONTHS_END = /月底|月末|\bend of (?:the|this|next|[a-z]{3,9})(?: month)?\b/i;
const namesDay = (said: string, today: IsoDate): boolean =>
  MONTHS_END.test(said) || daysIn(hear(said).key, today, false) !== null;

/** The clauses that name the day, as they were written. */
function dayTold(written: string, today: IsoDate): string | null {
  if (ASKS.test(written) || !namesDay(written, today) || !ENDS.test(written)) return null;
  const clauses = written.split(/[,，。；;!！\n]+/).map((clause) => clause.trim());
  const said = clauses.filter((clause) => namesDay(clause, today)).join('，');
  return said !== '' && said.length <= LONGEST ? said : null;
}

/** 停用 sounds like an outage; any other wish is one. */
const leadsElsewhere = ({ command }: Proposal): boolean =>
  command.kind === 'cancel' ||
  (command.kind === 'start' && !command.service?.startsWith('outage.') && command.service !== 'request.file');

export const closingDay: Reading = ({ making: { session, turn }, written, bare, proposals }) => {
  const said = dayTold(written, turn.today);
  if (said === null) return null;
  const open = openFrame(session);
  const begins = proposals.findIndex(
    ({ command }) =>
      command.kind === 'start' && command.service === 'request.file' && command.slots?.category === 'account-closing',
  );
  if (begins >= 0)
    return proposals.map((proposal, at) => {
      const { command } = proposal;
      if (at !== begins || command.kind !== 'start') return proposal;
      return { ...proposal, command: { ...command, slots: { ...command.slots, reason: said } } };
    });
  if (open?.service !== 'request.file' || open.slots.category !== 'account-closing' || !open.asked) return null;
  // The reason is asked for: whatever is said is one, the day with it.
  if (open.asked === 'reason') return byRule({ kind: 'set', slot: 'reason', value: written.trim() });
  if (yesOrNo(bare, open.service) !== null || proposals.some(leadsElsewhere)) return null;
  const { reason } = open.slots;
  // A day said again stands for the one before it.
  const rest = (reason ?? '').split('；').filter((part) => part !== '' && !namesDay(part, turn.today));
  const command: Command = {
    kind: reason === undefined ? 'set' : 'correct',
    slot: 'reason',
    value: [...rest, said].join('；'),
  };
  return byRule(command);
};
