/** Where gateways tell us what became of a payment, and where a payer's link leads to the gateway. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { PAYMENT_METHODS } from '../domain/payments.ts';
import type { Services } from '../services/index.ts';
import { problem, problemResponse } from './http.ts';

const MAX_BODY_BYTES = 64 * 1024;

export interface PaymentDoorDeps {
  readonly services: Pick<Services, 'payments' | 'settlement'>;
  readonly later: (work: Promise<unknown>) => void;
  /** Answers the conversations that just got an event, and sends. */
  readonly answerEvents: () => Promise<unknown>;
}

export function paymentDoor({ services, later, answerEvents }: PaymentDoorDeps): Hono {
  const tooLarge = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => problem('body_too_large') });
  return new Hono()
    .post('/v1/payment-notifications/:method', tooLarge, async (c) => {
      const method = PAYMENT_METHODS.find((known) => known === c.req.param('method'));
      if (!method) return problem('not_found');
      // The signature is over these very bytes; they are parsed only behind it.
      const rawBody = exactText(await c.req.arrayBuffer());
      if (rawBody === null) return problem('invalid_signature');
      const taken = await services.settlement.takeNotice(method, rawBody, c.req.raw.headers);
      if ('problem' in taken) return problemResponse(taken.problem);
      later(answerEvents());
      return c.json({ received: true, verdict: taken.verdict === 'nothing' ? 'repeated' : 'taken' });
    })
    .get('/pay/:token', async (c) => {
      const followed = await services.payments.follow(c.req.param('token'));
      if (!followed.ok) return problemResponse(followed.problem);
      c.header('cache-control', 'no-store');
      return c.redirect(followed.value.url, 303);
    });
}

/** The bytes as text that stands for these bytes alone: a byte order mark stays, and what is no UTF-8 is nobody's notice. */
function exactText(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
