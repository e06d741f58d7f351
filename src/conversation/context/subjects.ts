/** What a question is put to that names nothing: the services and kinds of case by the name they are searched by, with their articles. */
import type { Locale, ServiceId } from '../../domain/names.ts';
import type { Slots } from '../flow.ts';
import type { Making } from '../making.ts';
import type { NamelessQuestion } from '../understanding/naming-nothing.ts';

export interface Subject {
  /** What stands before the words that are searched. */
  readonly name: Readonly<Record<Locale, string>>;
  /** The articles that are about it, the one that answers most first; an answer from any other is none. */
  readonly articles: readonly string[];
  /** Where another one answers this question best. */
  readonly best?: Readonly<Partial<Record<NamelessQuestion, string>>>;
}

const named = (cn: string, tw: string, en: string, articles: string, best?: Subject['best']): Subject => ({
  name: { 'zh-CN': cn, 'zh-TW': tw, en },
  articles: articles.split(' '),
  ...(best && { best }),
});

/** By kind of case, else by service. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  transfer: named(
    '过户',
    '過戶',
    'transfer of ownership',
    'transfer-second-hand transfer-time transfer-papers transfer-inheritance rename-or-transfer transfer-arrears',
    { when: 'transfer-time', papers: 'transfer-papers' },
  ),
  rename: named('更名', '更名', 'name change', 'rename-how transfer-time rename-or-transfer', {
    when: 'transfer-time',
  }),
  'new-connection': named('新装电表', '新裝電表', 'new connection', 'new-connection'),
  'capacity-increase': named('增容', '增設容量', 'more capacity', 'capacity-increase'),
  'ev-charger': named('充电桩', '充電樁', 'EV charger', 'ev-charger'),
  'temporary-supply': named('临时用电', '臨時用電', 'temporary supply', 'temporary-supply'),
  outage: named(
    '停电抢修',
    '停電搶修',
    'power outage repair crew',
    'crew-arrival restoration-time outage-what-now whose-fault outage-kinds',
    { cost: 'whose-fault', how: 'outage-what-now' },
  ),
  complaint: named('投诉', '申訴', 'complaint', 'complaint'),
  report: named('举报', '檢舉', 'reporting theft or misconduct', 'report-theft complaint'),
  opinion: named('提意见', '提意見', 'feedback', 'opinion-praise'),
  suggestion: named('提建议', '提建議', 'suggestion', 'opinion-praise'),
  'bill-check': named('电费核查', '電費核查', 'bill check', 'billing-dispute'),
  'meter-test': named('电表校验', '電表鑑定', 'meter test', 'meter-test'),
  reconnection: named('复电', '復電', 'reconnection', 'reconnect'),
  'appliance-damage': named('家电损坏赔偿', '家電損壞賠償', 'damaged appliances', 'appliance-damage'),
  'phone-change': named('更换登记手机号', '更換登記手機', 'change of phone number', 'change-phone'),
  'account-closing': named('销户', '廢止用電', 'closing the account', 'close-account moving-out'),
  'invoice.issue': named('电子发票', '電子發票', 'e-invoice', 'e-invoice'),
  'account.bind': named('绑定户号', '綁定電號', 'link an account', 'bind-account'),
  'payment.pay': named('交电费', '繳電費', 'paying the bill', 'payment-arrival how-to-pay', { how: 'how-to-pay' }),
};

/** What kind of case a service comes to. */
const KIND_OF: Readonly<Partial<Record<ServiceId, string>>> = {
  'account.transfer': 'transfer',
  'account.rename': 'rename',
  'connection.new': 'new-connection',
  'complaint.file': 'complaint',
  'outage.report': 'outage',
  'outage.query': 'outage',
};

export const ofCase = (kind: string): Subject | undefined => SUBJECTS[kind];

export const ofService = (service: ServiceId, { category }: Slots): Subject | undefined =>
  SUBJECTS[category ?? ''] ?? SUBJECTS[KIND_OF[service] ?? service];

/** The subject that an article is about, answered from this article where nothing else fits. */
export async function ofArticle({ turn }: Making, id: string): Promise<Subject | undefined> {
  const known = Object.values(SUBJECTS).find(({ articles }) => articles.includes(id));
  if (known) return { ...known, articles: [id, ...known.articles.filter((other) => other !== id)] };
  const shown = await turn.knowledge.article(id, turn.locale);
  return shown ? { name: { ...NO_NAME, [turn.locale]: shown.edition.title }, articles: [id] } : undefined;
}
const NO_NAME = { 'zh-CN': '', 'zh-TW': '', en: '' };

/** Headings under which such a question is answered. */
const HEADED: Readonly<Partial<Record<NamelessQuestion, RegExp>>> = {
  papers: /材料|资料|資料|证件|文件|准备|準備|papers|documents|need|bring/i,
  when: /多久|时限|時限|几天|幾天|how long|time|each step/i,
  cost: /钱|錢|费|費|cost|fee|price/i,
  how: /怎么|怎麼|步骤|步驟|在这里|在這裡|how|steps/i,
  where: /哪里|哪裡|怎么|怎麼|在这里|在這裡|步骤|步驟|where|how|steps/i,
};

/** The words to be searched: with the subject's name before them, or where that finds something else, its article itself. */
export async function searched(
  { turn }: Making,
  subject: Subject,
  kind: NamelessQuestion,
  words: string,
): Promise<string> {
  const { knowledge, locale } = turn;
  const question = `${subject.name[locale]}${locale === 'en' ? ': ' : ''}${words}`;
  const found = await knowledge.ask({ question, locale });
  const best = subject.best?.[kind];
  const answers = best ? [best] : subject.articles;
  if (found.kind === 'answer' && found.also === null && answers.includes(found.articleId)) return question;
  for (const id of [...(best ? [best] : []), ...subject.articles]) {
    const shown = await knowledge.article(id, locale);
    const headed = shown?.clauses.find(({ heading }) => heading !== null && HEADED[kind]?.test(heading));
    if (headed) return `article:${id}#${headed.place}`;
    // Its first words say what there is to say, but not about money or a place that they do not name.
    if (shown && (id === best || !['cost', 'where'].includes(kind))) return `article:${id}`;
  }
  // Nothing is known of it: better said than answered from something else.
  return found.kind === 'miss' ? question : `article:${subject.articles[0]}`;
}
