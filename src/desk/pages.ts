/** The staff desk's page and its parts; everything it shows comes from the desk's API with the key of who looks. */
import { Hono } from 'hono';
import { problemResponse } from '../channels/http.ts';
import { rfc3339 } from '../domain/calendar.ts';
import type { StaffMember } from '../domain/cases.ts';
import type { Clock } from '../outside/clock.ts';
import { deskPage } from './page.generated.ts';

export interface DeskPagesDeps {
  readonly clock: Clock;
  /** Of the demo: whom to sign in as, each with a key; null when this is no demo. */
  readonly demoStaff: (() => Promise<readonly (StaffMember & { readonly token: string })[] | null>) | null;
}

export function deskPages({ clock, demoStaff }: DeskPagesDeps): Hono {
  const asset = (type: string, body: string) => () =>
    new Response(body, { headers: { 'content-type': type, 'cache-control': 'public, max-age=300' } });
  return new Hono()
    .get('/desk', (c) =>
      // The time is the service's: promises are judged by it, not by the clock of a desk.
      c.html(deskPage.html.replace('__NOW__', rfc3339(clock.now())), 200, { 'cache-control': 'no-store' }),
    )
    .get('/demo/staff', async (c) => {
      const staff = (await demoStaff?.()) ?? null;
      return staff ? c.json({ staff }, 200, { 'cache-control': 'no-store' }) : problemResponse({ code: 'not_found' });
    })
    .get('/desk.css', asset('text/css; charset=utf-8', deskPage.css))
    .get('/desk.js', asset('text/javascript; charset=utf-8', deskPage.js));
}
