/** The sandbox gateway itself: a payment page, and signed notices back; late, doubled, wrong or missing on request. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html, raw } from 'hono/html';
import { amountOf, type Currency, DECIMALS, type Money, parseAmount } from '../../domain/money.ts';
import type { SandboxBook, SandboxNotice, SandboxOrder } from '../../domain/sandbox.ts';
import type { SandboxNoticeBody, SandboxSigner } from '../payment-gateway.sandbox.ts';
import { SANDBOX_WORDS, type SandboxOutcome, type SandboxWords } from './words.ts';

const OUTCOMES: readonly SandboxOutcome[] = ['paid', 'late', 'duplicate', 'never', 'wrong-amount', 'declined'];
const LATE_SECONDS = 20;
const MAX_FORM_BYTES = 16 * 1024;

export interface SandboxDeps {
  readonly book: SandboxBook;
  readonly signer: SandboxSigner;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Where notices go: `…/v1/payment-notifications/sandbox`. */
  readonly notifyUrl: string;
  readonly fetch: typeof fetch;
  readonly later: (work: Promise<unknown>) => void;
}

export function createSandbox(deps: SandboxDeps) {
  return { app: pageOf(deps), sendDueNotices: () => sendDueNotices(deps) };
}

/** Delivers what is due; a notice that is not answered with 2xx comes again, like a real gateway's. */
async function sendDueNotices({ book, signer, now, notifyUrl, fetch }: SandboxDeps): Promise<number> {
  const due = await book.takeDueNotices(now(), new Date(now().getTime() + 15_000), 20);
  for (const notice of due) {
    const timestamp = String(Math.floor(now().getTime() / 1_000));
    try {
      const response = await fetch(notifyUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-sandbox-timestamp': timestamp,
          'x-sandbox-signature': await signer.sign(`${timestamp}\n${notice.body}`),
        },
        body: notice.body,
        signal: AbortSignal.timeout(5_000),
      });
      await response.body?.cancel();
      if (response.ok) await book.markDelivered(notice.noticeId, now());
    } catch {
      // Not delivered: it stays due and is sent again.
    }
  }
  return due.length;
}

/** The notices an outcome causes; each is a row of its own, so that a crash of ours loses none. */
function noticesOf(
  order: SandboxOrder,
  taken: Money,
  outcome: SandboxOutcome,
  transactionId: string,
  deps: SandboxDeps,
): SandboxNotice[] {
  if (outcome === 'never') return [];
  const declined = outcome === 'declined';
  const body: SandboxNoticeBody = {
    noticeId: deps.newId(),
    orderId: order.orderId,
    status: declined ? 'declined' : 'paid',
    amount: amountOf(taken),
    currency: taken.currency,
    transactionId: declined ? null : transactionId,
  };
  const dueAt = new Date(deps.now().getTime() + (outcome === 'late' ? LATE_SECONDS * 1_000 : 0));
  return Array.from({ length: outcome === 'duplicate' ? 3 : 1 }, () => ({
    noticeId: deps.newId(),
    orderId: order.orderId,
    body: JSON.stringify(body),
    dueAt,
  }));
}

function pageOf(deps: SandboxDeps): Hono {
  const { book, signer, now } = deps;

  const read = async (url: URL): Promise<SandboxOrder | null> => {
    const query = new URLSearchParams(url.search);
    const signature = query.get('signature') ?? '';
    query.delete('signature');
    if (!(await signer.verify(query.toString(), signature))) return null;
    const currency = query.get('currency') ?? '';
    const amount = Object.hasOwn(DECIMALS, currency)
      ? parseAmount(query.get('amount') ?? '', currency as Currency)
      : null;
    const orderId = query.get('order');
    if (!amount || !orderId) return null;
    const known = await book.find(orderId);
    if (known) return known;
    if (Number(query.get('expires')) * 1_000 <= now().getTime()) return null;
    return book.open({ orderId, amount, subject: query.get('subject') ?? '' }, now());
  };

  return new Hono()
    .get('/sandbox.css', () => new Response(CSS, { headers: { 'content-type': 'text/css; charset=utf-8' } }))
    .get('/pay', async (c) => {
      const words = wordsFor(c.req.header('accept-language'));
      const order = await read(new URL(c.req.url));
      if (!order) return c.html(sheet(words, html`<p role="alert">${words.expired}</p>`), 404);
      return c.html(order.status === 'open' ? checkout(words, order) : finished(words, order.status));
    })
    .post('/pay', bodyLimit({ maxSize: MAX_FORM_BYTES }), async (c) => {
      const words = wordsFor(c.req.header('accept-language'));
      const order = await read(new URL(c.req.url));
      if (!order) return c.html(sheet(words, html`<p role="alert">${words.expired}</p>`), 404);
      const chosen = (await c.req.parseBody().catch(() => null))?.outcome;
      const outcome = OUTCOMES.find((known) => known === chosen);
      // A form that says nothing readable pays nothing.
      if (!outcome) return c.html(checkout(words, order), 400);
      const transactionId = `SBX${deps.newId().replaceAll('-', '').slice(-20).toUpperCase()}`;
      const { amount } = order;
      // Whoever asks later hears what the notice said: a company has one book.
      const taken = outcome === 'wrong-amount' ? { ...amount, minor: amount.minor + 1n } : amount;
      const decided = await book.decide(
        order.orderId,
        outcome === 'declined' ? { status: 'declined', transactionId: null } : { status: 'paid', transactionId, taken },
        noticesOf(order, taken, outcome, transactionId, deps),
        now(),
      );
      deps.later(sendDueNotices(deps));
      const status = (decided ?? (await book.find(order.orderId)) ?? order).status;
      return c.html(finished(words, status === 'open' ? 'closed' : status));
    });
}

const wordsFor = (acceptLanguage: string | undefined): SandboxWords => {
  const wanted = (acceptLanguage ?? '').toLowerCase();
  const index = /^zh-(tw|hk|hant)/.test(wanted)
    ? 1
    : wanted.startsWith('zh')
      ? 0
      : wanted === '' || wanted === '*'
        ? 0
        : 2;
  return SANDBOX_WORDS[index] ?? (SANDBOX_WORDS[0] as SandboxWords);
};

const sheet = (words: SandboxWords, inner: unknown) => html`${raw('<!doctype html>')}
<html lang="${words.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title><link rel="stylesheet" href="/sandbox/sandbox.css"></head>
<body><main><h1>${words.title}</h1><p class="note">${words.note}</p>${inner}</main></body></html>`;

function checkout(words: SandboxWords, order: SandboxOrder) {
  const symbol = order.amount.currency === 'TWD' ? 'NT$' : '¥';
  const button = (outcome: SandboxOutcome, kind: string) =>
    html`<button type="submit" name="outcome" value="${outcome}" class="${kind}">${words.outcomes[outcome]}</button>`;
  return sheet(
    words,
    html`<dl><div><dt>${words.order}</dt><dd>${order.orderId.slice(0, 13)}</dd></div><div><dt>${words.about}</dt><dd>${order.subject}</dd></div>
<div class="sum"><dt>${words.amount}</dt><dd>${symbol}${amountOf(order.amount)}</dd></div></dl>
<form method="post">${button('paid', 'main')}
<details><summary>${words.others}</summary>${OUTCOMES.filter((o) => o !== 'paid').map((o) => button(o, 'other'))}</details></form>`,
  );
}

const finished = (words: SandboxWords, status: 'paid' | 'declined' | 'closed') =>
  sheet(
    words,
    html`<p role="status" class="${status}">${words.done[status]}</p><p><a class="main" href="/">${words.back}</a></p>`,
  );

const CSS = `
body { margin: 0; background: #f1eef7; color: #221a33; font: 17px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
main { max-width: 26rem; margin: 1.5rem auto; padding: 1.25rem; background: #fff; border-radius: 12px; box-shadow: 0 1px 4px #0002; }
@media (max-width: 28rem) { main { margin: 1rem; } }
h1 { margin: 0; font-size: 1.3rem; color: #4b2e83; }
.note { margin: .25rem 0 1rem; color: #5b5470; font-size: .95rem; }
dl { margin: 0 0 1.25rem; }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .4rem 0; border-bottom: 1px solid #e6e1f0; }
dt { color: #5b5470; } dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
.sum dd { font-size: 1.5rem; font-weight: 700; }
button, a.main { display: block; width: 100%; box-sizing: border-box; min-height: 48px; margin: .5rem 0; border-radius: 8px; font: inherit; text-align: center; cursor: pointer; }
button.main, a.main { border: 0; background: #5b2ea6; color: #fff; font-weight: 600; text-decoration: none; line-height: 48px; }
button.other { border: 1px solid #8d7bb5; background: #fff; color: #3d2670; }
summary { padding: .75rem 0; min-height: 24px; cursor: pointer; color: #3d2670; }
:focus-visible { outline: 3px solid #f5a623; outline-offset: 2px; }
.paid { color: #1b6b3a; font-weight: 600; } .declined, .closed { color: #8c1d18; font-weight: 600; }
`;
