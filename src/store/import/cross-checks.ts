/** What no line can show alone: ids used twice, accounts without a tariff, bills without an account, currencies that differ. */
import type pg from 'pg';
import type { Fault } from './reasons.ts';
import { SHAPES, UNITS } from './staging.ts';

/** Each gives line, field and reason; $1 is what faulty lines would have defined, $2 how many faults are enough. */
const CHECKS: readonly string[] = [
  ...Object.values(SHAPES).map(({ table, key }) => {
    const [id = ''] = key;
    return `with twice as (select ${key}, min(line) as first from staged_${table} group by ${key} having count(*) > 1)
      select s.line, '${fieldOf(id)}' as field, 'is in line ' || first || ' already' as reason
      from staged_${table} s join twice using (${key}) where s.line <> first`;
  }),
  `select s.line, 'currency' as field, 'the tariff is in ' || o.currency || ' in another version' as reason
    from staged_tariffs s join known_tariffs o using (tariff_id)
    where o.currency <> s.currency and (o.line is null or o.line < s.line)`,
  `select s.line, 'effectiveFrom' as field,
      'overlaps the version from ' || o.effective_from || coalesce(' in line ' || o.line, ', which is in the database and not in this file') as reason
    from staged_tariffs s join known_tariffs o using (tariff_id)
    where o.effective_from <> s.effective_from and (o.line is null or o.line < s.line)
      and daterange(o.effective_from, o.effective_to, '[]') && daterange(s.effective_from, s.effective_to, '[]')
      and not (o.line is null and exists (select from staged_tariffs r where r.tariff_id = o.tariff_id and r.effective_from = o.effective_from))`,
  `select s.line, 'tariffId' as field, 'tariff ' || s.tariff_id || ' is neither in this file nor in the database' as reason
    from staged_accounts s where s.currency is null and 'tariff ' || s.tariff_id <> all($1)`,
  `select s.line, 'balance' as field, 'is no exact amount in ' || s.currency as reason
    from staged_accounts s join ${UNITS} using (currency) where s.balance_minor % unit <> 0`,
  `select s.line, 'tariffId' as field, 'is in ' || s.currency || ', but the account has bills in ' || a.currency as reason
    from staged_accounts s join accounts a using (account_number) where s.currency <> a.currency`,
  `select s.line, case when own.currency is null then 'accountNumber' else 'currency' end as field,
      case when own.currency is null then 'account ' || s.account_number || ' is neither in this file nor in the database'
        else 'is ' || s.currency || ', but the account''s tariff is in ' || own.currency end as reason
    from staged_bills s
      left join staged_accounts f on f.account_number = s.account_number
      left join accounts a on a.account_number = s.account_number
      cross join lateral (select case when f.line is null then a.currency else f.currency end as currency) own
    where own.currency is distinct from s.currency
      and not (own.currency is null and (f.line is not null or 'account ' || s.account_number = any($1)))`,
  `select s.line, 'accountNumber' as field, 'bill ' || s.bill_id || ' belongs to another account in the database' as reason
    from staged_bills s join bills b using (bill_id) where b.account_number <> s.account_number`,
];

/** Faults in no particular order, not many more than `enough`. */
export async function crossChecks(client: pg.Client, claims: readonly string[], enough: number): Promise<Fault[]> {
  for (const { table } of Object.values(SHAPES)) await client.query(`analyze staged_${table}`);
  await client.query(`create temp table known_tariffs on commit drop as
    select line, tariff_id, effective_from, effective_to, currency from staged_tariffs
    union all select null, tariff_id, effective_from, effective_to, currency from tariffs`);
  await client.query(`update staged_accounts s set currency = k.currency
    from (select tariff_id, min(currency) as currency from known_tariffs group by tariff_id) k where k.tariff_id = s.tariff_id`);
  const faults: Fault[] = [];
  for (const check of CHECKS) {
    const { rows } = await client.query<Fault>(
      `select * from (${check}) found where $1::text[] is not null order by line limit $2`,
      [claims, enough],
    );
    faults.push(...rows);
  }
  return faults;
}

function fieldOf(column: string): string {
  return column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
