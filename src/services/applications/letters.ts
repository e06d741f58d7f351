/** Text messages to the old holder at the phone on file, in the language their people use with us. */
import { outsideQuietHours } from '../../clocks/quiet-hours.ts';
import type { Account } from '../../domain/billing.ts';
import type { Locale } from '../../domain/names.ts';
import type { Write } from '../../store/commit.ts';
import { type BoundResident, residentsBoundTo } from '../../store/holders.ts';
import { putInOutbox } from '../../store/outbox.ts';
import { calendarOf } from '../cases.ts';
import type { Deps } from '../deps.ts';
import type { HolderLetter } from './words.ts';

/** The language of the newest binding that is not the applicant's, else that of the place. */
export function holderLocale(accountNumber: string, bound: readonly BoundResident[], applicant: string | null): Locale {
  const own = bound.find((one) => one.residentId !== applicant);
  return own?.locale ?? (calendarOf(accountNumber) === 'taiwan' ? 'zh-TW' : 'zh-CN');
}

/** Nothing when no phone is on file. `uselessAt`: a link that has run out is not sent any more. `known`: who is bound, where it was read already. */
export async function letterTo(
  deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'tokens' | 'settings' | 'holderWords'>,
  account: Pick<Account, 'accountNumber' | 'phone'>,
  applicant: string | null,
  letter: HolderLetter,
  uselessAt?: Date,
  known?: readonly BoundResident[],
): Promise<readonly Write[]> {
  if (account.phone === '') return [];
  const [bound, settings] = await Promise.all([
    known ?? residentsBoundTo(deps.db, account.accountNumber),
    deps.settings(),
  ]);
  const locale = holderLocale(account.accountNumber, bound, applicant);
  return [
    putInOutbox({
      conversationId: null,
      channel: 'text-message',
      recipient: account.phone,
      body: { sealed: await deps.tokens.seal(deps.holderWords.letter(letter, settings, locale)) },
      replyToken: null,
      retryKey: deps.chance.id(),
      // What somebody does at night wakes nobody else.
      dueAt: outsideQuietHours(deps.clock.now(), settings.quietHours),
      ...(uselessAt && { uselessAt }),
    }),
  ];
}
