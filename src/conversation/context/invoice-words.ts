/** An invoice's title and tax number, told with each other or before they are asked: each goes to its own question. */
import type { SlotName } from '../../domain/names.ts';
import { fold } from '../../text/script.ts';
import type { Command, Proposal } from '../message.ts';
import { invoiceDetails } from '../understanding/parsers/invoice.ts';
import { isAsking } from '../understanding/parsers/written.ts';
import { PARSERS } from '../understanding/parsers.ts';
import { personAt } from '../understanding/slots/surnames.ts';
import { companyIn } from '../understanding/slots/titles.ts';
import { byRule, type Reading } from './reading.ts';

const ASKED: readonly (SlotName | 'confirm')[] = ['titleKind', 'title', 'taxNumber', 'confirm'];

const isPerson = (title: string): boolean => personAt(fold(title), 0)?.length === title.length;
/** A number with a title, without the words that put it off: 抬头等下给你. */
const PUTS_OFF =
  /^(?:这|這|那|我|我们|我們|公司|是|就|的)*$|等(?:一?下|会|會)|稍后|稍後|待会|待會|回头|不知道|没有|沒有|忘|\b(?:later|wait|don'?t|not|no|none|here|it'?s)\b/i;

/** For a person after all, where the company's name or number is asked. */
const PERSONAL =
  /^(?:那|还是|算了|不|就|改|换|开|写|用|要|成|为|[,。 ])*(?:个人|私人)(?:的|抬头|发票|名义|吧|就行|就好|好了)*$|^(?:(?:make|change) it (?:to )?|actually |for |just |then |no,? )*(?:personal|an individual|a private person|myself)(?: instead| please)?$/;

export const invoiceWords: Reading = ({ written, bare, proposals, hearing }) => {
  const { open, filled, locale } = hearing;
  if (open?.service !== 'invoice.issue' || !ASKED.includes(open.slot)) return null;
  if (!proposals.every(leavesRoom) || isAsking(written.trim())) return null;
  if (filled.titleKind === 'company' && PERSONAL.test(bare))
    return byRule({ kind: 'correct', slot: 'titleKind', value: 'personal' });
  const { title: named, taxNumber, rest } = invoiceDetails(written, locale);
  const free =
    open.slot === 'title' && taxNumber !== null && !PUTS_OFF.test(rest) ? PARSERS.title(rest, hearing) : null;
  const called = named !== null && (companyIn(named) !== null || !PUTS_OFF.test(named)) ? named : null;
  const title = called ?? (free?.ok ? free.value : null);
  if (taxNumber === null && (title === null || proposals.some(givesTitle))) return null;
  // 抬头写王秀兰 before it is known whose it is: the holder's own, by its own answer.
  if (taxNumber === null && title !== null && filled.titleKind !== 'company' && isPerson(title)) return null;
  const commands: Command[] = [];
  const put = (slot: 'titleKind' | 'title' | 'taxNumber', value: string | null) => {
    if (value === null || filled[slot] === value) return;
    commands.push({ kind: filled[slot] === undefined ? 'set' : 'correct', slot, value });
  };
  // First, because another kind forgets the title and the number of the one before.
  put('titleKind', 'company');
  put('title', title);
  put('taxNumber', taxNumber);
  return commands.length > 0 ? byRule(...commands) : null;
};

const givesTitle = ({ command }: Proposal): boolean =>
  (command.kind === 'set' || command.kind === 'correct') && command.slot === 'title';

/** Another wish, a word that steers and a question go on as they are. */
function leavesRoom({ command }: Proposal): boolean {
  if (command.kind === 'start') return command.service === 'invoice.issue';
  return ['set', 'correct', 'reject', 'unknown', 'deny', 'outOfScope'].includes(command.kind);
}
