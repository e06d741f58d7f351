/** Residents and their accounts: sessions, binding by a code to the phone on file, nicknames, real-name check. */
import { addMinutes } from '../domain/calendar.ts';
import { maskPhone } from '../domain/mask.ts';
import { DEFAULT_LOCALE, type Locale } from '../domain/names.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { type BoundAccount, boundAccount, kinOf, type Viewer } from '../domain/viewer.ts';
import type { Write } from '../store/commit.ts';
import { type Limit, takeLimits } from '../store/counters.ts';
import { type Identity, newIdentity } from '../store/identities.ts';
import { putInOutbox } from '../store/outbox.ts';
import { provePhone } from '../store/proven-phones.ts';
import {
  attemptCode,
  bindAccount,
  changeResident,
  newResident,
  newVerification,
  unbindAccount,
  useVerification,
  viewerById,
} from '../store/residents.ts';
import type { Deps, Planned } from './deps.ts';
import { limitsInMemory } from './limits-in-memory.ts';
import type { Issued } from './tokens.ts';

const CODE_MINUTES = 10;
const CODE_TRIES = 5;
export const SESSION_DAYS = 30;
const DAY = 86_400;

export interface StartedVerification {
  readonly verificationId: string;
  readonly expiresAt: Date;
}

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'utility' | 'realName' | 'limits'>,
) {
  const { db, clock, chance, tokens } = deps;

  const until = (retryAt: Date | null): Result<null> => {
    if (!retryAt) return ok(null);
    const retryAfterSeconds = Math.max(1, Math.ceil((retryAt.getTime() - clock.now().getTime()) / 1_000));
    return refuse('too_many_requests', { retryAt, retryAfterSeconds });
  };

  const limit = async (gate: Limit, others: readonly Limit[], by: string | null = null): Promise<Result<null>> =>
    deps.limits === 'off' ? ok(null) : until(await takeLimits(db, gate, others, clock.now(), by));

  const takeInMemory = limitsInMemory();
  /** The same without a round trip, in this process alone (services/limits-in-memory.ts). */
  const limitHere = (one: Limit): Result<null> =>
    deps.limits === 'off' ? ok(null) : until(takeInMemory(one, clock.now()));

  return {
    limit,
    limitHere,

    /** A new guest, with a token for its own session. */
    async openSession(locale: Locale): Promise<{ token: string; expiresAt: Date; residentId: string }> {
      const now = clock.now();
      const residentId = chance.id();
      const expiresAt = addMinutes(now, SESSION_DAYS * 24 * 60);
      await deps.unit.commit([newResident(residentId, locale, false, now)]);
      return { token: await tokens.issue('session', residentId, now, expiresAt), expiresAt, residentId };
    },

    /** A token for somebody whom a platform vouches for. */
    async sessionOf(residentId: string): Promise<{ token: string; expiresAt: Date }> {
      const now = clock.now();
      const expiresAt = addMinutes(now, SESSION_DAYS * 24 * 60);
      return { token: await tokens.issue('session', residentId, now, expiresAt), expiresAt };
    },

    /** Who a session token belongs to; null when it is no good any more. */
    async viewer(token: string): Promise<Viewer | null> {
      const session = await tokens.readIssued('session', token, clock.now());
      return session && viewerById(db, session.subject, session.at);
    },

    /** A resident's language; the default for one that nobody knows. */
    localeOf: async (residentId: string): Promise<Locale> =>
      (await viewerById(db, residentId))?.locale ?? DEFAULT_LOCALE,

    /** The same without asking the database: for those who load the viewer with what else they read. */
    residentOf: (token: string): Promise<string | null> => tokens.read('session', token, clock.now()),

    /** The same with when the session was opened: whoever loads the viewer sees whether it was ended since. */
    sessionBy: (token: string): Promise<Issued | null> => tokens.readIssued('session', token, clock.now()),

    /** `identity`: what a platform calls them; null where we named them ourselves. */
    planNewResident: (
      residentId: string,
      locale: Locale,
      localeChosen: boolean,
      identity: Identity | null,
    ): Write[] => [
      newResident(residentId, locale, localeChosen, clock.now()),
      ...(identity ? [newIdentity(identity, residentId, clock.now())] : []),
    ],
    planLocale: (residentId: string, locale: Locale, chosen: boolean): Planned<Locale> => ({
      value: locale,
      writes: [changeResident(residentId, { locale, localeChosen: chosen })],
    }),

    /**
     * Sends a code to the phone on file if number and phone belong together, and answers the same, after the same work, if they
     * don't. One code a minute and five a day per phone, ten a day per resident and per account, a breaker over all.
     * `text` is what the message says around the code; `by` names the message that asks, so that running it again asks once.
     */
    async startVerification(
      viewer: Pick<Viewer, 'residentId'>,
      asked: { accountNumber: string; phone: string },
      text: (code: string, minutes: number) => string,
      by: string | null,
    ): Promise<Result<Planned<StartedVerification>>> {
      const phoneKey = await tokens.hash('limit phone', asked.phone);
      const limited = await limit(
        { key: `code:minute:${phoneKey}`, most: 1, windowSeconds: 60 },
        [
          { key: `code:day:${phoneKey}`, most: 5, windowSeconds: DAY },
          { key: `code:resident:${viewer.residentId}`, most: 10, windowSeconds: DAY },
          { key: `code:account:${asked.accountNumber}`, most: 10, windowSeconds: DAY },
          { key: 'code:all', most: 2_000, windowSeconds: 3_600 },
        ],
        by,
      );
      if (!limited.ok) return limited;
      const account = await deps.utility.account(asked.accountNumber);
      const matched = account !== null && account.status !== 'closed' && account.phone === asked.phone;
      const now = clock.now();
      const verificationId = chance.id();
      const code = chance.digits(6);
      const [codeHash, sealed] = await Promise.all([
        tokens.hash(`code ${verificationId}`, code),
        tokens.seal(text(code, CODE_MINUTES)),
      ]);
      const value = { verificationId, expiresAt: addMinutes(now, CODE_MINUTES) };
      return ok({
        value,
        writes: [
          newVerification({
            ...value,
            residentId: viewer.residentId,
            accountNumber: asked.accountNumber,
            matched,
            codeHash,
            tries: CODE_TRIES,
            now,
          }),
          ...(matched
            ? [
                putInOutbox({
                  conversationId: null,
                  channel: 'text-message',
                  recipient: asked.phone,
                  body: { sealed },
                  replyToken: null,
                  retryKey: chance.id(),
                  dueAt: now,
                  uselessAt: value.expiresAt,
                }),
              ]
            : []),
        ],
      });
    },

    /** Binds the account of a verification whose code is right. A wrong code uses up one of five tries at once. */
    async bind(
      viewer: Viewer,
      given: { verificationId: string; code: string; nickname: string | null },
      by: string | null,
    ): Promise<Result<Planned<BoundAccount>>> {
      const now = clock.now();
      const codeHash = await tokens.hash(`code ${given.verificationId}`, given.code);
      const attempt = await attemptCode(db, given.verificationId, viewer.residentId, codeHash, now, by);
      if (!attempt) return refuse('code_expired');
      if (!attempt.right || !attempt.account) {
        return attempt.triesLeft > 0 ? refuse('code_wrong', { triesLeft: attempt.triesLeft }) : refuse('code_expired');
      }
      const { accountNumber, holder, address, category, status, phone } = attempt.account;
      const bound: BoundAccount = {
        accountNumber,
        holder,
        address,
        category,
        status: status as BoundAccount['status'],
        nickname: given.nickname,
      };
      const used = useVerification(given.verificationId, now);
      const proven = provePhone({
        residentId: viewer.self ?? viewer.residentId,
        phoneHash: await tokens.hash('phone', phone),
        masked: maskPhone(phone),
        by: 'code',
        now,
      });
      if (boundAccount(viewer, accountNumber)) {
        await deps.unit.commit([used, proven]);
        return refuse('already_bound');
      }
      return ok({
        value: bound,
        writes: [
          used,
          proven,
          bindAccount({
            bindingId: chance.id(),
            residentId: viewer.residentId,
            accountNumber,
            nickname: given.nickname,
            now,
          }),
        ],
      });
    },

    unbind(viewer: Viewer, accountNumber: string): Result<Planned<null>> {
      if (!boundAccount(viewer, accountNumber)) return refuse('not_found');
      const now = clock.now();
      return ok({
        value: null,
        writes: [
          unbindAccount(kinOf(viewer), accountNumber, now),
          ...(viewer.currentAccount === accountNumber
            ? [changeResident(viewer.residentId, { currentAccount: null })]
            : []),
        ],
      });
    },

    /** Makes one of the bound accounts the one that is meant when none is named. */
    makeCurrent(viewer: Viewer, accountNumber: string): Result<Planned<null>> {
      if (!boundAccount(viewer, accountNumber)) return refuse('not_found');
      return ok({ value: null, writes: [changeResident(viewer.residentId, { currentAccount: accountNumber })] });
    },

    /** Name and number are compared outside and not kept; ten tries a day. */
    async checkRealName(viewer: Viewer, person: { name: string; idNumber: string }): Promise<Result<Planned<null>>> {
      const limited = await limit({ key: `real-name:${viewer.residentId}`, most: 10, windowSeconds: DAY }, []);
      if (!limited.ok) return limited;
      if (!(await deps.realName.matches(person))) return refuse('real_name_mismatch');
      return ok({ value: null, writes: [changeResident(viewer.residentId, { realName: 'verified' })] });
    },
  };
}
