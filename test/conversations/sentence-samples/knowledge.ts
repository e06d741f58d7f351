/** Samples of what stands around an article: its own words, its dates, what is missing. */
import type { KnowledgeParams } from '../../../src/conversation/sentences/knowledge/params.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { hotlineOf, type Samples } from './sample.ts';

const TITLE: Readonly<Record<Locale, string>> = {
  'zh-CN': '欠费多久会停电，停之前会通知吗',
  'zh-TW': '積欠電費多久會停電',
  en: 'When power is cut for arrears',
};
const NAME: Readonly<Record<Locale, string>> = {
  'zh-CN': '电力供应与使用条例',
  'zh-TW': '電力公司營業規章',
  en: 'Electricity supply regulations',
};
const day = '2020-12-31';

export const knowledgeSamples = (locale: Locale): Samples<KnowledgeParams> => ({
  'knowledge.words': [{ text: TITLE[locale] }],
  'knowledge.as-of': [{ day }],
  'knowledge.also': [{ title: TITLE[locale] }],
  'knowledge.unknown': [{ hotline: hotlineOf(locale) }],
  'knowledge.unsure': [{ hotline: hotlineOf(locale) }],
  'knowledge.not-then': [{ day, title: TITLE[locale], since: '2024-06-01' }],
  'knowledge.only-elsewhere': [{ title: TITLE[locale], hotline: hotlineOf(locale) }],
  'knowledge.not-helped': [{ hotline: hotlineOf(locale) }],
  'value.rule': [true, false].map((confirmed) => ({ name: NAME[locale], confirmed })),
  'value.in-force': [null, '2025-09-30'].map((to) => ({ from: '2024-06-01', to })),
});
