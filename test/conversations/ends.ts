/** Where a dialogue ends: the business rows it left, in a form that is the same for every resident and language. */
import { fold } from '../../src/text/script.ts';
import type { House } from '../support/house.ts';
import type { Dialogue } from './dialogues.ts';
import { boundTo, casesOf, invoicesOf, ratingsOf } from './homes.ts';

/** Repairs that put somebody in danger or call a person open cases of their own. */
const isDanger = (summary: unknown): boolean => /冒烟|冒煙|smok|danger":true/.test(JSON.stringify(summary));

/** `name`: the dialogue's; accounts are told by their place among the resident's own. */
export async function endOf(house: House, { person, homes: own }: Dialogue, name: string) {
  const place = (accountNumber: string | null) => own.findIndex((home) => home.accountNumber === accountNumber);
  const rows = (table: 'payments' | 'residents' | 'notice_choices') =>
    house.db.selectFrom(table).selectAll().where('resident_id', '=', person.residentId).execute();
  const [payments, [resident], choices, cases] = await Promise.all([
    rows('payments') as Promise<{ account_number: string; status: string; amount_minor: bigint }[]>,
    rows('residents') as unknown as Promise<{ current_account: string | null; real_name: string }[]>,
    rows('notice_choices') as unknown as Promise<{ topic: string; wanted: boolean }[]>,
    casesOf(house, person),
  ]);
  const chased = await house.db
    .selectFrom('case_history')
    .innerJoin('cases', 'cases.case_number', 'case_history.case_number')
    .select('case_history.event')
    .where('cases.resident_id', '=', person.residentId)
    .where('case_history.event', '=', 'chased')
    .execute();
  return {
    bound: (await boundTo(house, person)).map(place),
    payments: payments.map((row) => [place(row.account_number), row.status, row.amount_minor]),
    invoices: (await invoicesOf(house, person)).map(({ title, tax_number, status }) => [
      own.some(({ holder }) => holder === title) ? 'holder' : fold(title ?? ''),
      tax_number,
      status,
    ]),
    ratings: (await ratingsOf(house, person)).map((rating) => ({ ...rating, comment: fold(rating.comment ?? '') })),
    current: place(resident?.current_account ?? null),
    realName: resident?.real_name,
    choices: choices.map(({ topic, wanted }) => [topic, wanted]).sort(),
    chased: chased.length,
    cases: cases
      .filter(({ kind, summary }) => (name.startsWith('handoff') || kind !== 'handoff') && !isDanger(summary))
      .map(({ kind, status, stage, owner_team, missing, account_number, anonymous, sealed, summary }) => [
        ...[kind, status, stage, owner_team, missing, anonymous, sealed !== null],
        place(account_number),
        told(summary),
      ])
      // Two that were opened at one moment have no order.
      .sort((one, other) => String(one).localeCompare(String(other))),
  };
}

/** What residents told, apart from what differs from one to the next: places, accounts, telephones of their own. */
function told(summary: unknown): string {
  const shown = summary && typeof summary === 'object' ? Object.entries(summary) : [];
  return fold(
    JSON.stringify(
      shown
        .filter(([key]) => ['capacityKw', 'scope', 'breaker', 'role', 'reason', 'month', 'category'].includes(key))
        .sort(([one], [other]) => one.localeCompare(other)),
    ),
  );
}
