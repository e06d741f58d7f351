/** Expected refusals are values: a Result holds either what was asked for or a Problem with a code. */

/**
 * Every refusal the service knows, with its HTTP status and English title.
 * The same code picks the resident's sentence (`problem.<code>` in conversation/sentences).
 */
export const PROBLEMS = {
  invalid_input: { status: 400, title: 'The input is not valid' },
  invalid_json: { status: 400, title: 'The body is not JSON' },
  unauthenticated: { status: 401, title: 'A valid token is needed' },
  sign_in_refused: { status: 401, title: 'The platform does not vouch for this sign-in' },
  invalid_signature: { status: 401, title: 'The signature is not valid' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  idempotency_key_reused: { status: 409, title: 'The idempotency key was used with another body' },
  already_linked: { status: 409, title: 'These channels are linked already' },
  too_many_links: { status: 409, title: 'More channels than one person can link' },
  already_bound: { status: 409, title: 'The account is bound already' },
  nothing_due: { status: 409, title: 'Nothing is due' },
  payment_open: { status: 409, title: 'Another payment of this bill is open' },
  already_rated: { status: 409, title: 'This service was rated already' },
  already_invoiced: { status: 409, title: 'An invoice exists already' },
  not_paid: { status: 409, title: 'The payment is not paid' },
  conflict: { status: 409, title: 'Something else changed this at the same moment' },
  not_now: { status: 409, title: 'This cannot be done at this stage' },
  waiting_for_you: { status: 409, title: 'We are waiting for papers or an answer of yours' },
  second_person_needed: { status: 409, title: 'Another person has to approve this' },
  papers_missing: { status: 409, title: 'The papers that prove the right are missing' },
  arrears_open: { status: 409, title: 'The account still owes something' },
  other_change_open: { status: 409, title: 'Another change of this account is open' },
  conversation_busy: { status: 409, title: 'The conversation is being answered' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body is of a type that is not taken here' },
  unsupported_document: { status: 422, title: 'The file is not a JPEG, PNG or PDF we can take' },
  code_wrong: { status: 422, title: 'The code is wrong' },
  code_expired: { status: 422, title: 'The verification has ended' },
  real_name_mismatch: { status: 422, title: 'Name and ID number do not match' },
  real_name_required: { status: 422, title: 'The real-name check has to be passed first' },
  not_possible_here: { status: 422, title: 'This cannot be done for this account here' },
  too_late: { status: 422, title: 'The time for this has passed' },
  consent_missing: { status: 422, title: 'Consent is needed' },
  method_unavailable: { status: 422, title: 'This payment method is not set up' },
  tax_number_invalid: { status: 422, title: 'The tax number is not valid' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something is broken on our side' },
  channel_off: { status: 503, title: 'This channel is not set up' },
  unavailable: { status: 503, title: 'Not available right now' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export interface FieldError {
  /** Path of the field as the sender wrote it, e.g. `lines[0].amount`. */
  readonly field: string;
  readonly reason: string;
}

export interface Problem {
  readonly code: ProblemCode;
  /** One plain English sentence for the API's reader; never personal data. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** For `too_many_requests`: when the next try is possible. */
  readonly retryAt?: Date;
  readonly retryAfterSeconds?: number;
  /** For `other_change_open`: the case in the way, where it is the asker's own. */
  readonly caseNumber?: string;
  /** For `code_wrong`: how many tries are left. */
  readonly triesLeft?: number;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (code: ProblemCode, more: Omit<Problem, 'code'> = {}): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code, ...more },
});
