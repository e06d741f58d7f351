/** Whatever a resident says, taps, repeats or waits for: the zero-tolerance rules hold after every step. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { codeFor, deliver, type Home, type Homes, openHomes, payAll, wrongCode } from './homes.ts';

const SEED = 20_261_121;
const RUNS = 200;

/** Somebody else's home, whose holder and amounts nobody in these walks may ever read. */
const VICTIM = { accountNumber: '9990000000017', secrets: ['9990000000017', '王秀兰', '王**', '幸福路17', '227.72'] };

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(RUNS * 3);
  house = homes.house;
  // The victim's bill differs from everybody's, so that its amount tells.
  await house.db.updateTable('bills').set({ amount_minor: 22772n }).where('bill_id', '=', 'W-11').execute();
});
afterAll(() => house.close());

const WISHES = [
  ...['交电费', '查电费', '开发票', '我要评价', '切换户号', '解绑户号'],
  ...['我要过户', '我要更名', '我要新装电表', '我要增容', '我要装充电桩', '装修要临时用电'],
  ...['账单不对，我要核查', '我要校表', '家里电器烧坏了要赔', '换手机号', '我要销户'],
  ...['我要投诉', '我要举报', '我要表扬', '查进度', '催一下', '通知设置', '家里停电了', '最近有计划停电吗', '转人工'],
];
/** Services that file a case, by a yes to what was read back. */
const FILING = [...['account.transfer', 'account.rename', 'connection.new', 'request.file', 'complaint.file']];

const SAID = [
  '查电费',
  '查10月的电费',
  '为什么这么贵',
  '交电费',
  '缴费记录',
  '开发票',
  '绑定户号',
  '解绑户号',
  '切换户号',
  '转人工',
  '我要评价',
  '查电费，顺便交电费',
  '确认',
  '确认',
  '确认',
  '是的',
  '不要',
  '不对',
  '取消',
  '返回上一步',
  '跳过',
  '再说一遍',
  '帮助',
  '重发',
  '你好',
  '谢谢',
  '好的',
  '咕噜咕噜',
  '公司',
  '个人',
  '示例贸易有限公司',
  '91310000MA1FL0000X',
  '第一个',
  '第二个',
  '5',
  '2分',
  '太慢了',
  '手机号不对',
  '户号不对',
  '税号不对',
  '变压器冒烟了',
  'English please',
  '请说简体中文',
  '今天天气怎么样',
  ...WISHES,
  ...['换人了', '没换', '继承', '租的车位', '同意', '不同意', '以后再补', '发好了', '昨天', '匿名', '实名', '全部开启'],
  ...['全部关闭', '没有', '有人受伤', '只有我家', '整栋楼', '跳闸了', '没跳闸', '来电了', '撤销', '还没解决', '不用了'],
  ...['李建国', '110101199001010025', '不对，姓名是周小雨', '电话不对', '地址不对', '13912345678'],
  `查户号${VICTIM.accountNumber}的电费`,
  VICTIM.accountNumber,
] as const;

type Move =
  | { readonly kind: 'say'; readonly words: string }
  | {
      readonly kind: 'own';
      readonly what: 'number' | 'other' | 'phone' | 'other phone' | 'code' | 'wrong code' | 'correct';
    }
  | { readonly kind: 'tap'; readonly at: number }
  | { readonly kind: 'old'; readonly at: number }
  | { readonly kind: 'forge'; readonly service: string }
  | { readonly kind: 'pay'; readonly outcome: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'again' }
  /** What a co-operative resident would say to the open question. */
  | { readonly kind: 'on' };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('say' as const), words: fc.constantFrom(...SAID) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('own' as const),
      what: fc.constantFrom('number', 'other', 'phone', 'other phone', 'code', 'code', 'wrong code', 'correct'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('tap' as const), at: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('old' as const), at: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('forge' as const),
      service: fc.constantFrom('bill.query', 'bill.explain', 'payment.pay', 'payment.history', 'account.unbind'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pay' as const), outcome: fc.constantFrom('paid', 'declined', 'never') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(61, 700, 2_000) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'again' as const }) },
  { weight: 26, arbitrary: fc.constant({ kind: 'on' as const }) },
);

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  accountNumber: ['ask.accountNumber', 'ask.transfer-account'],
  ownershipChanged: ['ask.ownershipChanged'],
  role: ['ask.role', 'connection.ask-role'],
  consent: ['ask.holder-consent'],
  reason: ['ask.rename-reason', 'request.ask-reason', 'act.ask-reason'],
  name: ['ask.holder-name', 'connection.ask-name'],
  idNumber: ['ask.idNumber'],
  oldHolderPhone: ['ask.oldHolderPhone'],
  documents: ['papers.ask', 'request.ask-photos'],
  phone: ['ask.phone'],
  code: ['ask.code', 'ask.code-again', 'ask.code-later', 'bind.wait-code', 'bind.code-ended'],
  account: ['ask.account', 'connection.ask-place'],
  choice: ['ask.payment', 'ask.titleKind'],
  title: ['ask.title'],
  taxNumber: ['ask.taxNumber'],
  score: ['ask.score'],
  comment: ['ask.comment', 'ask.comment-more'],
  topics: ['ask.topics'],
  category: ['connection.ask-category', 'request.ask-category', 'complaint.ask-category', 'outage.ask-back'],
  address: ['connection.ask-address', 'outage.ask-address', 'outage.where-danger'],
  parkingSpace: ['connection.ask-parking'],
  capacityKw: ['connection.ask-capacity'],
  description: ['connection.ask-purpose', 'request.ask-description', 'complaint.ask-description'],
  contactPhone: [
    ...['connection.ask-phone', 'request.ask-new-phone', 'request.ask-phone', 'complaint.ask-phone'],
    ...['ask.handoff-phone', 'outage.phone-danger', 'outage.ask-phone'],
  ],
  month: ['request.ask-month'],
  since: ['request.ask-since'],
  anonymous: ['complaint.ask-anonymous'],
  about: ['complaint.ask-about'],
  case: ['progress.which', 'chase.which'],
  danger: ['outage.ask-danger'],
  scope: ['outage.ask-scope'],
  breaker: ['outage.ask-breaker', 'outage.ask-held'],
  confirm: [
    ...['holder.agree', 'holder.pay-question', 'holder.pay-waiting', 'connection.confirm', 'request.confirm'],
    ...[
      'complaint.confirm',
      'act.confirm',
      'chase.confirm',
      'handoff.phone-confirm',
      'outage.confirm',
      'outage.confirm-join',
      'outage.ask-still-out',
    ],
    ...['pay.confirm', 'notice.read-back', 'unbind.confirm', 'invoice.confirm'],
  ],
};
/** The same for every resident. */
const ANSWERS: Readonly<Record<string, string>> = {
  code: '123456',
  account: '第一个',
  choice: '个人',
  title: '示例贸易有限公司',
  taxNumber: '91310000MA1FL0000X',
  score: '2分',
  comment: '太慢了',
  confirm: '确认',
  ownershipChanged: '换人了',
  role: '产权人',
  consent: '同意',
  reason: '名字登记错了',
  name: '李建国',
  idNumber: '110101199001010025',
  oldHolderPhone: '跳过',
  documents: '以后再补',
  category: '第一个',
  parkingSpace: 'B2-118',
  capacityKw: '8千瓦',
  contactPhone: '13912345678',
  description: '上周二开始就这样了',
  month: '11月',
  since: '昨天',
  anonymous: '匿名',
  about: '抄表员',
  case: '第一个',
  topics: '全部开启',
  danger: '没有',
  scope: '只有我家',
  breaker: '没跳闸',
};
const ALL_QUESTIONS = Object.values(QUESTIONS).flat();

interface Standing {
  readonly payments: number;
  readonly bound: number;
  readonly unbound: number;
  readonly invoices: number;
  readonly ratings: number;
  /** Applications, requests and complaints; anonymous ones are everybody's here. */
  readonly filed: number;
  readonly outages: number;
  readonly choices: number;
  /** What residents did with cases of theirs: chased, withdrew, reopened, judged. */
  readonly acts: number;
  /** A question that is open about a slot that is filled. */
  readonly askedAgain: number;
  readonly turns: number;
  readonly messages: number;
  readonly unanswered: number;
  readonly ownerless: number;
}

async function standing({ residentId: me }: Person): Promise<Standing> {
  // What a case's clock put there just now is the next round's.
  const settled = new Date(house.now().getTime() - 5_000);
  const { rows } = await sql<Record<keyof Standing, string>>`select
    (select count(*) from payments where resident_id = ${me}) as payments,
    (select count(*) from bindings where resident_id = ${me}) as bound,
    (select count(*) from bindings where resident_id = ${me} and unbound_at is not null) as unbound,
    (select count(*) from invoices where resident_id = ${me}) as invoices,
    (select count(*) from ratings join service_records using (service_id) where resident_id = ${me}) as ratings,
    (select count(*) from cases where (resident_id = ${me} or anonymous) and kind not in ('handoff', 'outage', 'recovery')) as filed,
    (select count(*) from cases where resident_id = ${me} and kind = 'outage') as outages,
    (select count(*) from notice_choices where resident_id = ${me}) as choices,
    (select count(*) from case_history h join cases c using (case_number) where c.resident_id = ${me} and c.kind <> 'handoff'
      and h.event in ('chased', 'withdrawn', 'reopened', 'solved', 'not-solved')) as acts,
    (select count(*) from conversations c where resident_id = ${me}
      and c.session #> array['stack', '-1', 'slots', c.session #>> '{stack,-1,asked}'] is not null) as "askedAgain",
    (select count(*) from turns join conversations using (conversation_id) where resident_id = ${me}) as turns,
    (select count(*) from inbox where channel_user_id = ${me}) as messages,
    (select count(*) from inbox where answered_at is null and received_at <= ${settled}) as unanswered,
    (select count(*) from cases where status = 'open' and (owner_team is null or next_action is null or deadline is null)) as ownerless
    `.execute(house.db);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([key, n]) => [key, Number(n)])) as unknown as Standing;
}

interface Walk {
  readonly person: Person;
  readonly home: Home;
  readonly other: Home;
  readonly seen: string[];
  links: string[];
  sent: number;
}

/** What this move sends; null: nothing is said by it. */
function wordsOf(walk: Walk, one: Move): { text: string } | { button: string } | null {
  const { person, home, other, seen } = walk;
  switch (one.kind) {
    case 'say':
      return { text: one.words };
    case 'own': {
      const code = codeFor(house, home) || codeFor(house, other);
      const said: Record<typeof one.what, string> = {
        number: home.accountNumber,
        other: other.accountNumber,
        phone: home.phone,
        'other phone': other.phone,
        code: code || '123456',
        'wrong code': wrongCode(code || '123456'),
        correct: `不对，户号是${other.accountNumber}`,
      };
      return { text: said[one.what] };
    }
    case 'tap': {
      const button = person.buttons()[one.at]?.button;
      return button ? { button } : null;
    }
    case 'old': {
      const button = seen.at(-1 - one.at);
      return button ? { button } : null;
    }
    case 'forge':
      return {
        button: `${walk.sent}/0//start/${one.service}/${encodeURIComponent(`account=${VICTIM.accountNumber}`)}`,
      };
    case 'on': {
      const { awaiting } = person.last().turn;
      if (awaiting === null) return { text: WISHES[walk.sent % WISHES.length] ?? '查电费' };
      const code = codeFor(house, home) || codeFor(house, other);
      const { service } = person.last().turn;
      const answers: Readonly<Record<string, string>> = {
        accountNumber: home.accountNumber,
        phone: home.phone,
        code,
        address: `示例市和平路${home.accountNumber.slice(-8)}号`,
        ...(service === 'connection.new' && { role: '租的车位' }),
        ...(service === 'account.rename' && { ownershipChanged: '没换', idNumber: '110101199001010017' }),
      };
      return { text: answers[awaiting] || (ANSWERS[awaiting] ?? '确认') };
    }
    default:
      return null;
  }
}

/** Whether these words can be the yes that a new row needs; 交电费 is one to what a payment read back. */
const agreed = (sent: { text: string } | { button: string }, service: string | null): boolean =>
  'text' in sent
    ? ['确认', '是的', '好的', '同意', ...(service === 'payment.pay' ? ['交电费'] : [])].includes(sent.text)
    : /\/affirm\/[0-9a-f]{16}$/.test(sent.button);

test(`no walk breaks a rule (seed ${SEED}, ${RUNS} walks)`, { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('new', 'bound', 'paid'),
      // Two of three come with a wish.
      fc.option(fc.constantFrom(...WISHES), { freq: 2 }),
      fc.array(move, { minLength: 10, maxLength: 24 }),
      async (begun, wish, moves) => {
        const walk: Walk = {
          person: await house.person(),
          home: homes.next(),
          other: homes.next(),
          seen: [],
          links: [],
          sent: 0,
        };
        const { person } = walk;
        if (begun !== 'new') await person.bind(walk.home);
        if (begun === 'paid') await payAll(person);
        if (wish) await person.say(wish);
        let before = await standing(person);
        const log: string[] = [];
        for (const one of moves) {
          const asked = person.last().turn;
          const sent = wordsOf(walk, one);
          log.push(`${asked.service}/${asked.awaiting} ← ${JSON.stringify(sent ?? one)}`);
          if (one.kind === 'wait') {
            house.advance(one.seconds);
            await house.upkeep();
            house.advance(6);
            await house.upkeep();
            await house.settle();
          } else if (one.kind === 'pay') {
            const url = walk.links.pop();
            if (url) await person.pay(url, one.outcome);
          } else if (one.kind === 'again') {
            const id = `again-${walk.sent}`;
            const [first, second] = [
              await deliver(house, person, id, { text: '帮助' }),
              await deliver(house, person, id, { text: '帮助' }),
            ];
            expect(second.body.replies, log.join('\n')).toEqual(first.body.replies);
          }
          if (sent) {
            const answer = await ('text' in sent ? person.say(sent.text) : person.press(sent.button));
            walk.sent += 1;
            expect(answer.replies.length, log.join('\n')).toBeGreaterThan(0);
            const { awaiting } = answer.turn;
            const last = (await person.said()).at(-1) ?? '';
            if (awaiting) expect(QUESTIONS[awaiting], `${log.join('\n')}\n→ ${last}`).toContain(last);
            else expect(ALL_QUESTIONS, log.join('\n')).not.toContain(last);
            walk.seen.push(...person.buttons().map(({ button }) => button));
            if (person.link().includes('/pay/')) walk.links.push(person.link());
            // What a button carries is what its sender wrote; what is read is what counts.
            const readable = [...answer.replies].map((reply) => JSON.stringify(reply)).join('');
            expect(readable, log.join('\n')).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
            const shown = JSON.stringify(answer.replies, (key, value: unknown) =>
              key === 'button' ? undefined : value,
            );
            // Who takes a home over or pays for somebody hears the sum that is owed, as a quote does.
            const quoted = [asked.service, answer.turn.service].some((service) => service === 'account.transfer');
            for (const secret of VICTIM.secrets.filter((one) => !quoted || one !== '227.72'))
              expect(shown, log.join('\n')).not.toContain(secret);
          }
          const after = await standing(person);
          const why = (what: string) => `${what}\n${log.join('\n')}`;
          const yes = sent !== null && agreed(sent, asked.service) && asked.awaiting === 'confirm';
          const more = (key: keyof Standing) => after[key] - before[key];
          const service = asked.service ?? '';
          const payable = ['payment.pay', 'account.transfer', 'account.rename'].includes(service);
          expect(more('payments'), why('a payment')).toBeLessThanOrEqual(yes && payable ? 1 : 0);
          expect(more('filed'), why('a case')).toBeLessThanOrEqual(yes && FILING.includes(service) ? 1 : 0);
          const inDanger =
            sent !== null && (service === 'outage.report' || /冒烟|受伤|danger/.test(JSON.stringify(sent)));
          expect(more('outages'), why('an outage')).toBeLessThanOrEqual(inDanger ? 1 : 0);
          expect(more('choices') > 0, why('a choice of notices')).toBe(
            more('choices') > 0 && yes && service === 'notice.choose',
          );
          const acting = yes && (service === 'progress.query' || service === 'progress.chase');
          const judging = service === 'outage.report' && sent !== null;
          expect(more('acts'), why('an act on a case')).toBeLessThanOrEqual(acting || judging ? 1 : 0);
          expect(after.askedAgain, why('a filled slot is asked')).toBe(0);
          expect(more('invoices'), why('an invoice')).toBeLessThanOrEqual(
            yes && asked.service === 'invoice.issue' ? 1 : 0,
          );
          expect(more('unbound'), why('an unbinding')).toBeLessThanOrEqual(
            yes && asked.service === 'account.unbind' ? 1 : 0,
          );
          const code = asked.awaiting === 'code' && sent !== null && 'text' in sent && /^\d{6}$/.test(sent.text);
          expect(more('bound'), why('a binding')).toBeLessThanOrEqual(code ? 1 : 0);
          const rating = asked.service === 'rating.give' && sent !== null;
          expect(more('ratings'), why('a rating')).toBeLessThanOrEqual(rating ? 1 : 0);
          expect(after.turns, why('answered once')).toBe(after.messages);
          expect(after.unanswered, why('answered')).toBe(0);
          expect(after.ownerless, why('cases')).toBe(0);
          before = after;
        }
      },
    ),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  // The walks went somewhere: rules that nothing could have broken would prove nothing.
  const rows = async (table: 'payments' | 'bindings' | 'invoices' | 'ratings' | 'cases') =>
    (await house.db.selectFrom(table).select(sql`1`.as('one')).execute()).length;
  const made = {
    bindings: await rows('bindings'),
    payments: await rows('payments'),
    invoices: await rows('invoices'),
    ratings: await rows('ratings'),
    cases: await rows('cases'),
  };
  const kinds = new Set<string>(
    (await house.db.selectFrom('cases').select('kind').distinct().execute()).map(({ kind }) => kind),
  );
  console.log(`${RUNS} walks made ${JSON.stringify(made)} of ${[...kinds].join(', ')}`);
  for (const [table, count] of Object.entries(made))
    expect(count, table).toBeGreaterThan(table === 'invoices' ? 0 : 10);
  const applied = ['new-connection', 'capacity-increase', 'ev-charger', 'temporary-supply', 'transfer', 'rename'];
  expect(applied.filter((kind) => kinds.has(kind)).length).toBeGreaterThanOrEqual(3);
  for (const kind of ['complaint', 'report', 'praise', 'outage', 'handoff', 'meter-test', 'bill-check'])
    expect(kinds).toContain(kind);
});
