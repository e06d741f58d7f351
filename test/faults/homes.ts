/** Who lives in the harness's town: two residents with a home that owes nothing each, and an old holder who has moved out. */
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
export const HOMES = [home(1), home(2)] as const;
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
export const RESIDENTS = [
  { accountNumber: WANG.accountNumber, home: HOMES[0] },
  { accountNumber: ZHAO.accountNumber, home: HOMES[1] },
] as const;
