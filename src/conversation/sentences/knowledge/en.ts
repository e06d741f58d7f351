/** Answers to questions of policy, in English. */
import type { Part } from '../book.ts';
import type { KnowledgeParams } from './params.ts';

export const knowledgeEn: Part<KnowledgeParams> = {
  'ask.question': 'What would you like to know?',
  'knowledge.words': (p) => p.text,
  'knowledge.as-of': (p, f) => `This is what held on ${f.day(p.day)}.`,
  'knowledge.borrowed': 'This is the rule of the power company on the mainland.',
  'knowledge.unknown': (p) =>
    `I have no reliable source for that, so I will not guess. A person can help, or call ${p.hotline}.`,
  'knowledge.unsure': (p) =>
    `I am not sure enough to answer that. These articles may be about it; a person can help too, or call ${p.hotline}.`,
  'knowledge.not-then': (p, f) =>
    `I have no record of the rule on ${f.day(p.day)}, so I will not guess. What I have holds since ${f.day(p.since)}: “${p.title}”.`,
  'knowledge.only-elsewhere': (p) =>
    `I have that in Chinese only: “${p.title}”. A person can explain it in English, or call ${p.hotline}.`,
  'knowledge.also': (p) => `Or did you mean this: ${p.title}`,
  'knowledge.choose': 'Which of these do you mean?',
  'knowledge.thanks': 'Good to hear, thank you.',
  'knowledge.not-helped': (p) => `Noted, we will improve this text. A person can help now, or call ${p.hotline}.`,
  'row.rule': 'Source',
  'row.in-force': 'In force',
  'value.rule': (p) => (p.confirmed ? p.name : `${p.name}; please confirm with your local power company`),
  'value.in-force': (p, f) => (p.to ? `${f.day(p.from)} to ${f.day(p.to)}` : `since ${f.day(p.from)}`),
  'label.helpful': 'Helpful',
  'label.not-helpful': 'Not helpful',
  'label.full-text': 'Full text',
  'label.rule-now': 'The rule now',
};
