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

export const SITUATIONS = {
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
