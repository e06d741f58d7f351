/** Phones that residents have shown to hold: hashed for comparing, masked for showing. */
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

export interface ProvenPhone {
  readonly residentId: string;
  readonly phoneHash: string;
  /** `139****0001` */
  readonly masked: string;
  /** `wechat`: WeChat's word; `code`: a code by text message. */
  readonly by: 'wechat' | 'code';
  readonly now: Date;
}

export const provePhone =
  ({ residentId, phoneHash, masked, by, now }: ProvenPhone): Write =>
  (db) =>
    db
      .insertInto('proven_phones')
      .values({ resident_id: residentId, phone_hash: phoneHash, masked, proven_by: by, at: now })
      .onConflict((conflict) =>
        conflict.columns(['resident_id', 'phone_hash']).doUpdateSet({ proven_by: by, at: now }),
      );

/** Other residents who have shown since `since` to hold a phone that one of `residents` has shown to hold since then too. */
export async function samePhone(
  db: Database,
  residents: readonly string[],
  since: Date,
): Promise<readonly { readonly residentId: string; readonly masked: string }[]> {
  const rows = await db
    .selectFrom('proven_phones as mine')
    .innerJoin('proven_phones as other', 'other.phone_hash', 'mine.phone_hash')
    .select(['other.resident_id', 'other.masked'])
    .where('mine.resident_id', 'in', [...residents])
    .where('mine.at', '>=', since)
    .where('other.at', '>=', since)
    .where('other.resident_id', 'not in', [...residents])
    .orderBy('other.at', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({ residentId: row.resident_id, masked: row.masked }));
}
