/** Puts the menus up at WeChat and takes them down: repeated, it changes nothing; broken off, it is repeated. */
import { z } from 'zod';
import { LOCALES, type Locale } from '../../domain/names.ts';
import type { Calls } from './calls.ts';
import { meaningOf } from './meaning.ts';
import { type MenuGroup, menuOf } from './menu.ts';

/**
 * WeChat no longer lets a menu depend on a phone's language (65320): people are tagged by the language they write, and a menu of
 * its own is shown to each tag.
 */
const TAG = 'wattline';
export const EVERYBODYS_MENU: Locale = 'zh-CN';

const standing = z.looseObject({
  conditionalmenu: z
    .array(
      z.looseObject({
        menuid: z.union([z.int(), z.string()]),
        matchrule: z.looseObject({ tag_id: z.union([z.int(), z.string()]).optional() }).optional(),
      }),
    )
    .default([]),
});
const tagList = z.looseObject({ tags: z.array(z.looseObject({ id: z.int(), name: z.string() })) });
const madeTag = z.looseObject({ tag: z.looseObject({ id: z.int() }) });

/** WeChat said no. */
export class WechatRefused extends Error {
  override readonly name = 'WechatRefused';
}

export interface StandingMenu {
  readonly locale: Locale;
  /** Null: everybody's. */
  readonly tagId: number | null;
  readonly hash: string;
}

export interface PutUp extends StandingMenu {
  readonly how: 'made' | 'stood';
}

export function createMenuOffice(calls: Calls, now: () => Date) {
  const done = async (path: string, body: object | null, expected: readonly number[] = []) => {
    const called = await (body ? calls.post(path, body, now()) : calls.get(path, {}, now()));
    if (called.kind !== 'answered') throw new WechatRefused(`${path}: ${called.reason}`);
    if (called.code !== 0 && !expected.includes(called.code))
      throw new WechatRefused(`${path}: ${meaningOf(called.code)} ${called.message}`);
    return called;
  };
  const tags = async (): Promise<ReadonlyMap<string, number>> => {
    const { tags: all } = tagList.parse((await done('/cgi-bin/tags/get', null)).body);
    return new Map(all.map(({ id, name }) => [name, id]));
  };
  const conditional = async (): Promise<readonly { readonly menuId: string; readonly tagId: number | null }[]> => {
    const called = await done('/cgi-bin/menu/get', null, [NO_MENU]);
    if (called.code === NO_MENU) return [];
    return standing.parse(called.body).conditionalmenu.map(({ menuid, matchrule }) => ({
      menuId: String(menuid),
      tagId: matchrule?.tag_id === undefined ? null : Number(matchrule.tag_id),
    }));
  };
  const hasMenu = async (): Promise<boolean> => (await done('/cgi-bin/menu/get', null, [NO_MENU])).code === 0;

  return {
    /** `kept`: menus that are known to stand. Menus of others that have no tag of ours are left alone. */
    async putUp(kept: readonly StandingMenu[]): Promise<readonly PutUp[]> {
      const up: PutUp[] = [];
      const stands = await hasMenu();
      const hash = await hashOf(menuOf(EVERYBODYS_MENU));
      const before = kept.find(({ locale }) => locale === EVERYBODYS_MENU);
      if (!stands || before?.hash !== hash) await done('/cgi-bin/menu/create', { button: menuOf(EVERYBODYS_MENU) });
      up.push({
        locale: EVERYBODYS_MENU,
        tagId: null,
        hash,
        how: stands && before?.hash === hash ? 'stood' : 'made',
      });
      const [known, there] = [await tags(), await conditional()];
      for (const locale of LOCALES) {
        if (locale === EVERYBODYS_MENU) continue;
        const name = `${TAG} ${locale}`;
        const tagId =
          known.get(name) ?? madeTag.parse((await done('/cgi-bin/tags/create', { tag: { name } })).body).tag.id;
        const ours = there.filter((menu) => menu.tagId === tagId);
        const own = await hashOf(menuOf(locale));
        const same = kept.some((menu) => menu.locale === locale && menu.tagId === tagId && menu.hash === own);
        if (same && ours.length === 1) {
          up.push({ locale, tagId, hash: own, how: 'stood' });
          continue;
        }
        for (const { menuId } of ours) await done('/cgi-bin/menu/delconditional', { menuid: menuId });
        await done('/cgi-bin/menu/addconditional', { button: menuOf(locale), matchrule: { tag_id: String(tagId) } });
        up.push({ locale, tagId, hash: own, how: 'made' });
      }
      return up;
    },

    /** All menus of the account: WeChat knows no way to remove only the one that everybody sees. */
    async takeDown(): Promise<boolean> {
      const stood = await hasMenu();
      if (stood) await done('/cgi-bin/menu/delete', null);
      return stood;
    },

    /** Our menus as they stand there. */
    async list(): Promise<readonly string[]> {
      const byTag = new Map([...(await tags())].map(([name, id]) => [id, name]));
      const names = (await conditional()).flatMap(({ tagId }) => byTag.get(tagId ?? -1) ?? []);
      return [...((await hasMenu()) ? [EVERYBODYS_MENU] : []), ...names.map((name) => name.replace(`${TAG} `, ''))];
    },
  };
}

/** What `menu/get` answers where there is none. */
const NO_MENU = 46003;

/** From the tag of one language to that of another; false: not done, and tried again with their next message. */
export async function moveTag(
  calls: Calls,
  openId: string,
  { from, to }: { readonly from: number | null; readonly to: number | null },
  now: Date,
): Promise<boolean> {
  const set = async (path: string, tagid: number | null): Promise<boolean> => {
    if (tagid === null) return true;
    const called = await calls.post(path, { openid_list: [openId], tagid }, now);
    return called.kind === 'answered' && called.code === 0;
  };
  return (
    (await set('/cgi-bin/tags/members/batchuntagging', from)) && (await set('/cgi-bin/tags/members/batchtagging', to))
  );
}

async function hashOf(menu: readonly MenuGroup[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(menu)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
