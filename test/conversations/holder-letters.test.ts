/** What name changes and transfers write apart from sentences: letters, the contract, two pages; each in its own language. */
import * as OpenCC from 'opencc-js';
import { describe, expect, test } from 'vitest';
import { holderWords } from '../../src/conversation/sentences/holders/letters.ts';
import { CONSENT_WORDS, CONTRACT_WORDS } from '../../src/conversation/sentences/holders/pages.ts';
import { money } from '../../src/domain/money.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { HolderLetter } from '../../src/services/applications/words.ts';

const account = '9990000000017';
const amount = money(22771, 'CNY');
const until = new Date('2026-12-11T15:59:59Z');

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

/** Letters, the contract, the words of both pages. */
function linesOf(locale: Locale): { key: string; text: string }[] {
  const facts = {
    caseNumber: 'W2612050012345',
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

describe.each(LOCALES)('in %s', (locale) => {
  test('each says something, nothing left out', () => {
    for (const { key, text } of linesOf(locale)) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/undefined|null|NaN|\[object|function|Invalid|[!！]/);
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
  for (const { key, text } of linesOf('zh-CN')) {
    expect(simplified(text), key).toBe(text);
    expect(text, key).not.toMatch(/帐单|简讯|资讯|手机号码|专员|略过|电号|「|」/);
  }
  for (const { key, text } of linesOf('zh-TW')) {
    expect(traditional(text), key).toBe(text);
    expect(text, key).not.toMatch(/戶號|短信|信息|賬|支付|缴|點擊|質量|默認|登錄|違約金|工單|戶主|[“”]/);
  }
  for (const locale of ['zh-CN', 'zh-TW'] as const)
    for (const { key, text } of linesOf(locale))
      expect(text, key).not.toMatch(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u);
  for (const { key, text } of linesOf('en')) expect(text, key).not.toMatch(/\p{Script=Han}|[，。：；？]/u);
});
