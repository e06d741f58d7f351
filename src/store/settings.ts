/** The settings in force: our defaults, overlaid by what the utility stored. */
import type { IsoDate } from '../domain/billing.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { Database } from './tables.ts';

/** May come from a connection whose answers are a minute old: a setting changes by date, not by the second. */
export async function settingsInForce(db: Database, today: IsoDate): Promise<Settings> {
  const rows = await db
    .selectFrom('settings')
    .distinctOn('name')
    .select(['name', 'value'])
    .where('effective_from', '<=', today)
    .orderBy('name')
    .orderBy('effective_from', 'desc')
    .execute();
  const stored = Object.fromEntries(
    rows.filter((row) => row.name in DEFAULT_SETTINGS).map((row) => [row.name, row.value]),
  );
  return { ...DEFAULT_SETTINGS, ...stored };
}
