/** How much one resident asks for over REST: more than anybody has a reason for, less than a script would send. Never for danger. */
import { ok, type Result } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Planned } from '../../services/deps.ts';
import type { Services } from '../../services/index.ts';

const HOUR = 3_600;
const MINUTE = 60;

/** Cases that one resident opens in an hour, of all kinds together. */
export const CASES_AN_HOUR = 60;
export const MESSAGES_A_MINUTE = 600;
export const QUESTIONS_A_MINUTE = 600;
/** Of those without a session, by where they come from; hundreds of phones can share the address of their carrier. */
const QUESTIONS_OF_ADDRESS = 3_000;

type Limiting = Pick<Services, 'accounts'>;

/**
 * A plan that opens a case, within what one resident may open. What it refuses, what changes nothing and what an earlier answer
 * stands for (services/once.ts) is not counted; planned again after a lost race, or sent again by its `key`, it counts once.
 */
export function withinCases<T>(
  { accounts }: Limiting,
  { residentId }: Viewer,
  key: string | null,
  plan: () => Promise<Result<Planned<T>>>,
): () => Promise<Result<Planned<T>>> {
  const limit = { key: `cases:${residentId}`, most: CASES_AN_HOUR, windowSeconds: HOUR };
  let counted: Promise<Result<null>> | null = null;
  return async () => {
    const planned = await plan();
    if (!planned.ok || planned.value.writes.length === 0) return planned;
    counted ??= accounts.limit(limit, [], key);
    const limited = await counted;
    return limited.ok ? planned : limited;
  };
}

export const withinMessages = ({ accounts }: Limiting, residentId: string): Result<null> =>
  accounts.limitHere({ key: `chat:${residentId}`, most: MESSAGES_A_MINUTE, windowSeconds: MINUTE });

/** `network`: see channels/http.ts; null: it names nobody, and nobody is limited by it. */
export function withinQuestions(
  { accounts }: Limiting,
  residentId: string | null,
  network: string | null,
): Result<null> {
  const [who, most] = residentId === null ? [network, QUESTIONS_OF_ADDRESS] : [residentId, QUESTIONS_A_MINUTE];
  return who === null ? ok(null) : accounts.limitHere({ key: `knowledge:${who}`, most, windowSeconds: MINUTE });
}
