/** Doors of the pages behind links of a transfer: whoever holds a link may look; only a form that is sent changes anything. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Services } from '../../services/index.ts';
import { problem } from '../http.ts';
import { consentPage } from './consent-page.ts';
import { contractPage } from './contract-page.ts';
import { sheetCss } from './sheet.ts';

const MAX_FORM_BYTES = 16 * 1024;

const field = (form: Record<string, unknown>, name: string): string | undefined => {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
};

/** The fields of a form; of anything that is none, nothing. */
const formOf = (c: Context): Promise<Record<string, unknown>> => c.req.parseBody().catch(() => ({}));

export function holderPages(services: Pick<Services, 'holders' | 'settings'>): Hono {
  const { oldHolder, contracts } = services.holders;
  const small = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: () => problem('body_too_large') });
  const page = (c: Context, body: ReturnType<typeof consentPage>, status: 200 | 404 | 409 | 422) => {
    c.header('cache-control', 'no-store');
    return c.html(body, status);
  };
  return new Hono()
    .get(
      '/sheet.css',
      () =>
        new Response(sheetCss, {
          headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' },
        }),
    )
    .get('/consent/:token', async (c) => {
      const found = await oldHolder.look(c.req.param('token'));
      const { hotline } = await services.settings();
      return page(c, consentPage(found.ok ? found.value : null, c.req.query('locale'), hotline), found.ok ? 200 : 404);
    })
    .post('/consent/:token', small, async (c) => {
      const form = await formOf(c);
      const answer = field(form, 'answer');
      const token = c.req.param('token');
      const found =
        answer === 'agree' || answer === 'refuse'
          ? await oldHolder.answer(token, answer === 'agree')
          : await oldHolder.look(token);
      const { hotline } = await services.settings();
      return page(c, consentPage(found.ok ? found.value : null, field(form, 'locale'), hotline), found.ok ? 200 : 404);
    })
    .get('/contracts/:token', async (c) => {
      const found = await contracts.byLink(c.req.param('token'));
      return page(c, contractPage(found.ok ? found.value : null, c.req.query('locale')), found.ok ? 200 : 404);
    })
    .post('/contracts/:token', small, async (c) => {
      const form = await formOf(c);
      const token = c.req.param('token');
      const locale = field(form, 'locale');
      const phone = (field(form, 'phone') ?? '').replace(/[\s-]/g, '');
      const before = await contracts.byLink(token);
      if (!before.ok) return page(c, contractPage(null, locale), 404);
      if (phone !== '' && !/^\+?\d{8,14}$/.test(phone))
        return page(c, contractPage(before.value, locale, 'phoneWrong'), 422);
      const signed = await contracts.signByLink(token, {
        contractHash: field(form, 'contractHash') ?? '',
        way: 'page',
        phone: phone === '' ? null : phone,
      });
      if (!signed.ok) return page(c, contractPage(before.value, locale, 'other'), 409);
      return page(c, contractPage(signed.value, locale), 200);
    });
}
