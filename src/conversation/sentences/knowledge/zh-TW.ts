/** Answers to questions of policy, in traditional Chinese. */
import type { Part } from '../book.ts';
import type { KnowledgeParams } from './params.ts';

export const knowledgeZhTW: Part<KnowledgeParams> = {
  'ask.question': '您想問哪方面的規定？',
  'knowledge.words': (p) => p.text,
  'knowledge.as-of': (p, f) => `以下是${f.day(p.day)}時有效的規定。`,
  'knowledge.borrowed': '以下是中國大陸的規定，請以您當地電力公司的公告為準。',
  'knowledge.unknown': (p) => `這個問題我目前沒有確切的依據，不敢隨便回答。可以轉接專人，或撥打 ${p.hotline}。`,
  'knowledge.unsure': (p) =>
    `這個問題我沒有十足的把握，不敢隨便回答。下面的資料也許有關；也可以轉接專人，或撥打 ${p.hotline}。`,
  'knowledge.not-then': (p, f) =>
    `${f.day(p.day)}時怎麼規定，我沒有紀錄，不敢隨便回答。我有的是${f.day(p.since)}起的「${p.title}」。`,
  'knowledge.only-elsewhere': (p) => `關於「${p.title}」，我只有其他語言的資料。可以轉接專人，或撥打 ${p.hotline}。`,
  'knowledge.also': (p) => `也可能您問的是另一件：${p.title}`,
  'knowledge.choose': '您問的是哪一件？',
  'knowledge.thanks': '謝謝，有幫助就好。',
  'knowledge.not-helped': (p) => `記下了，我們會改進這篇資料。現在可以轉接專人，或撥打 ${p.hotline}。`,
  'row.rule': '依據',
  'row.in-force': '施行',
  'value.rule': (p) => (p.confirmed ? p.name : `${p.name}；實際以電力公司公告為準`),
  'value.in-force': (p, f) => (p.to ? `${f.day(p.from)}至${f.day(p.to)}` : `${f.day(p.from)}起`),
  'label.helpful': '有幫助',
  'label.not-helpful': '沒幫助',
  'label.full-text': '看全文',
  'label.rule-now': '看現在的規定',
};
