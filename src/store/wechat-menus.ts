/** The menus that stand at the official account, and who is to see which. */
import { sql } from 'kysely';
import { LOCALES, type Locale } from '../domain/names.ts';
import type { Database } from './tables.ts';

export interface WechatMenu {
  readonly locale: Locale;
  /** Null: everybody's who has no tag. */
  readonly tagId: number | null;
  readonly hash: string;
}

export async function wechatMenus(db: Database): Promise<readonly WechatMenu[]> {
  const rows = await db.selectFrom('wechat_menus').selectAll().execute();
  return rows.flatMap((row) => {
    const locale = LOCALES.find((one) => one === row.locale);
    return locale ? [{ locale, tagId: row.tag_id, hash: row.hash }] : [];
  });
}

export async function keepWechatMenus(db: Database, menus: readonly WechatMenu[], now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('wechat_menus').execute();
    if (menus.length > 0)
      await tx
        .insertInto('wechat_menus')
        .values(menus.map(({ locale, tagId, hash }) => ({ locale, tag_id: tagId, hash, made_at: now })))
        .execute();
  });
}

/** The tag a person has and the one their language asks for; null: they are the same. */
export async function tagToGive(
  db: Database,
  openId: string,
): Promise<{ readonly from: number | null; readonly to: number | null } | null> {
  const { rows } = await sql<{ tag_from: number | null; tag_to: number | null }>`
    select p.menu::integer as tag_from, m.tag_id as tag_to
    from conversations c join residents r on r.resident_id = c.resident_id join wechat_menus m on m.locale = r.locale
      left join channel_people p on p.channel = 'wechat' and p.channel_user_id = ${openId}
    where c.channel = 'wechat' and c.channel_user_id = ${openId} and m.tag_id::text is distinct from p.menu`.execute(
    db,
  );
  const [row] = rows;
  return row ? { from: row.tag_from, to: row.tag_to } : null;
}

export async function markTag(db: Database, openId: string, tagId: number | null): Promise<void> {
  const menu = tagId === null ? null : String(tagId);
  await db
    .insertInto('channel_people')
    .values({ channel: 'wechat', channel_user_id: openId, left_at: null, as_of: new Date(0), menu })
    .onConflict((conflict) => conflict.columns(['channel', 'channel_user_id']).doUpdateSet({ menu }))
    .execute();
}
