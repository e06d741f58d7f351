/** The moments of a conversation in which the utterances of these tests are heard, and a short writing for commands. */
import type { Command } from '../../src/conversation/message.ts';
import type { Hearing, OpenQuestion } from '../../src/conversation/understanding/hearing.ts';
import type { Locale } from '../../src/domain/names.ts';

const TODAY = '2026-11-21';
const ACCOUNT = '9990000000017';
const PHONE = '13900000001';
const MINE = [
  { label: '我家 999****0017', value: '9990000000017', alsoSaid: ['家里', 'home'] },
  { label: '妈妈家 999****0025', value: '9990000000025', alsoSaid: ['我妈', '妈妈', 'mom'] },
] as const;

const at = (open: OpenQuestion | null, filled: Hearing['filled'] = {}): Omit<Hearing, 'locale'> => ({
  today: TODAY,
  open,
  filled,
});

const FILED = { name: '王小明', idNumber: '110101199003071234', oldHolderPhone: '13900000009', address: '示范路5号' };

/** Open questions of the services around outages, holders and cases. */
const SERVICES = {
  danger: at({ service: 'outage.report', slot: 'danger' }),
  dangerOptional: at({
    service: 'outage.report',
    slot: 'danger',
    optional: true,
    options: [
      { label: '有', value: 'yes' },
      { label: '没有', value: 'no' },
    ],
  }),
  scope: at({
    service: 'outage.report',
    slot: 'scope',
    options: [
      { label: '只有我家', value: 'home' },
      { label: '整栋楼', value: 'building' },
      { label: '这一片', value: 'area' },
      { label: '不清楚', value: 'unknown' },
    ],
  }),
  breaker: at({ service: 'outage.report', slot: 'breaker' }),
  address: at({ service: 'outage.report', slot: 'address' }),
  since: at({ service: 'outage.report', slot: 'since' }),
  contactPhone: at({ service: 'outage.report', slot: 'contactPhone' }, { address: '示范路5号' }),
  reportConfirm: at({ service: 'outage.report', slot: 'confirm' }, { address: '示范路5号', contactPhone: PHONE }),
  ownership: at({ service: 'account.rename', slot: 'ownershipChanged' }),
  role: at({ service: 'account.transfer', slot: 'role' }),
  name: at({ service: 'account.transfer', slot: 'name' }),
  idNumber: at({ service: 'account.transfer', slot: 'idNumber' }, { name: '王小明' }),
  oldHolderPhone: at({ service: 'account.transfer', slot: 'oldHolderPhone' }, { name: '王小明' }),
  consent: at({ service: 'account.transfer', slot: 'consent' }),
  documents: at({ service: 'account.transfer', slot: 'documents' }),
  transferConfirm: at({ service: 'account.transfer', slot: 'confirm' }, FILED),
  connectionKind: at({
    service: 'connection.new',
    slot: 'category',
    options: [
      { label: '新装', value: 'new-connection' },
      { label: '增容', value: 'capacity-increase' },
      { label: '充电桩', value: 'ev-charger' },
      { label: '临时用电', value: 'temporary-supply' },
    ],
  }),
  capacity: at({ service: 'connection.new', slot: 'capacityKw' }, { category: 'ev-charger' }),
  parkingSpace: at({ service: 'connection.new', slot: 'parkingSpace' }, { category: 'ev-charger' }),
  requestKind: at({ service: 'request.file', slot: 'category' }),
  complaintKind: at({ service: 'complaint.file', slot: 'category' }),
  about: at({ service: 'complaint.file', slot: 'about' }, { category: 'complaint' }),
  description: at({ service: 'complaint.file', slot: 'description' }, { category: 'complaint' }),
  anonymous: at({ service: 'complaint.file', slot: 'anonymous' }, { category: 'report' }),
  reason: at({ service: 'progress.query', slot: 'reason', optional: true }),
  whichCase: at({
    service: 'progress.chase',
    slot: 'case',
    options: [
      { label: '过户 W2611200000011', value: 'W2611200000011' },
      { label: '停电报修 W2611210000029', value: 'W2611210000029' },
    ],
  }),
  caseNumber: at({ service: 'progress.query', slot: 'case' }),
  topics: at({
    service: 'notice.choose',
    slot: 'topics',
    options: [
      { label: '停电通知', value: 'outages' },
      { label: '账单提醒', value: 'bills' },
    ],
  }),
} as const satisfies Record<string, Omit<Hearing, 'locale'>>;

export const SITUATIONS = {
  ...SERVICES,
  start: at(null),
  bindAccount: at({ service: 'account.bind', slot: 'accountNumber' }),
  bindPhone: at({ service: 'account.bind', slot: 'phone' }, { accountNumber: ACCOUNT }),
  bindCode: at({ service: 'account.bind', slot: 'code' }, { accountNumber: ACCOUNT, phone: PHONE }),
  bindConfirm: at({ service: 'account.bind', slot: 'confirm' }, { accountNumber: ACCOUNT, phone: PHONE }),
  payConfirm: at({ service: 'payment.pay', slot: 'confirm' }, { account: ACCOUNT, month: '2026-10' }),
  whichAccount: at({ service: 'bill.query', slot: 'account', options: MINE }),
  whichMonth: at({ service: 'bill.query', slot: 'month' }, { account: ACCOUNT }),
  score: at({ service: 'rating.give', slot: 'score' }),
  comment: at({ service: 'rating.give', slot: 'comment', optional: true }, { score: '4' }),
  titleKind: at({
    service: 'invoice.issue',
    slot: 'titleKind',
    options: [
      { label: '个人', value: 'personal' },
      { label: '公司', value: 'company' },
    ],
  }),
  title: at({ service: 'invoice.issue', slot: 'title' }, { titleKind: 'company' }),
  taxNumber: at({ service: 'invoice.issue', slot: 'taxNumber' }, { titleKind: 'company', title: '测试商贸有限公司' }),
  invoiceConfirm: at(
    { service: 'invoice.issue', slot: 'confirm' },
    { titleKind: 'company', title: '测试商贸有限公司', taxNumber: '91330100MA00000000' },
  ),
} as const satisfies Record<string, Omit<Hearing, 'locale'>>;
export type Situation = keyof typeof SITUATIONS;

/** What is written, and what must be understood in the writing of `written()`; `start` and zh-CN unless told. */
export type Line = readonly [text: string, understood: string, situation?: Situation];

export const hearing = (locale: Locale, situation: Situation = 'start'): Hearing => ({
  ...SITUATIONS[situation],
  locale,
});

/** A command as the tables write it: `bill.query month=2026-10`, `set phone=139…`, `reject phone`, `affirm`. */
export function written(command: Command): string {
  switch (command.kind) {
    case 'start':
      return [command.service, ...Object.entries(command.slots ?? {}).map(([slot, value]) => `${slot}=${value}`)].join(
        ' ',
      );
    case 'set':
    case 'correct':
      return `${command.kind} ${command.slot}=${command.value}`;
    case 'reject':
      return command.slot === undefined ? 'reject' : `reject ${command.slot}`;
    case 'language':
      return `language ${command.locale}`;
    default:
      return command.kind;
  }
}
