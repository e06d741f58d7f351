/** Signing in by a platform's word: who a mini program's code or a LINE token stands for, as a resident of ours with a session. */
import { maskPhone } from '../domain/mask.ts';
import type { Locale } from '../domain/names.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { lostRace, type Write } from '../store/commit.ts';
import {
  type Identity,
  identityOf,
  keepSecret,
  newIdentity,
  newIdentityUnlessKept,
  residentOf,
} from '../store/identities.ts';
import { useTokenOnce } from '../store/link-codes.ts';
import { rememberOpenId } from '../store/open-ids.ts';
import { provePhone } from '../store/proven-phones.ts';
import { newResident, viewerById } from '../store/residents.ts';
import type { Accounts } from './accounts.ts';
import type { Deps } from './deps.ts';

/** Two first sign-ins at the same moment: the second finds what the first made. */
const TRIES = 3;

export interface Session {
  readonly token: string;
  readonly expiresAt: Date;
  readonly residentId: string;
  readonly locale: Locale;
}

export type Identities = ReturnType<typeof createIdentities>;

export function createIdentities(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'miniProgram' | 'lineLogin'>,
  accounts: Accounts,
) {
  const { db, clock, tokens } = deps;

  /** `also`: other names of the same person, by the same platform's word. */
  const sessionBy = async (
    identity: Identity,
    about: {
      readonly locale: Locale;
      readonly also: readonly Identity[];
      readonly secret: string | null;
      readonly writes: (residentId: string) => readonly Write[];
    },
  ): Promise<Session> => {
    const sealed = about.secret === null ? null : await tokens.seal(about.secret);
    for (let attempt = 1; ; attempt += 1) {
      const now = clock.now();
      const known = await residentOf(db, identity);
      const elsewhere = known ?? (await firstKnown(about.also));
      const residentId = elsewhere ?? deps.chance.id();
      try {
        await deps.unit.commit([
          ...(elsewhere ? [] : [newResident(residentId, about.locale, false, now)]),
          ...(known ? [] : [newIdentity(identity, residentId, now, sealed)]),
          ...(known && sealed !== null ? [keepSecret(identity, sealed)] : []),
          ...about.also.map((other) => newIdentityUnlessKept(other, residentId, now)),
          ...about.writes(residentId),
        ]);
      } catch (error) {
        if (!lostRace(error) || attempt >= TRIES) throw error;
        continue;
      }
      const viewer = elsewhere ? await viewerById(db, residentId) : null;
      return {
        ...(await accounts.sessionOf(residentId)),
        residentId: viewer?.residentId ?? residentId,
        locale: viewer?.locale ?? about.locale,
      };
    }
  };

  const firstKnown = async (others: readonly Identity[]): Promise<string | null> => {
    for (const other of others) {
      const known = await residentOf(db, other);
      if (known) return known;
    }
    return null;
  };

  return {
    /** `code` of wx.login. The same person gets the same resident each time, and is known to WeChat Pay from here. */
    async signInByMiniProgram(code: string, locale: Locale): Promise<Result<Session>> {
      const { miniProgram } = deps;
      if (!miniProgram) return refuse('channel_off', { detail: 'WECHAT_MINI_APP_ID is not set.' });
      const signedIn = await miniProgram.signIn(code);
      if (!signedIn.ok) return signedIn;
      const { openId, unionId, sessionKey } = signedIn.value;
      const now = clock.now();
      return ok(
        await sessionBy(
          { provider: 'wechat-mini', subject: openId },
          {
            locale,
            also: unionId === null ? [] : [{ provider: 'wechat-union', subject: unionId }],
            secret: sessionKey,
            writes: (residentId) => [rememberOpenId({ residentId, appId: miniProgram.appId, openId, now })],
          },
        ),
      );
    },

    /**
     * An id token of LINE (LIFF or the web): LINE's own word, for our login channel. Its person is the one of the LINE chat.
     * What a nonce was begun with signs in once; LIFF gives a page that is opened again the same token until it ends.
     */
    async signInByLine(idToken: string, nonce: string | null, locale: Locale): Promise<Result<Session>> {
      if (!deps.lineLogin) return refuse('channel_off', { detail: 'LINE_LOGIN_CHANNEL_ID is not set.' });
      const verified = await deps.lineLogin.verify(idToken, nonce);
      if (!verified.ok) return verified;
      const { userId, expiresAt } = verified.value;
      // The signature's last character has spellings that decode alike: what is signed stands for the token.
      const signed = idToken.slice(0, idToken.lastIndexOf('.'));
      const fresh =
        nonce === null || (await useTokenOnce(db, await tokens.hash('line id token', signed), expiresAt, clock.now()));
      if (!fresh) return refuse('sign_in_refused', { detail: 'This token opened a session before.' });
      return ok(
        await sessionBy({ provider: 'line', subject: userId }, { locale, also: [], secret: null, writes: () => [] }),
      );
    },

    /** The phone that WeChat says this person holds: by the button's code, or by what an older WeChat sends encrypted. */
    async provePhone(
      residentId: string,
      given: { readonly code: string } | { readonly encryptedData: string; readonly iv: string },
    ): Promise<Result<{ readonly masked: string }>> {
      const { miniProgram } = deps;
      if (!miniProgram) return refuse('channel_off', { detail: 'WECHAT_MINI_APP_ID is not set.' });
      const identity = await identityOf(db, residentId, 'wechat-mini');
      if (!identity?.secret)
        return refuse('not_possible_here', { detail: 'Only a session of the mini program has a phone.' });
      const phone =
        'code' in given
          ? await miniProgram.phone(given.code, identity.subject)
          : await miniProgram.openPhone({ ...given, sessionKey: await tokens.unseal(identity.secret) }, clock.now());
      if (!phone.ok) return phone;
      const masked = maskPhone(phone.value);
      await deps.unit.commit([
        provePhone({
          residentId,
          phoneHash: await tokens.hash('phone', phone.value),
          masked,
          by: 'wechat',
          now: clock.now(),
        }),
      ]);
      return ok({ masked });
    },
  };
}
