/** What is told by itself, in Simplified Chinese. */
import type { NoticeTopic } from '../../../domain/notices.ts';
import type { Part } from '../book.ts';
import type { Format } from '../format.ts';
import type { NoticesParams } from './params.ts';

const TOPICS: Readonly<Record<NoticeTopic, string>> = {
  receipt: '缴费收据',
  'case-progress': '办理进度',
  'planned-outage': '计划停电',
  'bill-issued': '新账单',
  'bill-due': '缴费到期提醒',
};
const TITLES = { announced: '通知', tomorrow: '临近提醒', changed: '时间有变', cancelled: '取消' } as const;
const CAUSES = { planned: '计划停电', rotation: '轮流停电', fault: '停电' } as const;

const list = (topics: readonly NoticeTopic[]) => topics.map((topic) => TOPICS[topic]).join('、');
const both = (p: { on: readonly NoticeTopic[]; off: readonly NoticeTopic[] }) =>
  [p.on.length > 0 ? `开启：${list(p.on)}` : '', p.off.length > 0 ? `关闭：${list(p.off)}` : '']
    .filter((part) => part !== '')
    .join('；');

/** The day once where both ends lie in it. */
function span(from: Date, until: Date | null, f: Format): string {
  if (!until) return `${f.time(from)} 起，恢复时间未定`;
  const [first, last] = [f.time(from), f.time(until)];
  const day = first.slice(0, -5);
  return `${first} 至 ${last.startsWith(day) ? last.slice(day.length) : last}`;
}

export const noticesZhCN: Part<NoticesParams> = {
  'notice.topic': (p) => TOPICS[p.topic],
  'notice.standing-title': '您的提醒',
  'notice.on': '已开启',
  'notice.off': '未开启',
  'ask.topics': '想开启或关闭哪一项？',
  'option.topic': (p) => `${p.on ? '开启' : '关闭'}${TOPICS[p.topic]}`,
  'option.topics-all': (p) => (p.on ? '全部开启' : '全部关闭'),
  'notice.read-back': (p) => `${both(p)}。确定吗？`,
  'notice.done': (p) =>
    `好的，已${both(p)}。${p.on.length > 0 ? '以后随时可以说“提醒设置”来关闭。' : '您报修的停电何时恢复，还有安全事项，仍会告诉您。'}`,
  'notice.same': '现在就是这样设置的，没有改动。',
  'notice.needs-account': '停电和账单提醒要先绑定户号才能收到。',
  'notice.offer': '要不要在停电前、出账单和缴费到期时提醒您？',
  'notice.outage-title': (p) => `${CAUSES[p.cause]}${TITLES[p.kind]}`,
  'notice.span': (p, f) => span(p.from, p.until, f),
  'notice.advice': (p) =>
    `请提前把手机充满电；临近停电别乘电梯；停电时少开冰箱门，关掉电热器具；家里有医疗设备的，请备好电源，有困难拨打 ${p.hotline}。来电后等几分钟再开电器。`,
  'notice.no-outage': '原定的这次停电取消了，用电照常。',
  'row.outage-time': '停电时间',
  'row.outage-was': '原定时间',
  'row.outage-reason': '停电原因',
  'notice.bill-issued': (p, f) =>
    `户号 ${f.account(p.account)} 的 ${f.period(p.period)}账单出来了：${f.money(p.amount)}，请在 ${f.day(p.dueDate)}前缴费。`,
  'notice.bill-soon': (p, f) =>
    `户号 ${f.account(p.account)} 的 ${f.period(p.period)}账单 ${f.money(p.amount)} 还没缴，${p.days === 0 ? '今天' : `${p.days} 天后（${f.day(p.dueDate)}）`}到期。`,
  'notice.bill-late': (p, f) =>
    `户号 ${f.account(p.account)} 的 ${f.period(p.period)}账单 ${f.money(p.amount)} 已逾期 ${p.days} 天${p.lateFee.minor > 0n ? `，违约金到今天为 ${f.money(p.lateFee)}` : ''}。请尽快缴费。`,
};
