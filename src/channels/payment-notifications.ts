/** Where gateways tell us what became of a payment, and where a payer's link leads to the gateway. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { PAYMENT_METHODS } from '../domain/payments.ts';
import { PROBLEMS } from '../domain/result.ts';
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
      const taken =
        rawBody === null
          ? { problem: { code: 'invalid_signature' } as const }
          : await services.settlement.takeNotice(method, rawBody, c.req.raw.headers);
      if ('problem' in taken) {
        if (method !== 'wechat-pay') return problemResponse(taken.problem);
        return c.json({ code: 'FAIL', message: '失败' }, PROBLEMS[taken.problem.code].status);
      }
      later(answerEvents());
      if (method === 'wechat-pay') return c.body(null, 204);
      return c.json({ received: true, verdict: taken.verdict === 'nothing' ? 'repeated' : 'taken' });
    })
    .get('/v1/payment-returns/line-pay', async (c) => {
      const known = await services.settlement.takeReturn('line-pay', new URL(c.req.url).searchParams);
      if (!known) return problem('not_found');
      // Asked behind the answer, from the payment's own row: this request may come twice, or never.
      later(services.settlement.askAboutSilent(20).then(answerEvents));
      c.header('cache-control', 'no-store');
      return c.redirect('/', 303);
    })
    .get('/pay/:token', async (c) => {
      const followed = await services.payments.follow(c.req.param('token'));
      if (!followed.ok) return problemResponse(followed.problem);
      c.header('cache-control', 'no-store');
      // A mini program follows its own link and hands what it gets to WeChat.
      return followed.value.kind === 'redirect' ? c.redirect(followed.value.url, 303) : c.json(followed.value);
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
