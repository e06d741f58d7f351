/** The settings in force: our defaults, overlaid by what the utility stored. */
import type { IsoDate } from '../domain/billing.ts';
import { type DatedSetting, DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { Database } from './tables.ts';

/** The rows in force on a day, the newest of each name. */
export async function storedSettings(
  db: Database,
  today: IsoDate,
): Promise<readonly (DatedSetting & { readonly value: unknown })[]> {
  const rows = await db
    .selectFrom('settings')
    .distinctOn('name')
    .selectAll()
    .where('effective_from', '<=', today)
    .orderBy('name')
    .orderBy('effective_from', 'desc')
    .execute();
  return rows.map((row) => ({
    name: row.name as keyof Settings,
    effectiveFrom: row.effective_from,
    confirmed: row.confirmed,
    source: row.source,
    value: row.value,
  }));
}

/** May come from a connection whose answers are a minute old: a setting changes by date, not by the second. */
export async function settingsInForce(db: Database, today: IsoDate): Promise<Settings> {
  const stored = await storedSettings(db, today);
  return {
    ...DEFAULT_SETTINGS,
    ...Object.fromEntries(
      stored.filter(({ name }) => name in DEFAULT_SETTINGS).map(({ name, value }) => [name, value]),
    ),
  };
}
