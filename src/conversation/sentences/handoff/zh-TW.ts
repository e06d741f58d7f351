/** Being with a person, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { HandoffParams } from './params.ts';

const place = (position: number) => (position === 1 ? '目前您排在第一位' : `前面還有 ${position - 1} 位`);

export const handoffZhTW: Part<HandoffParams> = {
  'handoff.done': (p, f) =>
    `已把您的情況轉給專員，案件編號 ${p.caseNumber}，${place(p.position)}，${f.time(p.deadline)} 前會有人與您聯絡。等候時可以繼續在這裡辦其他事。`,
  'handoff.already': (p, f) =>
    `您的需求已經轉給專員，案件編號 ${p.caseNumber}，${place(p.position)}，${f.time(p.deadline)} 前會有人與您聯絡。`,
  'handoff.call-back': (p, f) =>
    `現在沒有專員在線上，${f.time(p.opensAt)} 起有人值班。您的情況已登記，案件編號 ${p.caseNumber}，${f.time(p.deadline)} 前會有人與您聯絡。`,
  'handoff.call-back-already': (p, f) =>
    `您的需求已經登記，案件編號 ${p.caseNumber}。${f.time(p.opensAt)} 起有人值班，${f.time(p.deadline)} 前會有人與您聯絡。`,
  'ask.handoff-phone': '要留一個電話讓專員回電嗎？不留的話，會在這個對話裡與您聯絡。',
  'handoff.phone-confirm': (p) => `回電號碼是 ${p.phone}，對嗎？`,
  'handoff.phone-kept': (p, f) => `記下了，${f.time(p.deadline)} 前會撥打 ${p.phone} 或在這裡與您聯絡。`,
  'handoff.no-phone': (p, f) => `好的，不留電話，${f.time(p.deadline)} 前會在這裡與您聯絡。`,
  'handoff.withdrawn': (p) => `好的，不轉接專員了，案件 ${p.caseNumber} 已撤回。`,
  'handoff.nothing-open': '您沒有在等專員，直接說要辦什麼就可以了。',
  'label.no-person': '不等專員了',
  'handoff.with-person': (p) => `${p.name}為您服務，您現在直接與專員對話。`,
  'handoff.back': (p) => `${p.name}的專員服務結束了，接下來由智慧客服繼續為您服務。`,
};
