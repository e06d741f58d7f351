/** One person on several channels: joined by a code, by a phone shown on both or by LINE's account link; and parted again. */

import { addMinutes } from '../domain/calendar.ts';
import { channelOf, LINK_CODE } from '../domain/channels.ts';
import { maskName } from '../domain/mask.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { apart, isOwn, kinOf, selfOf, together, type Viewer } from '../domain/viewer.ts';
import type { Write } from '../store/commit.ts';
import { sessionsElsewhere, tellOneOf, tellThisConversation } from '../store/conversations.ts';
import { join, type Kin, part, kinOf as storedKin } from '../store/identities.ts';
import { liveLinkCode, newLinkCode, spendLinkCode } from '../store/link-codes.ts';
import { samePhone } from '../store/proven-phones.ts';
import { accountsOf, viewerById } from '../store/residents.ts';
import type { Accounts } from './accounts.ts';
import type { Deps, Planned } from './deps.ts';
import { createLineLinks } from './line-links.ts';

const CODE_MINUTES = 10;
/** A number changes hands. */
const PHONE_DAYS = 180;
const MOST_KIN = 10;
const DAY = 86_400;

/** A channel of a person. */
export interface Place {
  /** Names it to its own person; tells nobody else anything. */
  readonly linkId: string;
  readonly residentId: string;
  readonly channel: string;
  /** What was done together stays here when the others leave. */
  readonly isMain: boolean;
  readonly isHere: boolean;
  /** When it was joined; null for the main one. */
  readonly since: Date | null;
}

/** Somebody who could be joined, as far as who asks may know. */
export interface Offer {
  /** Of a code: its hash; of a phone: the other's `linkId`. */
  readonly key: string;
  readonly by: 'code' | 'phone' | 'line';
  readonly residentId: string;
  readonly channel: string;
  /** `王**`: whose accounts are bound there. */
  readonly holders: readonly string[];
  /** The phone that both have shown. */
  readonly phone: string | null;
}

/** A channel that left; `viewer` is how who asked sees things then. */
export interface Parted {
  readonly channel: string;
  readonly viewer: Viewer;
}

/** What stands open in another conversation of the same person. */
export interface Elsewhere {
  readonly conversationId: string;
  readonly channel: string;
  readonly session: unknown;
}

export type Links = ReturnType<typeof createLinks>;

export function createLinks(
  deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'tokens' | 'publicUrl' | 'lineLinkTokens'>,
  accounts: Accounts,
) {
  const { db, clock, tokens } = deps;
  const linkIdOf = async (residentId: string): Promise<string> => (await tokens.hash('link', residentId)).slice(0, 20);

  const offerOf = async (residentId: string, about: Pick<Offer, 'key' | 'by' | 'phone'>): Promise<Offer> => {
    const kin = await storedKin(db, residentId);
    const own = kin.find((one) => one.residentId === residentId);
    return {
      ...about,
      residentId,
      channel: channelOf(own?.providers ?? []),
      holders: [...new Set(kin.flatMap(({ holders }) => holders))].map(maskName),
    };
  };

  const liveOffer = async (viewer: Viewer, codeHash: string, kind: 'typed' | 'line'): Promise<Result<Offer>> => {
    const code = await liveLinkCode(db, codeHash, kind, clock.now());
    if (!code) return refuse('code_wrong');
    if (isOwn(viewer, code.residentId)) return refuse('already_linked');
    return ok(
      await offerOf(code.residentId, {
        key: codeHash,
        by: kind === 'line' ? 'line' : 'code',
        phone: null,
      }),
    );
  };

  const offersByPhone = async (viewer: Viewer): Promise<readonly Offer[]> => {
    const same = await samePhone(db, kinOf(viewer), addMinutes(clock.now(), -PHONE_DAYS * 24 * 60));
    return Promise.all(
      same.map(async ({ residentId, masked }) =>
        offerOf(residentId, { key: await linkIdOf(residentId), by: 'phone', phone: masked }),
      ),
    );
  };

  return {
    /** All channels of this person, the main one first. */
    async places(viewer: Viewer): Promise<readonly Place[]> {
      const kin = await storedKin(db, viewer.residentId);
      return Promise.all(
        kin.map(async ({ residentId, providers, isRoot, joinedAt }) => ({
          linkId: await linkIdOf(residentId),
          residentId,
          channel: channelOf(providers),
          isMain: isRoot,
          isHere: residentId === selfOf(viewer),
          since: joinedAt,
        })),
      );
    },

    /** A code to be typed on another channel; the newest is the only one. Twenty a day. */
    async issueCode(
      viewer: Viewer,
      by: string | null,
    ): Promise<Result<Planned<{ readonly code: string; readonly expiresAt: Date }>>> {
      const limited = await accounts.limit(
        { key: `link-code:${viewer.residentId}`, most: 20, windowSeconds: DAY },
        [],
        by,
      );
      if (!limited.ok) return limited;
      const now = clock.now();
      const code = deps.chance.digits(9);
      const expiresAt = addMinutes(now, CODE_MINUTES);
      const write = newLinkCode({
        codeHash: await tokens.hash('link code', code),
        residentId: selfOf(viewer),
        kind: 'typed',
        now,
        expiresAt,
      });
      return ok({ value: { code, expiresAt }, writes: [write] });
    },

    /**
     * Whose code this is. Wrong, old and used ones are all `code_wrong`; five tries in a quarter of an hour, and a breaker over
     * all. `by` names the message, so that running it again counts once.
     */
    async offerByCode(viewer: Viewer, code: string, by: string | null): Promise<Result<Offer>> {
      const limited = await accounts.limit(
        { key: `link-try:${viewer.residentId}`, most: 5, windowSeconds: 900 },
        [{ key: 'link-try:all', most: 300, windowSeconds: 3_600 }],
        by,
      );
      if (!limited.ok) return limited;
      if (!LINK_CODE.test(code)) return refuse('code_wrong');
      return liveOffer(viewer, await tokens.hash('link code', code), 'typed');
    },

    /** The same offer again, by its key, as long as it holds. */
    async offerAgain(viewer: Viewer, { by, key }: Pick<Offer, 'by' | 'key'>): Promise<Result<Offer>> {
      if (by !== 'phone') return liveOffer(viewer, key, by === 'line' ? 'line' : 'typed');
      const offer = (await offersByPhone(viewer)).find((one) => one.key === key);
      return offer ? ok(offer) : refuse('not_found');
    },

    /** Who has shown the same phone lately. */
    offersByPhone,

    /** From its commit on both are one person; the other channel is told. The value is how the viewer sees things then. */
    async planJoin(viewer: Viewer, offer: Offer): Promise<Result<Planned<Viewer>>> {
      const now = clock.now();
      const [mine, theirs] = [await storedKin(db, viewer.residentId), await storedKin(db, offer.residentId)];
      if (mine.some(({ residentId }) => residentId === offer.residentId)) return refuse('already_linked');
      if (mine.length + theirs.length > MOST_KIN) return refuse('too_many_links');
      const [myRoot, theirRoot] = [mine[0], theirs[0]];
      if (!myRoot || !theirRoot) return refuse('not_found');
      // They were joined between our two looks.
      if (myRoot.residentId === theirRoot.residentId) return refuse('already_linked');
      const [to, from] = older(myRoot, theirRoot) ? [myRoot, theirRoot] : [theirRoot, myRoot];
      const own = mine.find(({ residentId }) => residentId === selfOf(viewer));
      const event = { name: 'channels.joined', channel: channelOf(own?.providers ?? []) };
      const writes: Write[] = [
        ...(offer.by === 'phone' ? [] : spendLinkCode(offer.key, now)),
        ...join(from.residentId, to.residentId, now),
        tellOneOf(
          theirs.map(({ residentId }) => residentId),
          `joined:${offer.key}:${now.getTime()}`,
          event,
          now,
        ),
      ];
      const other = await viewerById(db, offer.residentId);
      return ok({
        value: together(
          viewer,
          other,
          to.residentId,
          [...mine, ...theirs].map(({ residentId }) => residentId),
        ),
        writes,
      });
    },

    /** A channel leaves its person, with what was its own before; of two it is the newer one that leaves, whichever is named. */
    async planPart(viewer: Viewer, linkId: string): Promise<Result<Planned<Parted>>> {
      const kin = await storedKin(db, viewer.residentId);
      const ids = await Promise.all(kin.map(({ residentId }) => linkIdOf(residentId)));
      const named = kin[ids.indexOf(linkId)];
      const leaving = named?.isRoot && kin.length === 2 ? kin[1] : named;
      if (!leaving || kin.length === 1) return refuse('not_found');
      if (leaving.isRoot) return refuse('not_now', { detail: 'The others have to leave first.' });
      const now = clock.now();
      const channel = channelOf(leaving.providers);
      const staying = kin.flatMap(({ residentId }) => (residentId === leaving.residentId ? [] : [residentId]));
      return ok({
        value: {
          channel,
          viewer: apart(
            viewer,
            leaving.residentId,
            staying,
            await accountsOf(db, leaving.residentId === selfOf(viewer) ? [leaving.residentId] : staying),
          ),
        },
        writes: [
          part(leaving.residentId),
          tellOneOf(
            leaving.residentId === selfOf(viewer) ? staying : [leaving.residentId],
            `parted:${leaving.residentId}:${now.getTime()}`,
            { name: 'channels.parted', channel },
            now,
          ),
        ],
      });
    },

    ...createLineLinks(deps),

    /** Whose browser LINE sent back with this nonce. */
    offerByNonce: async (viewer: Viewer, nonce: string): Promise<Result<Offer>> =>
      liveOffer(viewer, await tokens.hash('line nonce', nonce), 'line'),

    /** Conversations of the same person on other channels that were used in the last days. */
    async elsewhere(viewer: Viewer, conversationId: string): Promise<readonly Elsewhere[]> {
      if (!viewer.joined) return [];
      return sessionsElsewhere(db, kinOf(viewer), conversationId, addMinutes(clock.now(), -7 * 24 * 60));
    },

    /** What is taken up here is not open there any more. */
    planTakeOver: (conversationId: string, frame: number, by: string): Write =>
      tellThisConversation(conversationId, `moved:${by}`, { name: 'task.moved', frame }, clock.now()),
  };
}

const older = (one: Kin, other: Kin): boolean =>
  one.createdAt < other.createdAt ||
  (one.createdAt.getTime() === other.createdAt.getTime() && one.residentId < other.residentId);
