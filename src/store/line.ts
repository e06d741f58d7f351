/** What we know of our account at LINE: the month's messages as LINE counted them last, and the menus that stand there. */
import { sql } from 'kysely';
import { LOCALES, type Locale } from '../domain/names.ts';
import type { Database } from './tables.ts';

export interface QuotaReading {
  /** Messages a month; null: as many as we like. */
  readonly limit: number | null;
  readonly used: number;
  readonly askedAt: Date;
}

export async function quotaReading(db: Database): Promise<QuotaReading | null> {
  const row = await db.selectFrom('line_quota').selectAll().executeTakeFirst();
  return row ? { limit: row.monthly_limit, used: row.used, askedAt: row.asked_at } : null;
}

export async function keepQuotaReading(db: Database, { limit, used, askedAt }: QuotaReading): Promise<void> {
  const row = { monthly_limit: limit, used, asked_at: askedAt };
  await db
    .insertInto('line_quota')
    .values(row)
    .onConflict((conflict) => conflict.column('the_only').doUpdateSet(row))
    .execute();
}

export interface StandingMenu {
  readonly locale: Locale;
  readonly menuId: string;
  readonly hash: string;
}

export async function standingMenus(db: Database): Promise<readonly StandingMenu[]> {
  const rows = await db.selectFrom('line_menus').selectAll().execute();
  return rows.flatMap((row) => {
    const locale = LOCALES.find((one) => one === row.locale);
    return locale ? [{ locale, menuId: row.menu_id, hash: row.hash }] : [];
  });
}

export async function keepMenus(db: Database, menus: readonly StandingMenu[], now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('line_menus').execute();
    if (menus.length > 0)
      await tx
        .insertInto('line_menus')
        .values(menus.map(({ locale, menuId, hash }) => ({ locale, menu_id: menuId, hash, made_at: now })))
        .execute();
  });
}

export interface MenuToGive {
  readonly userId: string;
  /** null: everybody's. */
  readonly menuId: string | null;
}

/** The menu of a person's language, where they see another; `everybodys` is the language of the menu without a link. */
export async function menuToGive(db: Database, userId: string, everybodys: Locale): Promise<MenuToGive | null> {
  const { rows } = await sql<{ menu_id: string | null }>`
    with given as (select case when m.locale <> ${everybodys} then m.menu_id end as menu_id
      from conversations c join residents r on r.resident_id = c.resident_id join line_menus m on m.locale = r.locale
      where c.channel = 'line' and c.channel_user_id = ${userId})
    select menu_id from given where menu_id is distinct from
      (select p.menu from channel_people p where p.channel = 'line' and p.channel_user_id = ${userId})`.execute(db);
  const [row] = rows;
  return row ? { userId, menuId: row.menu_id } : null;
}

export async function markMenu(db: Database, { userId, menuId }: MenuToGive): Promise<void> {
  await db
    .insertInto('channel_people')
    .values({ channel: 'line', channel_user_id: userId, left_at: null, as_of: new Date(0), menu: menuId })
    .onConflict((conflict) => conflict.columns(['channel', 'channel_user_id']).doUpdateSet({ menu: menuId }))
    .execute();
}
