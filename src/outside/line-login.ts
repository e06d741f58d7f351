/** Port: LINE Login. Who an id token stands for, by LINE's own word; and the token that begins an account link. */
import type { Result } from '../domain/result.ts';

export interface LineLogin {
  /**
   * `nonce`: the one its sender began the sign-in with; a token that carries one is refused without it. `sign_in_refused`: not
   * LINE's, not for our login channel, over, or another nonce; `unavailable`.
   */
  verify(idToken: string, nonce: string | null): Promise<Result<{ readonly userId: string; readonly expiresAt: Date }>>;
}

/** What begins LINE's account link: for one person, once, ten minutes. */
export interface LinkTokens {
  issue(userId: string): Promise<Result<string>>;
}
