/** Sentences of name changes and transfers: there in every language, in its own words, short, nobody's number in full; letters and contract too. */
import * as OpenCC from 'opencc-js';
import { describe, expect, test } from 'vitest';
import type { Phrase } from '../../src/conversation/sentences/book.ts';
import { holdersEn } from '../../src/conversation/sentences/holders/en.ts';
import { holderWords } from '../../src/conversation/sentences/holders/letters.ts';
import { CONSENT_WORDS, CONTRACT_WORDS } from '../../src/conversation/sentences/holders/pages.ts';
import type { HoldersParams } from '../../src/conversation/sentences/holders/params.ts';
import { holdersZhCN } from '../../src/conversation/sentences/holders/zh-CN.ts';
import { holdersZhTW } from '../../src/conversation/sentences/holders/zh-TW.ts';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import { money } from '../../src/domain/money.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { ROLES } from '../../src/services/applications/ask.ts';
import type { HolderLetter } from '../../src/services/applications/words.ts';

const PARTS = { 'zh-CN': holdersZhCN, 'zh-TW': holdersZhTW, en: holdersEn } as const;
const account = '9990000000017';
const caseNumber = 'W2612050012345';
const amount = money(22771, 'CNY');
const until = new Date('2026-12-11T15:59:59Z');
const kinds = (['rename', 'transfer'] as const).map((kind) => ({ kind }));
const answers = (['yes', 'no'] as const).map((value) => ({ value }));
const papers = ['id-front', 'id-back', 'property-proof'] as const;

const samples = (locale: Locale): { readonly [K in keyof HoldersParams]?: readonly HoldersParams[K][] } => {
  const hotline = DEFAULT_SETTINGS.hotline[locale];
  return {
    'option.ownership': answers,
    'option.role': ROLES.map((role) => ({ role })),
    'ask.holder-consent': [{ supplier: DEFAULT_SETTINGS.supplierName[locale] }],
    'option.consent': answers,
    'option.reason': [{ reason: 'correction' }, { reason: 'legal-change' }],
    'ask.holder-name': kinds.flatMap(({ kind }) => [true, false].map((agent) => ({ kind, agent }))),
    'ask.idNumber': [{ name: '' }, { name: 'Ann' }],
    'holder.no-account': [{ account }],
    'holder.not-possible': [{ hotline }],
    'holder.other-open': [{ caseNumber }, { caseNumber: null }],
    'holder.arrears-first': [{ account, amount }],
    'holder.arrears-other': [{ amount }],
    'holder.pay-meanwhile': [{ amount }],
    'holder.pay-question': [{ account, amount }],
    'holder.pay-waiting': [{ amount }],
    'holder.no-consent': [{ hotline }],
    'holder.mismatch': kinds,
    'holder.too-many': [{ hotline }],
    'holder.read-back': kinds,
    'value.holder-balance': kinds.flatMap(({ kind }) => (['refund', 'move'] as const).map((goes) => ({ kind, goes }))),
    'value.holder-tiers': kinds.flatMap(({ kind }) =>
      (['restart', 'prorate', 'carry-on'] as const).map((tiers) => ({ kind, tiers })),
    ),
    'value.old-holder': [true, false].map((heir) => ({ heir, days: 5 })),
    'value.holder-clock': [1, 3].flatMap((limit) => [true, false].map((afterPapers) => ({ limit, afterPapers }))),
    'value.papers-until': [{ days: 20 }],
    'holder.notice': kinds,
    'holder.agree': kinds,
    'holder.filed': kinds.flatMap(({ kind }) =>
      (['need-material', 'awaiting-old-holder', 'submitted'] as const).map((stage) => ({
        kind,
        caseNumber,
        stage,
        heir: false,
      })),
    ),
    'holder.left': [{ account }],
    'holder.contract-title': [{ caseNumber }],
    'holder.contract-until': [{ until }],
    'papers.ask': [
      { given: [], missing: papers, proof: ['property-proof'] },
      { given: ['property-proof'], missing: ['id-front', 'id-back'], proof: [] },
      { given: papers, missing: [], proof: [] },
    ],
    'option.papers': [{ value: 'done' }, { value: 'later' }],
    'papers.got': [{ kind: 'id-front' }],
    'papers.attached': [
      { kind: 'transfer', caseNumber, missing: papers, stage: 'need-material' },
      { kind: 'transfer', caseNumber, missing: [], stage: 'awaiting-old-holder' },
      { kind: 'rename', caseNumber, missing: [], stage: 'submitted' },
    ],
    'papers.remind': [{ kind: 'transfer', caseNumber, missing: papers, due: until }],
    'papers.expired': [{ kind: 'transfer', caseNumber }],
  };
};

function linesOf(locale: Locale): { key: string; text: string }[] {
  const given = samples(locale);
  return (Object.keys(PARTS[locale]) as (keyof HoldersParams)[]).flatMap((key) => {
    const tried: readonly object[] = typeof PARTS[locale][key] === 'function' ? (given[key] ?? []) : [{}];
    expect(tried, `samples of ${key}`).not.toHaveLength(0);
    return tried.map((params) => ({ key, text: voiceOf(locale).say({ key, params } as Phrase) }));
  });
}

const LETTERS: readonly HolderLetter[] = [
  { kind: 'asked', accountNumber: account, applicant: '李**', url: 'https://a.test/consent/x', until },
  { kind: 'informed', accountNumber: account, applicant: '李**' },
  { kind: 'withdrawn', accountNumber: account },
  { kind: 'rejected', accountNumber: account },
  { kind: 'expired', accountNumber: account },
  { kind: 'done', accountNumber: account, balance: amount, balanceGoes: 'refund' },
  { kind: 'done', accountNumber: account, balance: amount, balanceGoes: 'move' },
  { kind: 'done', accountNumber: account, balance: null, balanceGoes: 'refund' },
];

/** What is written apart from sentences: letters, the contract, the words of both pages. */
function otherLines(locale: Locale): { key: string; text: string }[] {
  const facts = {
    caseNumber,
    supplier: DEFAULT_SETTINGS.supplierName[locale],
    accountNumber: account,
    address: 'A1',
    category: 'residential',
    tariffId: 'EX-GD',
    oldHolder: 'O**',
    newHolder: 'N',
    idNumber: '110***********0025',
    day: '2026-12-05',
  };
  const tiers = ['restart', 'prorate', 'carry-on'] as const;
  return [
    ...LETTERS.map((letter) => ({
      key: letter.kind,
      text: holderWords.letter(letter, DEFAULT_SETTINGS, locale).replace('李**', 'N**'),
    })),
    ...tiers.map((one) => ({
      key: `contract ${one}`,
      text: holderWords.contract({ ...facts, tiers: one, balanceGoes: one === 'restart' ? 'move' : 'refund' }, locale),
    })),
    ...[CONSENT_WORDS, CONTRACT_WORDS].flatMap((words) =>
      Object.entries(words[locale]).map(([key, text]) => ({ key, text: String(text) })),
    ),
  ];
}

const width = (text: string) => [...text].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0);

describe.each(LOCALES)('in %s', (locale) => {
  test('each says something, fits a phone and shows no number in full', () => {
    expect(Object.keys(PARTS[locale]).sort()).toEqual(Object.keys(holdersEn).sort());
    for (const { key, text } of linesOf(locale)) {
      expect(text, key).toBe(text.trim());
      expect(text, key).not.toBe('');
      expect(text, key).not.toMatch(/undefined|null|NaN|\[object|function|Invalid| {2}|9990000000017|[!！]/);
      expect(width(text), `${key}: ${text}`).toBeLessThanOrEqual(180);
      if (key.startsWith('row.')) expect(width(text), text).toBeLessThanOrEqual(28);
      if (key.startsWith('label.')) expect(width(text), text).toBeLessThanOrEqual(locale === 'en' ? 18 : 12);
      if (key.startsWith('option.')) expect([...text].length, text).toBeLessThanOrEqual(20);
    }
  });

  test('a letter names its sender, hides the account, and only the one that asks carries a link', () => {
    for (const letter of LETTERS) {
      const text = holderWords.letter(letter, DEFAULT_SETTINGS, locale);
      expect(text).toContain(DEFAULT_SETTINGS.supplierName[locale]);
      expect(text).toContain('999****0017');
      expect(text).not.toContain(account);
      expect(text.includes('https://')).toBe(letter.kind === 'asked');
    }
  });
});

test('each language in its own characters and words', () => {
  const [simplified, traditional] = [
    OpenCC.Converter({ from: 'tw', to: 'cn' }),
    OpenCC.Converter({ from: 'cn', to: 'tw' }),
  ];
  const all = (locale: Locale) => [...linesOf(locale), ...otherLines(locale)];
  for (const { key, text } of all('zh-CN')) {
    expect(simplified(text), key).toBe(text);
    expect(text, key).not.toMatch(/帐单|简讯|资讯|手机号码|专员|略过|电号|「|」/);
  }
  for (const { key, text } of all('zh-TW')) {
    expect(traditional(text), key).toBe(text);
    expect(text, key).not.toMatch(/戶號|短信|信息|賬|支付|缴|點擊|質量|默認|登錄|違約金|工單|戶主|[“”]/);
  }
  for (const locale of ['zh-CN', 'zh-TW'] as const)
    for (const { key, text } of all(locale))
      expect(text, key).not.toMatch(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u);
  for (const { key, text } of all('en')) expect(text, key).not.toMatch(/\p{Script=Han}|[，。：；？]/u);
});
