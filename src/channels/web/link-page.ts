/** The page a LINE chat leads to for LINE's account link: the browser's own session asks where to go, one small script of ours. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { LINK_PAGE_WORDS } from '../../conversation/sentences/links/page.ts';
import type { Services } from '../../services/index.ts';
import { localeFrom } from './consent-page.ts';
import { localeLinks, sheet } from './sheet.ts';

/** The session is the web chat's, kept by its page; without one there is nobody to connect. */
const SCRIPT = `
const part = document.querySelector('[data-ticket]');
const status = document.querySelector('[role=status]');
const button = document.querySelector('button');
let token = null;
try { token = localStorage.getItem('wattline.token'); } catch {}
if (part && button && status) {
  if (!token) { part.hidden = true; document.querySelector('[data-nobody]').hidden = false; }
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const response = await fetch('/v1/me/line-links', {
        method: 'POST',
        credentials: 'omit',
        headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
        body: JSON.stringify({ ticket: part.dataset.ticket }),
      });
      const { url } = await response.json();
      if (response.status !== 201) throw new Error(String(response.status));
      location.assign(url);
    } catch {
      status.textContent = part.dataset.failed;
      button.disabled = false;
    }
  });
}
`;

export function linkPages(services: Pick<Services, 'links'>): Hono {
  return new Hono()
    .get(
      '/link.js',
      () =>
        new Response(SCRIPT, {
          headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=300' },
        }),
    )
    .get('/link/line/:ticket', async (c) => {
      const ticket = c.req.param('ticket');
      const good = (await services.links.ticketHolder(ticket)) !== null;
      const locale = localeFrom(c.req.query('locale'), 'zh-TW');
      const w = LINK_PAGE_WORDS[locale];
      const body = good
        ? html`<section data-ticket="${ticket}" data-failed="${w.failed}">
<p>${w.question}</p>
<button type="button">${w.go}</button>
<p>${w.later}</p>
</section>
<section data-nobody hidden><p>${w.nobody}</p><p><a href="/">${w.chat}</a></p></section>
<p role="status" class="note"></p>
<script src="/link.js" defer></script>`
        : html`<p>${w.gone}</p>`;
      return c.html(sheet(w.lang, w.heading, body, localeLinks(locale)), good ? 200 : 404, {
        'cache-control': 'no-store',
      });
    });
}
