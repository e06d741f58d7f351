/** Words of the page that shows an article. */
import type { IsoDate } from '../../../domain/billing.ts';
import type { Locale } from '../../../domain/names.ts';

interface ArticleWords {
  readonly lang: string;
  readonly borrowed: string;
  readonly source: string;
  readonly toConfirm: string;
  readonly inForce: string;
  readonly from: (from: IsoDate, to: IsoDate | null) => string;
  readonly shownFor: string;
  readonly gone: string;
  readonly goneWhy: string;
}

export const PAGE_OF_ARTICLE: Readonly<Record<Locale, ArticleWords>> = {
  'zh-CN': {
    lang: 'zh-CN',
    borrowed: '以下是大陆供电公司的规定。',
    source: '依据',
    toConfirm: '；具体以当地供电公司为准',
    inForce: '施行',
    from: (from, to) => (to ? `${from} 至 ${to}` : `${from} 起`),
    shownFor: '按此日的规定',
    gone: '没有这篇资料',
    goneWhy: '这篇资料不存在、没有这种语言，或当时还没有。',
  },
  'zh-TW': {
    lang: 'zh-TW',
    borrowed: '以下是中國大陸的規定，請以您當地電力公司的公告為準。',
    source: '依據',
    toConfirm: '；實際以電力公司公告為準',
    inForce: '施行',
    from: (from, to) => (to ? `${from} 至 ${to}` : `${from} 起`),
    shownFor: '依此日的規定',
    gone: '沒有這篇資料',
    goneWhy: '這篇資料不存在、沒有這種語言，或當時還沒有。',
  },
  en: {
    lang: 'en',
    borrowed: 'This is the rule of the power company on the mainland.',
    source: 'Source',
    toConfirm: '; please confirm with your local power company',
    inForce: 'In force',
    from: (from, to) => (to ? `${from} to ${to}` : `since ${from}`),
    shownFor: 'As it holds on',
    gone: 'No such article',
    goneWhy: 'There is no such article, not in this language, or not yet on that day.',
  },
};
