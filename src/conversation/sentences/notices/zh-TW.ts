/** What is told by itself, in Traditional Chinese. */
import type { NoticeTopic } from '../../../domain/notices.ts';
import type { Part } from '../book.ts';
import type { Format } from '../format.ts';
import type { NoticesParams } from './params.ts';

const TOPICS: Readonly<Record<NoticeTopic, string>> = {
  receipt: '繳費收據',
  'case-progress': '案件進度',
  'planned-outage': '工作停電',
  'bill-issued': '新帳單',
  'bill-due': '繳費到期提醒',
};
const TITLES = { announced: '通知', tomorrow: '前一天提醒', changed: '時間異動', cancelled: '取消' } as const;
const CAUSES = { planned: '工作停電', rotation: '輪流停電', fault: '停電' } as const;

const list = (topics: readonly NoticeTopic[]) => topics.map((topic) => TOPICS[topic]).join('、');
const both = (p: { on: readonly NoticeTopic[]; off: readonly NoticeTopic[] }) =>
  [p.on.length > 0 ? `開啟：${list(p.on)}` : '', p.off.length > 0 ? `關閉：${list(p.off)}` : '']
    .filter((part) => part !== '')
    .join('；');

/** The day once where both ends lie in it. */
function span(from: Date, until: Date | null, f: Format): string {
  if (!until) return `${f.time(from)} 起，復電時間未定`;
  const [first, last] = [f.time(from), f.time(until)];
  const day = first.slice(0, -5);
  return `${first} 至 ${last.startsWith(day) ? last.slice(day.length) : last}`;
}

export const noticesZhTW: Part<NoticesParams> = {
  'notice.topic': (p) => TOPICS[p.topic],
  'notice.standing-title': '您的提醒',
  'notice.on': '已開啟',
  'notice.off': '未開啟',
  'ask.topics': '想開啟或關閉哪一項？',
  'option.topic': (p) => `${p.on ? '開啟' : '關閉'}${TOPICS[p.topic]}`,
  'option.topics-all': (p) => (p.on ? '全部開啟' : '全部關閉'),
  'notice.read-back': (p) => `${both(p)}。確定嗎？`,
  'notice.done': (p) =>
    `好的，已${both(p)}。${p.on.length > 0 ? '以後隨時可以說「提醒設定」來關閉。' : '您通報的停電何時復電，還有安全事項，仍會告訴您。'}`,
  'notice.same': '目前就是這樣設定的，沒有更動。',
  'notice.needs-account': '停電和帳單提醒要先綁定電號才能收到。',
  'notice.offer': '要不要在停電前、帳單出來和繳費到期時提醒您？',
  'notice.outage-title': (p) => `${CAUSES[p.cause]}${TITLES[p.kind]}`,
  'notice.span': (p, f) => span(p.from, p.until, f),
  'notice.advice': (p) =>
    `請先把手機充飽電；快停電時別搭電梯；停電時少開冰箱門，關掉電熱器具；家裡有醫療設備的，請備妥電源，有困難請撥 ${p.hotline}。復電後等幾分鐘再開電器。`,
  'notice.no-outage': '原訂的這次停電取消了，用電照常。',
  'row.outage-time': '停電時間',
  'row.outage-was': '原訂時間',
  'row.outage-reason': '停電原因',
  'notice.bill-issued': (p, f) =>
    `電號 ${f.account(p.account)} 的 ${f.period(p.period)}帳單出來了：${f.money(p.amount)}，請在 ${f.day(p.dueDate)}前繳費。`,
  'notice.bill-soon': (p, f) =>
    `電號 ${f.account(p.account)} 的 ${f.period(p.period)}帳單 ${f.money(p.amount)} 還沒繳，${p.days === 0 ? '今天' : `${p.days} 天後（${f.day(p.dueDate)}）`}到期。`,
  'notice.bill-late': (p, f) =>
    `電號 ${f.account(p.account)} 的 ${f.period(p.period)}帳單 ${f.money(p.amount)} 已逾期 ${p.days} 天${p.lateFee.minor > 0n ? `，遲延繳付費用到今天為 ${f.money(p.lateFee)}` : ''}。請儘快繳費。`,
};
