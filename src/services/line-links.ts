/** LINE's account link (facts/channels.md 1.13): a page for a LINE chat's person, and where LINE is to send their browser. */
import { addMinutes } from '../domain/calendar.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { isOwn, selfOf, type Viewer } from '../domain/viewer.ts';
import { identityOf, residentOf } from '../store/identities.ts';
import { newLinkCode } from '../store/link-codes.ts';
import type { Deps, Planned } from './deps.ts';

const MINUTES = 10;
const DIALOG = 'https://access.line.me/dialog/bot/accountLink';

export function createLineLinks(
  deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'tokens' | 'publicUrl' | 'lineLinkTokens'>,
) {
  const { db, clock, tokens } = deps;

  /** The LINE user whose chat a ticket was given to; null for one that is over, or none of ours. */
  const ticketHolder = (ticket: string): Promise<string | null> => tokens.read('line-link', ticket, clock.now());

  const linkTokenFor = async (viewer: Viewer, ticket: string): Promise<Result<string>> => {
    const userId = await ticketHolder(ticket);
    if (!userId || !deps.lineLinkTokens) return refuse('not_found');
    const chat = await residentOf(db, { provider: 'line', subject: userId });
    if (chat && isOwn(viewer, chat)) return refuse('already_linked');
    return deps.lineLinkTokens.issue(userId);
  };

  return {
    ticketHolder,

    /** A page of ours that connects the browser it is opened in with this LINE chat; null where this is none, or LINE is off. */
    async linePage(viewer: Viewer): Promise<string | null> {
      const chat = deps.lineLinkTokens ? await identityOf(db, selfOf(viewer), 'line') : null;
      if (!chat) return null;
      const now = clock.now();
      const ticket = await tokens.issue('line-link', chat.subject, now, addMinutes(now, MINUTES));
      return `${deps.publicUrl}/link/line/${ticket}`;
    },

    /** Where LINE is to send the browser of this viewer, who came from a chat with a ticket of ours or with a link token of LINE's. */
    async startLineLink(
      viewer: Viewer,
      from: { readonly ticket: string } | { readonly linkToken: string },
    ): Promise<Result<Planned<{ readonly url: string }>>> {
      const linkToken = 'ticket' in from ? await linkTokenFor(viewer, from.ticket) : ok(from.linkToken);
      if (!linkToken.ok) return linkToken;
      const now = clock.now();
      // More than the 128 bits that LINE asks for, in 10 to 255 characters.
      const nonce = `${deps.chance.id()}${deps.chance.digits(10)}`.replaceAll('-', '');
      const url = new URL(DIALOG);
      url.searchParams.set('linkToken', linkToken.value);
      url.searchParams.set('nonce', nonce);
      const write = newLinkCode({
        codeHash: await tokens.hash('line nonce', nonce),
        residentId: selfOf(viewer),
        kind: 'line',
        now,
        expiresAt: addMinutes(now, MINUTES),
      });
      return ok({ value: { url: url.href }, writes: [write] });
    },
  };
}
