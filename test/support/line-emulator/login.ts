/** LINE's side of who somebody is: channel access tokens that run out, link tokens, id tokens. Plain state, no HTTP. */
import type { Answer } from './platform.ts';

const MINUTE = 60_000;
/** facts/channels.md 1.15. */
const STATELESS_SECONDS = 900;
const LINK_TOKEN_MS = 10 * MINUTE;
const NONCE = /^[\w+/=-]{10,255}$/;
const ISSUER = 'https://access.line.me';

/** What an id token says; `client` is the Login channel it was made for. */
export interface IdToken {
  readonly userId: string;
  readonly client: string;
  readonly nonce?: string;
  readonly name?: string;
  readonly issuer?: string;
  readonly expiresAt: number;
}

export class LineLogin {
  readonly #now: () => number;
  readonly #next: (length: number) => string;
  readonly #stateless = new Map<string, number>();
  readonly #links = new Map<string, { userId: string; until: number; used: boolean }>();
  readonly #idTokens = new Map<string, IdToken>();
  /** Channel id → secret: who may get a stateless token. */
  readonly channels = new Map<string, string>();

  constructor(now: () => number, next: (length: number) => string) {
    this.#now = now;
    this.#next = next;
  }

  /** Whether a stateless token is (still) good. */
  isGood(token: string): boolean {
    return (this.#stateless.get(token) ?? 0) > this.#now();
  }

  /** POST /oauth2/v3/token */
  issueStateless(form: URLSearchParams): Answer {
    const secret = this.channels.get(form.get('client_id') ?? '');
    if (form.get('grant_type') !== 'client_credentials' || !secret || secret !== form.get('client_secret'))
      return { status: 400, body: { error: 'invalid_client', error_description: 'invalid client_secret' } };
    const token = `stateless-${this.#next(24)}`;
    this.#stateless.set(token, this.#now() + STATELESS_SECONDS * 1000);
    return { status: 200, body: { token_type: 'Bearer', access_token: token, expires_in: STATELESS_SECONDS } };
  }

  /** POST /v2/bot/user/{userId}/linkToken */
  linkToken(userId: string): Answer {
    const linkToken = `link-${this.#next(24)}`;
    this.#links.set(linkToken, { userId, until: this.#now() + LINK_TOKEN_MS, used: false });
    return { status: 200, body: { linkToken } };
  }

  /**
   * The person's phone opens https://access.line.me/dialog/bot/accountLink: what the webhook then says, or null when LINE shows
   * an error page instead and says nothing.
   */
  openLinkDialog(url: string): { readonly userId: string; readonly result: 'ok'; readonly nonce: string } | null {
    const { origin, pathname, searchParams } = new URL(url);
    const link = this.#links.get(searchParams.get('linkToken') ?? '');
    const nonce = searchParams.get('nonce') ?? '';
    if (origin !== ISSUER || pathname !== '/dialog/bot/accountLink') return null;
    if (!link || link.used || link.until < this.#now() || !NONCE.test(nonce)) return null;
    link.used = true;
    return { userId: link.userId, result: 'ok', nonce };
  }

  /** The token LIFF hands to a page. */
  idToken(token: IdToken): string {
    const written = `eyJ.${this.#next(32)}.sig`;
    this.#idTokens.set(written, token);
    return written;
  }

  /** POST /oauth2/v2.1/verify, with the error texts of facts/channels.md 1.14. */
  verify(form: URLSearchParams): Answer {
    const refuse = (error_description: string): Answer => ({
      status: 400,
      body: { error: 'invalid_request', error_description },
    });
    const token = this.#idTokens.get(form.get('id_token') ?? '');
    if (!token) return refuse('Invalid IdToken.');
    if ((token.issuer ?? ISSUER) !== ISSUER) return refuse('Invalid IdToken Issuer.');
    if (token.expiresAt <= this.#now()) return refuse('IdToken expired.');
    if (token.client !== form.get('client_id')) return refuse('Invalid IdToken Audience.');
    if (form.has('nonce') && form.get('nonce') !== token.nonce) return refuse('Invalid IdToken Nonce.');
    if (form.has('user_id') && form.get('user_id') !== token.userId)
      return refuse('Invalid IdToken Subject Identifier.');
    return {
      status: 200,
      body: {
        iss: ISSUER,
        sub: token.userId,
        aud: token.client,
        exp: Math.floor(token.expiresAt / 1000),
        iat: Math.floor(this.#now() / 1000),
        amr: ['linesso'],
        ...(token.nonce !== undefined && { nonce: token.nonce }),
        ...(token.name !== undefined && { name: token.name }),
      },
    };
  }
}
