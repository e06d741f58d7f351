/** Puts the menus up at LINE and takes them down (facts/channels.md 1.12): repeated, it changes nothing; broken off, it is repeated. */
import { z } from 'zod';
import { LOCALES, type Locale } from '../../domain/names.ts';
import type { LineAccount } from './api.ts';
import { MENU_NAME, menuRequest } from './menu.ts';

const DEADLINE_MS = 30_000;
const made = z.looseObject({ richMenuId: z.string().min(1) });
const listed = z.looseObject({ richmenus: z.array(z.looseObject({ richMenuId: z.string(), name: z.string() })) });

/** LINE said no; its own words are the message. */
export class LineRefused extends Error {
  override readonly name = 'LineRefused';
}

export interface DrawnMenu {
  readonly locale: Locale;
  readonly png: Uint8Array<ArrayBuffer>;
}

export interface PutUp {
  readonly locale: Locale;
  readonly menuId: string;
  readonly hash: string;
  readonly how: 'made' | 'stood';
}

export function createMenuOffice({ accessToken, apiUrl, dataUrl }: LineAccount) {
  const call = async (method: string, url: string, body?: { type: string; bytes: BodyInit }): Promise<unknown> => {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${accessToken}`, ...(body && { 'content-type': body.type }) },
      ...(body && { body: body.bytes }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await response.text();
    if (!response.ok)
      throw new LineRefused(`${method} ${new URL(url).pathname}: ${response.status} ${text.slice(0, 300)}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const json = (value: unknown) => ({ type: 'application/json', bytes: JSON.stringify(value) });
  const ours = async (): Promise<ReadonlyMap<string, string>> => {
    const { richmenus } = listed.parse(await call('GET', `${apiUrl}/v2/bot/richmenu/list`));
    return new Map(
      richmenus.filter(({ name }) => name.startsWith(`${MENU_NAME} `)).map((menu) => [menu.richMenuId, menu.name]),
    );
  };
  const remove = (menuId: string) => call('DELETE', `${apiUrl}/v2/bot/richmenu/${menuId}`);

  return {
    /**
     * Makes the menus that do not stand yet, shows `everybodys` to whom has none of their own, and removes ours that are not
     * among them. `standing`: menus whose picture is known to be there; a menu without one is made anew.
     */
    async putUp(
      drawn: readonly DrawnMenu[],
      everybodys: Locale,
      standing: readonly { readonly menuId: string; readonly hash: string }[],
    ): Promise<readonly PutUp[]> {
      const before = await ours();
      const up: PutUp[] = [];
      for (const { locale, png } of drawn) {
        const hash = await hashOf(png, JSON.stringify(menuRequest(locale, '')));
        const stands = standing.find((menu) => menu.hash === hash && before.has(menu.menuId));
        if (stands) {
          up.push({ locale, hash, menuId: stands.menuId, how: 'stood' });
          continue;
        }
        const request = json(menuRequest(locale, hash));
        await call('POST', `${apiUrl}/v2/bot/richmenu/validate`, request);
        const { richMenuId } = made.parse(await call('POST', `${apiUrl}/v2/bot/richmenu`, request));
        await call('POST', `${dataUrl}/v2/bot/richmenu/${richMenuId}/content`, { type: 'image/png', bytes: png });
        up.push({ locale, hash, menuId: richMenuId, how: 'made' });
      }
      const shown = up.find(({ locale }) => locale === everybodys);
      if (shown) await call('POST', `${apiUrl}/v2/bot/user/all/richmenu/${shown.menuId}`);
      for (const menuId of before.keys()) if (!up.some((one) => one.menuId === menuId)) await remove(menuId);
      return up;
    },

    /** Answers how many were there. */
    async takeDown(): Promise<number> {
      const before = await ours();
      if (before.size > 0) await call('DELETE', `${apiUrl}/v2/bot/user/all/richmenu`);
      for (const menuId of before.keys()) await remove(menuId);
      return before.size;
    },

    /** Our menus at LINE by language; what is in no language of ours is left out. */
    async list(): Promise<readonly { readonly locale: Locale; readonly menuId: string }[]> {
      return [...(await ours())].flatMap(([menuId, name]) => {
        const locale = LOCALES.find((one) => name.startsWith(`${MENU_NAME} ${one} `));
        return locale ? [{ locale, menuId }] : [];
      });
    },
  };
}

async function hashOf(png: Uint8Array<ArrayBuffer>, request: string): Promise<string> {
  const words = new TextEncoder().encode(request);
  const all = new Uint8Array(png.length + words.length);
  all.set(png);
  all.set(words, png.length);
  const digest = await crypto.subtle.digest('SHA-256', all);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
