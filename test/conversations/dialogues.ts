/** One undisturbed dialogue for every service and kind, as a co-operative resident would lead it; every-repair disturbs them. */
import * as OpenCC from 'opencc-js';
import type { Locale } from '../../src/domain/names.ts';
import type { House, Person } from '../support/house.ts';
import { opened } from './cases.town.ts';
import { NEW } from './holders.ts';
import { codeFor, type Home, type Homes, payAll, payAndRate } from './homes.ts';

export interface Dialogue {
  readonly person: Person;
  readonly homes: readonly Home[];
  readonly steps: readonly (() => string)[];
}

const COMPANY = '示例贸易有限公司';
const TAX = '91310000MA1FL0000X';
const PHONE = '13912345678';
const LATER = '以后再补';
/** Names stand on papers as they are. */
const NAMES: readonly string[] = [COMPANY, NEW.name, '陈祝福'];
const traditional = OpenCC.Converter({ from: 'cn', to: 'tw' });
/** A choice that is told apart from others only by the words on its button. */
const ENGLISH: Readonly<Record<string, string>> = { 别的地址: 'another address' };
/** As somebody with this language types it; whoever chose English may still type Chinese. */
const typed = (locale: Locale | undefined, said: string) => {
  if (locale === 'en') return ENGLISH[said] ?? said;
  return locale === 'zh-TW' && !NAMES.includes(said) ? traditional(said) : said;
};

/** Streets of their own, so that reports don't join into one outage. */
let streets = 0;
export const newAddress = (): string => {
  streets += 1;
  return `示例市和平路${streets}号3单元501`;
};

/** A home that owes nothing, so that it can change hands. */
export async function settled(house: House, home: Home): Promise<Home> {
  await house.db
    .updateTable('bills')
    .set({ paid_at: new Date('2026-12-01T08:00:00+08:00') })
    .where('account_number', '=', home.accountNumber)
    .where('paid_at', 'is', null)
    .execute();
  return home;
}

/** ID number of everybody in homes.ts. */
const HOLDER_ID = '110101199001010017';

/** With a `locale` its resident has chosen that language, and is answered in it. */
export function dialogues(homes: () => Homes, locale?: Locale): Readonly<Record<string, () => Promise<Dialogue>>> {
  const words = (...said: string[]) => said.map((one) => () => typed(locale, one));
  const house = () => homes().house;
  const unbound = (wish: string) => async (): Promise<Dialogue> => {
    const home = homes().next();
    const said = words(wish, home.accountNumber, home.phone);
    return { person: await house().person(locale), homes: [home], steps: [...said, () => codeFor(house(), home)] };
  };
  const guest = (said: () => readonly string[]) => async (): Promise<Dialogue> => ({
    person: await house().person(locale),
    homes: [],
    steps: words(...said()),
  });
  const bound =
    (count: number, said: () => readonly string[], first?: (person: Person, own: readonly Home[]) => Promise<void>) =>
    async (): Promise<Dialogue> => {
      const { person, homes: own } = await homes().resident(count, locale);
      await first?.(person, own);
      return { person, homes: own, steps: words(...said()) };
    };
  const settledFirst = async (_person: Person, own: readonly Home[]) => {
    for (const home of own) await settled(house(), home);
  };
  const transfer =
    (...said: string[]) =>
    async (): Promise<Dialogue> => {
      const home = await settled(house(), homes().next());
      return {
        person: await house().person(locale),
        homes: [home],
        steps: words('我要过户', '换人了', home.accountNumber, ...said),
      };
    };
  const twoCases = async (person: Person) => {
    for (const kind of ['complaint', 'suggestion'] as const) await opened(house(), person.residentId, kind, {});
  };
  /** An outage may be chased after a quarter of an hour; the newest is offered first. */
  const twoToChase = async (person: Person) => {
    for (const kind of ['complaint', 'outage'] as const)
      await opened(house(), person.residentId, kind, { area: 'city' });
    house().advance(16 * 60);
  };

  return {
    'account.bind': unbound('绑定户号'),
    'bill.query': unbound('查电费'),
    'bill.explain': unbound('为什么这么贵'),
    'payment.history': unbound('缴费记录'),
    'account.switch': bound(2, () => ['切换户号', '第一个']),
    'account.unbind': bound(2, () => ['解绑户号', '第一个', '是的']),
    'payment.pay': bound(2, () => ['交电费', '确认']),
    'invoice.issue for the holder': bound(1, () => ['开发票', '个人', '确认'], payAndRate),
    'invoice.issue for a company': bound(1, () => ['开发票', '公司', COMPANY, TAX, '确认'], payAndRate),
    'rating.give in words': bound(1, () => ['2分', '等了一个小时才有人理我'], payAll),
    'rating.give by a reason and words': bound(1, () => ['2分', '第一个', '等了一个小时才有人理我'], payAll),

    'account.transfer by the owner': transfer('产权人', '同意', NEW.name, NEW.idNumber, '跳过', LATER, '同意'),
    'account.transfer by an heir': transfer('继承', '同意', NEW.name, NEW.idNumber, LATER, '同意'),
    'account.transfer by somebody for another': transfer('代办', '同意', NEW.name, NEW.idNumber, PHONE, LATER, '同意'),
    'account.rename': bound(
      1,
      () => ['我要更名', '没换', '同意', '名字登记错了', '陈祝福', HOLDER_ID, LATER, '同意'],
      settledFirst,
    ),
    'connection.new: a new supply': guest(() => [
      '我要新装电表',
      newAddress(),
      '8千瓦',
      '周小雨',
      PHONE,
      LATER,
      '是的',
    ]),
    'connection.new: more capacity': bound(
      2,
      () => ['我要增容', '第一个', '15千瓦', PHONE, LATER, '是的'],
      settledFirst,
    ),
    'connection.new: a charger elsewhere': bound(
      1,
      () => ['我要装充电桩', '别的地址', newAddress(), '地下二层 B2-118', '租的车位', '7千瓦', PHONE, LATER, '是的'],
      settledFirst,
    ),
    'connection.new: a temporary supply': guest(() => [
      '装修要临时用电',
      newAddress(),
      '8千瓦',
      '装修，两个月',
      PHONE,
      LATER,
      '是的',
    ]),
    'request.file: a bill check': bound(2, () => ['账单不对，我要核查', '第一个', '11月', '比平时多了一倍', '是的']),
    'request.file: a meter test': bound(1, () => ['我要校表', '用电没变，度数多了一倍', '跳过', '是的']),
    'request.file: damaged appliances': bound(1, () => [
      '家里电器烧坏了要赔',
      '前天',
      '冰箱不制冷，电视打不开',
      LATER,
      '是的',
    ]),
    'request.file: another telephone': bound(1, () => ['换手机号', '13900000088', LATER, '是的']),
    'request.file: closing an account': bound(1, () => ['我要销户', '搬家了', LATER, '是的'], settledFirst),
    'complaint.file: a complaint': guest(() => ['我要投诉', '抄表员', '上周二敲门像砸门', PHONE, '是的']),
    'complaint.file: a report': guest(() => ['我要举报', '实名', '抄表员', '上周二收了邻居的钱', PHONE, '是的']),
    'complaint.file: an anonymous report': guest(() => ['我要举报', '匿名', '抄表员', '上周二收了邻居的钱', '是的']),
    'complaint.file: praise': guest(() => ['我要表扬', '抢修师傅', '半夜来修，态度很好', '跳过', '是的']),
    'progress.query': bound(1, () => ['查进度', '第一个'], twoCases),
    'progress.chase': bound(1, () => ['催一下', '第一个', '好的'], twoToChase),
    'notice.choose': bound(1, () => ['通知设置', '全部开启', '是的']),
    'outage.report': guest(() => ['家里停电了', '没有', newAddress(), '只有我家', '没跳闸', PHONE, '是的']),
    'outage.query': guest(() => ['最近有计划停电吗', newAddress()]),
  };
}

/** Only out of office hours is a telephone asked for; the house's clock stays in the night. */
export const atNight = (homes: () => Homes, locale?: Locale) => async (): Promise<Dialogue> => {
  const { house } = homes();
  if (!house.now().toISOString().startsWith('2026-12-12')) house.at('2026-12-12T21:30:00+08:00');
  const steps = ['转人工', PHONE, '是的'].map((said) => () => typed(locale, said));
  return { person: await house.person(locale), homes: [], steps };
};
