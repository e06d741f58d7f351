/** What a browser shows where a link of ours leads no further: a page in place of the answer that is for programs. */
import type { Context, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { REFUSAL_WORDS, type RefusalKind } from '../../conversation/sentences/refusal-page.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { firstGuess } from '../http.ts';
import { localeFrom } from './consent-page.ts';
import { localeLinks, sheet } from './sheet.ts';

/** Under `/v1` programs ask, but for the door through which payers come back from their gateway. */
const isForPeople = (c: Context): boolean =>
  c.req.method === 'GET' &&
  (!c.req.path.startsWith('/v1/') || c.req.path.startsWith('/v1/payment-returns/')) &&
  (c.req.header('accept') ?? '').includes('text/html');

const kindOf = (status: number): RefusalKind =>
  status === 409 ? 'nothing-due' : status >= 500 || status === 429 ? 'later' : 'gone';

export function refusalPages(settings: () => Promise<Settings>): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { status, headers } = c.res;
    if (!headers.get('content-type')?.startsWith('application/problem+json') || !isForPeople(c)) return;
    const locale = localeFrom(c.req.query('locale'), firstGuess(c.req.header('accept-language')));
    // A broken database keeps nobody from reading that something is broken.
    const { hotline } = await settings().catch(() => DEFAULT_SETTINGS);
    const kind = kindOf(status);
    const w = REFUSAL_WORDS[locale];
    const body = html`<p>${w.text[kind]}</p><p><a href="/">${w.chat}</a></p><p>${w.call(hotline[locale])}</p>`;
    c.res = undefined;
    c.res = await c.html(sheet(locale, w.heading[kind], body, localeLinks(locale)), status as 404, {
      'cache-control': 'no-store',
    });
  };
}
