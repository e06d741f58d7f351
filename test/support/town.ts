/** A handful of accounts whose bills every test knows by heart, in the words of the import file. */

const GUANGDONG = {
  kind: 'tariff',
  tariffId: 'EX-GD',
  currency: 'CNY',
  period: 'month',
  effectiveFrom: '2012-07-01',
  effectiveTo: null,
  seasons: [
    {
      months: [5, 6, 7, 8, 9, 10],
      tiers: [
        { upTo: '260', price: '0.589' },
        { upTo: '600', price: '0.639' },
        { upTo: null, price: '0.889' },
      ],
    },
    {
      months: [11, 12, 1, 2, 3, 4],
      tiers: [
        { upTo: '200', price: '0.589' },
        { upTo: '400', price: '0.639' },
        { upTo: null, price: '0.889' },
      ],
    },
  ],
  source: 'facts/domain.md 3.2',
};

const TAIWAN = {
  kind: 'tariff',
  tariffId: 'EX-TW',
  currency: 'TWD',
  period: 'two-months',
  effectiveFrom: '2025-10-01',
  effectiveTo: null,
  seasons: [
    {
      months: [6, 7, 8, 9],
      tiers: [
        { upTo: '240', price: '1.78' },
        { upTo: '660', price: '2.55' },
        { upTo: null, price: '3.80' },
      ],
    },
    {
      months: [10, 11, 12, 1, 2, 3, 4, 5],
      tiers: [
        { upTo: '240', price: '1.78' },
        { upTo: '660', price: '2.26' },
        { upTo: null, price: '3.13' },
      ],
    },
  ],
  source: 'facts/domain.md 3.3',
};

const account = (accountNumber: string, holder: string, phone: string, tariffId: string, more: object = {}) => ({
  kind: 'account',
  accountNumber,
  holder,
  idNumber: `11010119900101${accountNumber.slice(-4)}`,
  phone,
  address: `示例市幸福路${accountNumber.slice(-2)}号`,
  area: 'city',
  feeder: 'F12',
  transformer: 'T045',
  category: 'residential',
  tariffId,
  householdSize: 3,
  timeOfUse: false,
  prepaid: false,
  balance: '0.00',
  status: 'active',
  ...more,
});

export const bill = (
  billId: string,
  accountNumber: string,
  from: string,
  to: string,
  kwh: string,
  amount: string,
  dueDate: string,
  paidAt: string | null,
  more: object = {},
) => ({
  kind: 'bill',
  billId,
  accountNumber,
  period: to.slice(0, 7),
  from,
  to,
  kwh,
  kwhPeak: null,
  kwhValley: null,
  reading: 'actual',
  lines: [{ kind: 'energy', amount }],
  amount,
  currency: 'CNY',
  dueDate,
  paidAt,
  ...more,
});

/** 王秀兰: the golden waterfall of facts/domain.md 3.6; October paid, November due. */
export const WANG = { accountNumber: '9990000000017', phone: '13900000001', due: '227.71' } as const;
/** 李建国: two unpaid bills, the older one overdue. */
export const LI = { accountNumber: '9990000000025', phone: '13900000002' } as const;
/** 陈大文: owes nothing. */
export const CHEN = { accountNumber: '9990000000033', phone: '13900000003' } as const;
/** 赵敏: a bill whose amount no arithmetic of ours reaches. */
export const ZHAO = { accountNumber: '9990000000041', phone: '13900000004' } as const;
/** 林淑芬: Taiwan, two-monthly. */
export const LIN = { accountNumber: '99900000011', phone: '0900000001', due: '1371' } as const;

/** The day all of it is about. */
export const TODAY = '2026-12-05T10:00:00+08:00';

export const town: readonly object[] = [
  GUANGDONG,
  TAIWAN,
  account(WANG.accountNumber, '王秀兰', WANG.phone, 'EX-GD'),
  account(LI.accountNumber, '李建国', LI.phone, 'EX-GD'),
  account(CHEN.accountNumber, '陈大文', CHEN.phone, 'EX-GD'),
  account(ZHAO.accountNumber, '赵敏', ZHAO.phone, 'EX-GD'),
  account(LIN.accountNumber, '林淑芬', LIN.phone, 'EX-TW', { address: '示範市幸福路11號', balance: '0' }),
  bill(
    'W-10',
    WANG.accountNumber,
    '2026-10-01',
    '2026-10-31',
    '298',
    '177.42',
    '2026-11-15',
    '2026-11-10T09:00:00+08:00',
  ),
  bill('W-11', WANG.accountNumber, '2026-11-01', '2026-11-30', '372', WANG.due, '2026-12-15', null),
  bill('L-10', LI.accountNumber, '2026-10-01', '2026-10-31', '180', '106.02', '2026-11-25', null),
  bill('L-11', LI.accountNumber, '2026-11-01', '2026-11-30', '200', '117.80', '2026-12-15', null),
  bill(
    'C-11',
    CHEN.accountNumber,
    '2026-11-01',
    '2026-11-30',
    '200',
    '117.80',
    '2026-12-15',
    '2026-12-02T09:00:00+08:00',
  ),
  bill(
    'Z-10',
    ZHAO.accountNumber,
    '2026-10-01',
    '2026-10-31',
    '180',
    '106.02',
    '2026-11-15',
    '2026-11-10T09:00:00+08:00',
  ),
  bill('Z-11', ZHAO.accountNumber, '2026-11-01', '2026-11-30', '200', '217.80', '2026-12-15', null),
  bill('T-7', LIN.accountNumber, '2026-06-01', '2026-07-31', '500', '1090', '2026-09-01', '2026-08-20T09:00:00+08:00', {
    currency: 'TWD',
  }),
  bill('T-9', LIN.accountNumber, '2026-08-01', '2026-09-30', '610', LIN.due, '2026-12-20', null, { currency: 'TWD' }),
];
