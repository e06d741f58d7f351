/** Expected refusals are values: a Result holds either what was asked for or a Problem with a code. */

/**
 * Every refusal the service knows, with its HTTP status, English title and what to say where nothing more is known.
 * The same code picks the resident's sentence (`problem.<code>` in conversation/sentences).
 */
export const PROBLEMS = {
  invalid_input: {
    status: 400,
    title: 'The input is not valid',
    detail: 'Something in the input is not as the description of this door wants it; `errors` names it.',
  },
  invalid_json: {
    status: 400,
    title: 'The body is not JSON',
    detail: 'The body has to be one JSON value in UTF-8.',
  },
  unauthenticated: {
    status: 401,
    title: 'A valid token is needed',
    detail: 'Send `Authorization: Bearer` with a token that has not run out.',
  },
  sign_in_refused: {
    status: 401,
    title: 'The platform does not vouch for this sign-in',
    detail: 'The proof of this sign-in is wrong, used or too old; get a new one from the platform.',
  },
  invalid_signature: {
    status: 401,
    title: 'The signature is not valid',
    detail: 'The call is not signed as this door wants it, or it is too old.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    detail: 'Nothing that you may see has this address.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'The address is known, but not with this method; the header `Allow` names those it takes.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'The idempotency key was used with another body',
    detail: 'Use a new key for a new body, or send the body that came with this key.',
  },
  already_linked: {
    status: 409,
    title: 'These channels are linked already',
    detail: 'Both channels belong to one person already, so there is nothing to do.',
  },
  too_many_links: {
    status: 409,
    title: 'More channels than one person can link',
    detail: 'Take one of the linked channels away before linking another.',
  },
  already_bound: {
    status: 409,
    title: 'The account is bound already',
    detail: 'You have this account already, so there is nothing to do.',
  },
  nothing_due: {
    status: 409,
    title: 'Nothing is due',
    detail: 'There is no open amount to pay here.',
  },
  payment_open: {
    status: 409,
    title: 'Another payment of this bill is open',
    detail: 'Finish the open payment or wait until it ends, then try again.',
  },
  already_rated: {
    status: 409,
    title: 'This service was rated already',
    detail: 'Each service is rated once, and that rating stays.',
  },
  already_invoiced: {
    status: 409,
    title: 'An invoice exists already',
    detail: 'Each payment has one invoice; look that one up or have it issued anew.',
  },
  not_paid: {
    status: 409,
    title: 'The payment is not paid',
    detail: 'An invoice is possible once the payment is paid.',
  },
  conflict: {
    status: 409,
    title: 'Something else changed this at the same moment',
    detail: 'Read what is there now and try again.',
  },
  not_now: {
    status: 409,
    title: 'This cannot be done at this stage',
    detail: 'The stage that this has reached does not allow it; look at it again to see what comes next.',
  },
  waiting_for_you: {
    status: 409,
    title: 'We are waiting for papers or an answer of yours',
    detail: 'Send what is missing first; then this is possible again.',
  },
  second_person_needed: {
    status: 409,
    title: 'Another person has to approve this',
    detail: 'Who asked for this may not approve it as well.',
  },
  papers_missing: {
    status: 409,
    title: 'The papers that prove the right are missing',
    detail: 'Send the missing papers first.',
  },
  arrears_open: {
    status: 409,
    title: 'The account still owes something',
    detail: 'Pay what is due on the account first.',
  },
  other_change_open: {
    status: 409,
    title: 'Another change of this account is open',
    detail: 'Wait until the other change has ended, or withdraw it.',
  },
  conversation_busy: {
    status: 409,
    title: 'The conversation is being answered',
    detail: 'Send the same message with the same id again.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    detail: 'Send less: the description of this door names the limit.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is of a type that is not taken here',
    detail: 'The description of this door names the types that it takes.',
  },
  unsupported_document: {
    status: 422,
    title: 'The file is not a JPEG, PNG or PDF we can take',
    detail: 'Send a file that opens by itself, without a password, in one of these formats.',
  },
  code_wrong: {
    status: 422,
    title: 'The code is wrong',
    detail: 'Look at the newest text message and send its six digits.',
  },
  code_expired: {
    status: 422,
    title: 'The verification has ended',
    detail: 'Ask for a new code.',
  },
  real_name_mismatch: {
    status: 422,
    title: 'Name and ID number do not match',
    detail: 'Check both as they stand on the ID document.',
  },
  real_name_required: {
    status: 422,
    title: 'The real-name check has to be passed first',
    detail: 'Do the real-name check, then send this again.',
  },
  not_possible_here: {
    status: 422,
    title: 'This cannot be done for this account here',
    detail: 'The rules for this kind of account or place do not provide for it.',
  },
  too_late: {
    status: 422,
    title: 'The time for this has passed',
    detail: 'The last moment at which this was possible is over.',
  },
  consent_missing: {
    status: 422,
    title: 'Consent is needed',
    detail: 'Send the consent that the description of this door asks for.',
  },
  method_unavailable: {
    status: 422,
    title: 'This payment method cannot be used here',
    detail: 'Choose another payment method.',
  },
  tax_number_invalid: {
    status: 422,
    title: 'The tax number is not valid',
    detail: 'Check the length and the check digit of the tax number.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait a while before the next try; `Retry-After` or `retryAt` says how long where it is known.',
  },
  internal: {
    status: 500,
    title: 'Something is broken on our side',
    detail: 'It has been noted; try again later.',
  },
  channel_off: {
    status: 503,
    title: 'This channel is not set up',
    detail: 'The operator of this service has not set the channel up.',
  },
  unavailable: {
    status: 503,
    title: 'Not available right now',
    detail: 'Something that is needed does not answer; try again shortly.',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export interface FieldError {
  /** Path of the field as the sender wrote it, e.g. `lines[0].amount`. */
  readonly field: string;
  readonly reason: string;
}

export interface Problem {
  readonly code: ProblemCode;
  /** One plain English sentence for the API's reader, in place of the usual one; never personal data. */
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
