/** Who lives in the harness's town: two residents with a home that owes nothing each, and an old holder who has moved out. */
import type pg from 'pg';
import { CHEN, LI, town, WANG, ZHAO } from '../support/town.ts';

export interface Home {
  readonly accountNumber: string;
  readonly phone: string;
  readonly idNumber: string;
}

const home = (n: number): Home => ({
  accountNumber: `99922${String(n * 97).padStart(8, '0')}`,
  phone: `1392${String(n * 97).padStart(7, '0')}`,
  idNumber: `1101011990010${String(20_000 + n)}`,
});

/** Free to be renamed: nothing is owed. */
const HOMES = [home(1), home(2)] as const;
/** Nobody has it bound; whoever moves in takes it over. */
export const LEFT = home(3);
/** Whose ID number is known beside their name: the new holder of a transfer. */
export const NEW_HOLDER = { name: '李建国', idNumber: `11010119900101${LI.accountNumber.slice(-4)}` } as const;

const like = town.find(
  (line) => 'holder' in line && 'accountNumber' in line && line.accountNumber === CHEN.accountNumber,
);

export const townLines: readonly object[] = [
  ...town,
  ...[...HOMES, LEFT].map((own, n) => ({
    ...like,
    ...own,
    holder: `陈住户${n + 1}`,
    address: `示例市平安路${n + 1}号`,
  })),
];

/** All of them hang on one transformer, so what goes dark for one goes dark for the other. */
const RESIDENTS = [
  { accountNumber: WANG.accountNumber, home: HOMES[0] },
  { accountNumber: ZHAO.accountNumber, home: HOMES[1] },
] as const;

export interface Resident {
  readonly id: string;
  readonly accountNumber: string;
  /** Another account of theirs, which owes nothing. */
  readonly home: Home;
}

/** Each opens a session at the public door; that accounts are theirs is taken as proved long ago. */
export async function moveIn(
  reader: pg.Client,
  openSession: (body: object) => Promise<{ body: unknown }>,
): Promise<readonly Resident[]> {
  const residents: Resident[] = [];
  for (const { accountNumber, home: own } of RESIDENTS) {
    const { body } = await openSession({ channel: 'web' });
    const { id } = (body as { resident: { id: string } }).resident;
    for (const one of [accountNumber, own.accountNumber])
      await reader.query(
        `insert into bindings (binding_id, resident_id, account_number, bound_at) values ($1, $2, $3, '2026-01-01')`,
        [`${id}:${one}`, id, one],
      );
    await reader.query('update residents set current_account = $2 where resident_id = $1', [id, accountNumber]);
    residents.push({ id, accountNumber, home: own });
  }
  return residents;
}
