/** The smallest questions to the database: does it answer, and does it hold anything yet. */
import type { Database } from './tables.ts';

export async function databaseAnswers(db: Database): Promise<void> {
  await db.selectFrom('settings').select('name').limit(1).execute();
}

export async function holdsAccounts(db: Database): Promise<boolean> {
  return (await db.selectFrom('accounts').select('account_number').limit(1).executeTakeFirst()) !== undefined;
}
