/** Who lives in the demo town, and what each home is there to show (facts/domain.md section 10). */

export interface Home {
  readonly accountNumber: string;
  readonly holder: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly area: 'city' | 'rural' | 'remote';
  readonly feeder: string;
  readonly transformer: string;
  readonly tariffId: 'EX-GD' | 'EX-ZJ' | 'EX-TW';
  readonly householdSize: number;
  readonly timeOfUse: boolean;
  readonly story: Story;
}

/** What is unusual about a home; a plain one has an unpaid newest bill that is not due yet. */
export interface Story {
  /** The newest bill that can be is overdue by so many days. */
  readonly overdueDays?: number;
  /** A prepaid meter with this balance; its bills are paid. */
  readonly prepaid?: string;
  readonly people?: number;
  /** 0: the newest bill is estimated, 1: the one before it. */
  readonly estimated?: 0 | 1;
  /** Stands on the transformer where power is off tomorrow. */
  readonly outageTomorrow?: boolean;
  /** The newest bill goes into the next tier. */
  readonly crossesTier?: boolean;
  /** kWh of the newest bills, newest first. */
  readonly kwh?: readonly string[];
  /** The newest bill asks for more than its tariff does. */
  readonly wrongBy?: string;
  readonly extraLine?: readonly [kind: 'late-fee' | 'adjustment', amount: string];
  readonly status?: 'cut' | 'closed';
  /** The newest bill is paid already. */
  readonly paid?: boolean;
  readonly digits?: 10 | 16;
}

const SURNAMES = [...'陈张刘黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓'];
const GIVEN = [
  '丽华',
  '志强',
  '桂英',
  '建军',
  '秀英',
  '伟',
  '敏',
  '静怡',
  '国栋',
  '春梅',
  '文杰',
  '晓燕',
  '海涛',
  '玉兰',
];
const TAIWAN_NAMES = [
  '林淑芬',
  '陳志明',
  '黃美玲',
  '張家豪',
  '李雅婷',
  '吳俊傑',
  '劉怡君',
  '蔡宗翰',
  '楊惠雯',
  '許文雄',
  '鄭佩珊',
  '謝承恩',
];

/** Each mainland home's tariff and story, in the order of their account numbers. */
const MAINLAND: readonly (readonly [tariffId: 'EX-GD' | 'EX-ZJ', story: Story])[] = [
  // 王秀兰 is the golden waterfall of facts/domain.md 3.6, 李建国 pays by the year and by the hour.
  ['EX-GD', { kwh: ['372', '298'], outageTomorrow: true }],
  ['EX-ZJ', {}],
  ...[5, 20, 29, 30, 31].map((overdueDays) => ['EX-GD', { overdueDays }] as const),
  ['EX-GD', { overdueDays: 45, status: 'cut' }],
  ...[5, 30, 31, 45].map((overdueDays) => ['EX-ZJ', { overdueDays }] as const),
  ...['12.40', '3.20', '0.85', '-1.50'].map((prepaid) => ['EX-GD', { prepaid }] as const),
  ['EX-ZJ', { prepaid: '0.00' }],
  ...[5, 6, 7, 5].map((people) => ['EX-GD', { people }] as const),
  ['EX-ZJ', { people: 5 }],
  ['EX-GD', { estimated: 0 }],
  ['EX-GD', { estimated: 0 }],
  ['EX-GD', { estimated: 1 }],
  ['EX-ZJ', { estimated: 0 }],
  ['EX-ZJ', { estimated: 1 }],
  ...[1, 2, 3, 4, 5].map(() => ['EX-GD', { outageTomorrow: true }] as const),
  ...(['EX-GD', 'EX-GD', 'EX-ZJ', 'EX-ZJ'] as const).map((tariffId) => [tariffId, { crossesTier: true }] as const),
  ['EX-GD', { wrongBy: '36.00' }],
  ['EX-GD', { extraLine: ['late-fee', '1.37'] }],
  ['EX-ZJ', { extraLine: ['adjustment', '-18.60'] }],
  ['EX-GD', { status: 'closed', paid: true }],
  ...([10, 16, 16] as const).map((digits) => ['EX-GD', { digits }] as const),
  ...[1, 2, 3].map(() => ['EX-GD', { paid: true }] as const),
  ...[1, 2].map(() => ['EX-ZJ', { paid: true }] as const),
];

const TAIWAN: readonly Story[] = [
  { kwh: ['856', '610'] },
  { overdueDays: 20 },
  // Below the 40 kWh that are charged at least.
  { kwh: ['15', '22'] },
  { people: 7 },
  { estimated: 0 },
  { paid: true },
  ...[1, 2, 3, 4, 5, 6].map(() => ({})),
];

const pad = (n: number, width: number) => String(n).padStart(width, '0');
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

/** 60 homes; numbers from 999…, phones from ranges kept for tests, addresses that do not exist, ID numbers that cannot be right. */
export const HOMES: readonly Home[] = [
  ...MAINLAND.map(([tariffId, story], at): Home => {
    const n = at + 1;
    const width = (story.digits ?? 13) - 4;
    const city = tariffId === 'EX-GD' ? '示例市' : '样本市';
    return {
      accountNumber: `999${pad(n, width)}${(109 - 2 * n) % 10}`,
      holder: n === 1 ? '王秀兰' : n === 2 ? '李建国' : `${pick(SURNAMES, at)}${pick(GIVEN, at * 3)}`,
      idNumber: mainlandId(n),
      phone: `1390000${pad(n, 4)}`,
      address: `${city}${pick(['幸福路', '和平街', '测试大道', '桂花巷'], at)}${n}号${1 + (at % 9)}栋${pad(101 + at * 7, 3)}室`,
      area: n % 12 === 0 ? 'remote' : n % 5 === 0 ? 'rural' : 'city',
      feeder: story.outageTomorrow ? 'F12' : tariffId === 'EX-GD' ? `F${20 + (n % 4)}` : `F${40 + (n % 3)}`,
      transformer: story.outageTomorrow ? 'T045' : `T${pad(100 + n, 3)}`,
      tariffId,
      householdSize: n === 1 ? 4 : (story.people ?? 1 + (n % 4)),
      timeOfUse: tariffId === 'EX-ZJ' && n % 3 !== 0,
      story,
    };
  }),
  ...TAIWAN.map((story, at): Home => {
    const n = at + 1;
    return {
      accountNumber: `999${pad(n, 7)}${n % 10}`,
      holder: pick(TAIWAN_NAMES, at),
      idNumber: taiwanId(n),
      phone: `0900000${pad(n, 3)}`,
      address: `示範市測試區${pick(['範例路', '樣品街', '試用路'], at)}${n * 3}號${1 + (at % 8)}樓`,
      area: n % 6 === 0 ? 'rural' : 'city',
      feeder: `S${60 + (n % 3)}`,
      transformer: `TW${pad(n, 3)}`,
      tariffId: 'EX-TW',
      householdSize: story.people ?? 1 + (n % 4),
      timeOfUse: false,
      story,
    };
  }),
];

/** 18 characters of no region there is, whose check character is one off (GB 11643). */
function mainlandId(n: number): string {
  const body = `990101${1950 + ((n * 7) % 50)}${pad(1 + (n % 12), 2)}${pad(1 + (n % 28), 2)}${pad(n, 3)}`;
  const weighted = [...body].reduce((sum, digit, at) => sum + Number(digit) * (2 ** (17 - at) % 11), 0);
  return `${body}${pick([...'10X98765432'], weighted + 1)}`;
}

/** A letter and nine digits whose check digit is one off. */
function taiwanId(n: number): string {
  const body = `1${pad(9_000_000 + n, 7)}`;
  // A stands for 10: 1×1 + 0×9; then the digits weigh 8 down to 1.
  const weighted = 1 + [...body].reduce((sum, digit, at) => sum + Number(digit) * (8 - at), 0);
  return `A${body}${(10 - (weighted % 10) + 1) % 10}`;
}
