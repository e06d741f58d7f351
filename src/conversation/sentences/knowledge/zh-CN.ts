/** Answers to questions of policy, in simplified Chinese. */
import type { Part } from '../book.ts';
import type { KnowledgeParams } from './params.ts';

export const knowledgeZhCN: Part<KnowledgeParams> = {
  'ask.question': '您想问哪方面的规定？',
  'knowledge.words': (p) => p.text,
  'knowledge.as-of': (p, f) => `以下是${f.day(p.day)}时有效的规定。`,
  'knowledge.borrowed': '以下是大陆供电公司的规定。',
  'knowledge.unknown': (p) => `这个问题我现在没有确切的依据，不敢随便回答。可以转人工，或拨打 ${p.hotline}。`,
  'knowledge.unsure': (p) =>
    `这个问题我没有十足的把握，不敢随便回答。下面的资料也许有关；也可以转人工，或拨打 ${p.hotline}。`,
  'knowledge.not-then': (p, f) =>
    `${f.day(p.day)}时怎么规定，我没有记录，不敢随便回答。我有的是${f.day(p.since)}起的“${p.title}”。`,
  'knowledge.only-elsewhere': (p) => `关于“${p.title}”，我只有其他语言的资料。可以转人工，或拨打 ${p.hotline}。`,
  'knowledge.also': (p) => `也可能您问的是另一件：${p.title}`,
  'knowledge.choose': '您问的是哪一件？',
  'knowledge.thanks': '谢谢，有帮助就好。',
  'knowledge.not-helped': (p) => `记下了，我们会改进这篇资料。现在可以转人工，或拨打 ${p.hotline}。`,
  'row.rule': '依据',
  'row.in-force': '施行',
  'value.rule': (p) => (p.confirmed ? p.name : `${p.name}；具体以当地供电公司为准`),
  'value.in-force': (p, f) => (p.to ? `${f.day(p.from)}至${f.day(p.to)}` : `${f.day(p.from)}起`),
  'label.helpful': '有帮助',
  'label.not-helpful': '没帮助',
  'label.full-text': '看全文',
  'label.rule-now': '看现在的规定',
};
