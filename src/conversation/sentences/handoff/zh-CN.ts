/** Being with a person, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { HandoffParams } from './params.ts';

const place = (position: number) => (position === 1 ? '目前您排在第一位' : `前面还有 ${position - 1} 位`);

export const handoffZhCN: Part<HandoffParams> = {
  'handoff.done': (p, f) =>
    `已把您的情况转给工作人员，工单号 ${p.caseNumber}，${place(p.position)}，${f.time(p.deadline)} 前会有人联系您。等待时可以继续在这里办别的事。`,
  'handoff.already': (p, f) =>
    `您的请求已经在工作人员那里，工单号 ${p.caseNumber}，${place(p.position)}，${f.time(p.deadline)} 前会有人联系您。`,
  'handoff.call-back': (p, f) =>
    `现在没有工作人员在线，${f.time(p.opensAt)} 起有人值班。您的情况已登记，工单号 ${p.caseNumber}，${f.time(p.deadline)} 前会有人联系您。`,
  'handoff.call-back-already': (p, f) =>
    `您的请求已经登记，工单号 ${p.caseNumber}。${f.time(p.opensAt)} 起有人值班，${f.time(p.deadline)} 前会有人联系您。`,
  'ask.handoff-phone': '要留一个电话给工作人员回电吗？不留的话，会在这个对话里联系您。',
  'handoff.phone-confirm': (p) => `给您回电就打 ${p.phone}，对吗？`,
  'handoff.phone-kept': (p, f) => `记下了，${f.time(p.deadline)} 前会打 ${p.phone} 或在这里联系您。`,
  'handoff.no-phone': (p, f) => `好的，不留电话，${f.time(p.deadline)} 前会在这里联系您。`,
  'handoff.withdrawn': (p) => `好的，不转人工了，工单 ${p.caseNumber} 已撤销。`,
  'handoff.nothing-open': '您没有在等人工，直接说要办什么就行。',
  'label.no-person': '不等人工了',
  'handoff.with-person': (p) => `${p.name}为您服务，您现在直接和工作人员对话。`,
  'handoff.back': (p) => `${p.name}的人工服务结束了，接下来由智能客服继续为您服务。`,
};
