/** The web chat's page and its parts, the printable invoice, the API reference: all static or server-rendered, no foreign script. */
import { Hono } from 'hono';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Services } from '../../services/index.ts';
import { problemResponse } from '../http.ts';
import { articleAt } from './article-page.ts';
import { docsCss, docsPage } from './docs.ts';
import { holderPages } from './holder-pages.ts';
import { invoiceCss, invoicePage } from './invoice-page.ts';
import { linkPages } from './link-page.ts';
import { page } from './page.generated.ts';

export interface PagesDeps {
  readonly services: Pick<Services, 'invoices' | 'settings' | 'holders' | 'links'>;
  readonly knowledge: Knowledge;
  readonly openapi: () => unknown;
  /** What the demo's page may show: accounts to try and the newest text messages; null when this is no demo. */
  readonly demoHints: (() => Promise<unknown>) | null;
}

export function pages({ services, knowledge, openapi, demoHints }: PagesDeps): Hono {
  const asset = (type: string, body: string) => () =>
    new Response(body, { headers: { 'content-type': type, 'cache-control': 'public, max-age=300' } });
  return new Hono()
    .route('/', holderPages(services))
    .route('/', linkPages(services))
    .get('/', (c) => c.html(page.html, 200, { 'cache-control': 'no-cache' }))
    .get('/chat.css', asset('text/css; charset=utf-8', page.css))
    .get('/chat.js', asset('text/javascript; charset=utf-8', page.js))
    .get('/chat.svg', asset('image/svg+xml', page.icon))
    .get('/favicon.ico', (c) => c.redirect('/chat.svg', 301))
    .get('/docs.css', asset('text/css; charset=utf-8', docsCss))
    .get('/docs', (c) => c.html(docsPage(openapi())))
    .get('/invoice.css', asset('text/css; charset=utf-8', invoiceCss))
    .get('/invoices/:token', async (c) => {
      const found = await services.invoices.byPrintToken(c.req.param('token'));
      if (!found.ok) return problemResponse(found.problem);
      c.header('cache-control', 'no-store');
      return c.html(invoicePage(found.value, await services.settings()));
    })
    .get('/articles/:id', async (c) => {
      const { page: shown, status } = await articleAt(knowledge, c.req.param('id'), c.req.query());
      return c.html(shown, status, { 'cache-control': 'no-cache' });
    })
    .get('/demo/hints', async (c) =>
      demoHints
        ? c.json(await demoHints(), 200, { 'cache-control': 'no-store' })
        : problemResponse({ code: 'not_found' }),
    );
}
