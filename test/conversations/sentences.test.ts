/** Every sentence exists in every language, reads as it should there, and shows nobody's number in full. */
import * as OpenCC from 'opencc-js';
import { describe, expect, test } from 'vitest';
import { graphemeCount, LIMITS } from '../../src/channels/line/limits.ts';
import type { Phrase, SentenceKey } from '../../src/conversation/sentences/book.ts';
import { PAGE_WORDS, SUGGESTIONS } from '../../src/conversation/sentences/page.ts';
import { BOOKS, voiceOf } from '../../src/conversation/sentences/voice.ts';
import type { OpenQuestion } from '../../src/conversation/understanding/hearing.ts';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { money } from '../../src/domain/money.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { linesOf } from './sentence-samples/all.ts';
import { ACCOUNT, caseNumber, yuan } from './sentence-samples/sample.ts';

const HOTLINE: Readonly<Record<Locale, string>> = DEFAULT_SETTINGS.hotline;

const width = (text: string) =>
  [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
const one = (locale: Locale, phrase: Phrase) => voiceOf(locale).say(phrase);

describe.each(LOCALES)('sentences in %s', (locale) => {
  const lines = linesOf(locale);

  test('all of them are there and say something', () => {
    expect(Object.keys(BOOKS[locale]).sort()).toEqual(Object.keys(BOOKS.en).sort());
    for (const { key, text } of lines) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe('');
      expect(text, key).not.toMatch(/undefined|null|NaN|\[object|function|Invalid| {2}/);
    }
  });

  test('no account number, phone or internal id is shown in full', () => {
    // A telephone number for a call back is read back as it was given, or nobody could check it.
    for (const { key, text } of lines.filter((line) => line.key !== 'handoff.phone-confirm')) {
      expect(text, key).not.toContain(ACCOUNT);
      expect(text, key).not.toMatch(/99900000001|13900000001|0198c5f0|account:2/);
    }
    expect(one(locale, { key: 'repair.corrected', params: { slot: 'accountNumber', value: ACCOUNT } })).toContain(
      '999****0017',
    );
  });

  test('they fit a phone screen', () => {
    // These are lists, a line for each thing.
    const lists: readonly SentenceKey[] = ['help.what-i-can', 'emergency.first', 'outage.guide'];
    const bodies = lines.filter(({ key }) => !lists.includes(key));
    for (const { key, text } of bodies) expect(width(text), `${key}: ${text}`).toBeLessThanOrEqual(180);
  });

  test('labels of buttons and rows are short', () => {
    for (const { key, text } of lines) {
      if (/^(?:row|part)\./.test(key)) expect(width(text), text).toBeLessThanOrEqual(28);
      if (/^(?:label|option)\./.test(key))
        expect(graphemeCount(text), text).toBeLessThanOrEqual(LIMITS.quickReplyLabel);
    }
  });

  test('the text message is one message and warns', () => {
    const message = lines.find(({ key }) => key === 'text-message.code')?.text ?? '';
    expect(message.length).toBeLessThanOrEqual(70);
    expect(message).toContain('123456');
    expect(message).toContain(DEFAULT_SETTINGS.supplierName[locale]);
    const warning = lines.find(({ key }) => key === 'text-message.phone-change')?.text ?? '';
    expect(warning.length).toBeLessThanOrEqual(locale === 'en' ? 160 : 70);
    expect(warning).toContain(caseNumber);
    expect(warning).toContain(HOTLINE[locale]);
  });

  test('no time is promised and no amount named but those that were given', () => {
    const spoken =
      /(\d+|[二两兩三四五六七八九十]+) ?(?:个|個)?(?:小时|小時|天|工作日|工作天|分钟|分鐘|working days?|days?|hours?|minutes?)/g;
    for (const { key, params, text } of lines) {
      const given = JSON.stringify(params, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
      // What is left of a time, and by how much two bills differ, are reckoned from what was given.
      const reckoned = key === 'case.left' || key === 'explain.main-days';
      for (const [time, count] of reckoned ? [] : text.matchAll(spoken))
        expect(given, `${key}: ${time}`).toContain(count);
      if (!given.includes('"currency"')) expect(text, key).not.toMatch(/¥|NT\$|\d+ ?元/);
    }
  });

  test('a case is named by one noun', () => {
    const otherwise = {
      'zh-CN': /编号 ?W\d|案件|个案/,
      'zh-TW': /(?<!案件)編號 ?W\d|工單/,
      en: /(?<!case |phone )\bnumber (?:is )?(?:still )?W\d|\bticket|work order/i,
    }[locale];
    for (const { key, text } of lines) expect(text, key).not.toMatch(otherwise);
  });

  test('danger: away first, then others, then the emergency number, then ours', () => {
    const text = lines.find(({ key }) => key === 'emergency.first')?.text ?? '';
    const order = [
      /离远|離遠|keep away/,
      /身边|身邊|others/,
      new RegExp(DEFAULT_SETTINGS.emergencyNumbers[locale]),
    ].map((part) => text.search(part));
    expect(order).not.toContain(-1);
    const places = [...order, text.lastIndexOf(HOTLINE[locale])];
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('asking for a code never tells whether number and phone match', () => {
    for (const key of ['ask.code', 'ask.code-again'] as const) {
      const said = lines.filter((line) => line.key === key);
      for (const { text } of said) expect(text).toMatch(/如果|If /);
    }
  });

  test('the service apologises at most once in a sentence, and uses no emoji', () => {
    for (const { key, text } of lines) {
      expect(text.match(/抱歉|对不起|對不起|sorry/gi)?.length ?? 0, key).toBeLessThanOrEqual(1);
      expect(text, key).not.toMatch(/\p{Extended_Pictographic}|[!！]|亲|親愛/u);
    }
  });
});

describe('the languages stay apart', () => {
  test('no traditional character in zh-CN', () => {
    const toSimplified = OpenCC.Converter({ from: 'tw', to: 'cn' });
    for (const { key, text } of linesOf('zh-CN')) expect(toSimplified(text), key).toBe(text);
  });

  test('no simplified character in zh-TW', () => {
    const toTraditional = OpenCC.Converter({ from: 'cn', to: 'tw' });
    for (const { key, text } of linesOf('zh-TW')) expect(toTraditional(text), key).toBe(text);
  });

  test("zh-TW has Taiwan's words, not the mainland's", () => {
    for (const { key, text } of linesOf('zh-TW')) {
      expect(text, key).not.toMatch(/戶號|短信|信息|賬|支付|缴|第.檔|點擊|質量|默認|登錄|違約金|工單|戶主|稅號是|短訊/);
      expect(text, key).not.toMatch(/[“”]/);
    }
  });

  test("zh-CN has the mainland's words, not Taiwan's", () => {
    for (const { key, text } of linesOf('zh-CN')) {
      expect(text, key).not.toMatch(/帐单|简讯|资讯|级距|手机号码|专员|略过|「|」/);
      if (key !== 'wrong.accountNumber') expect(text, key).not.toContain('电号');
    }
  });

  test('Chinese uses full-width punctuation, and English has no Chinese in it', () => {
    for (const locale of ['zh-CN', 'zh-TW'] as const) {
      for (const { key, text } of linesOf(locale))
        expect(text, key).not.toMatch(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u);
    }
    for (const { key, text } of linesOf('en')) {
      expect(text.replaceAll(/王\*\*|示例(?:市幸福路\*\*)?/g, ''), key).not.toMatch(/\p{Script=Han}|[，。：；？]/u);
    }
  });
});

test.each(LOCALES)('what a sentence tells people to write is understood (%s)', (locale) => {
  const questions: readonly (OpenQuestion | null)[] = [
    null,
    { service: 'account.bind', slot: 'code' },
    { service: 'bill.query', slot: 'month' },
    { service: 'payment.pay', slot: 'confirm' },
    { service: 'rating.give', slot: 'comment', optional: true },
    {
      service: 'account.transfer',
      slot: 'documents',
      options: (['done', 'later'] as const).map((value) => ({
        label: one(locale, { key: 'option.papers', params: { value } }),
        value,
      })),
    },
  ];
  const understood = (text: string, open: OpenQuestion | null) =>
    understandText(text, { locale, today: '2026-11-21', open, filled: {} }).some(
      // A comment takes any words, so only the skipping of it counts.
      ({ command }) => command.kind !== 'unknown' && (open?.slot !== 'comment' || command.kind === 'skip'),
    );
  const quoted = linesOf(locale).flatMap(({ text }) =>
    [...text.matchAll(/[“「](.+?)[”」]/g)].map((match) => match[1] ?? ''),
  );
  expect(new Set(quoted).size).toBeGreaterThan(8);
  // Read by what is open or was just filed: said-already.test.ts.
  const inContext = ['补充', '補充', 'add'];
  for (const words of new Set(quoted).difference(new Set(inContext))) {
    expect(
      questions.some((open) => understood(words, open)),
      words,
    ).toBe(true);
  }
});

test.each(LOCALES)('what the empty page offers to tap starts something (%s)', (locale) => {
  for (const word of SUGGESTIONS) {
    const text = PAGE_WORDS[locale][word];
    const [heard] = understandText(text, { locale, today: '2026-11-21', open: null, filled: {} });
    expect(heard?.command.kind, text).toBe('start');
  }
});

describe('numbers in sentences', () => {
  test('a bill that is lower is told without a minus', () => {
    const less = {
      key: 'explain.less',
      params: { period: '2026-11', than: '2026-10', difference: money(-5029, 'CNY') },
    } as const;
    expect(one('zh-CN', less)).toBe('2026年11月比10月少 ¥50.29。');
    expect(one('en', less)).toBe('November 2026 is ¥50.29 less than October.');
  });

  test('the year stands where it differs', () => {
    const more = {
      key: 'explain.more',
      params: { period: '2027-01', than: '2026-12', difference: money(1371, 'TWD') },
    } as const;
    expect(one('zh-TW', more)).toBe('2027年1月比2026年12月多 NT$1,371。');
    const bills = { key: 'value.bills', params: { periods: ['2026-11', '2026-12', '2027-01'] } } as const;
    expect(one('zh-CN', bills)).toBe('2026年11月、12月、2027年1月');
  });

  test('usage and tier limits are told in the direction they moved', () => {
    expect(one('zh-CN', { key: 'explain.main-usage', params: { before: '9.6', after: '12.4' } })).toContain('多了');
    expect(one('zh-CN', { key: 'explain.main-usage', params: { before: '12.4', after: '9.6' } })).toContain('少了');
    expect(one('en', { key: 'explain.main-season', params: { before: '260', after: '200' } })).toContain('more of');
    expect(one('en', { key: 'explain.main-season', params: { before: '200', after: '260' } })).toContain('less of');
    expect(one('zh-TW', { key: 'explain.main-season', params: { before: '240', after: '240' } })).toContain('夏月');
  });

  test('English counts one and many', () => {
    expect(one('en', { key: 'bill.all-due', params: { count: 1, amount: yuan, lateFee: null } })).toMatch(/^1 bill /);
    expect(one('en', { key: 'bind.code-wrong', params: { left: 1 } })).toContain('1 try left');
    expect(one('en', { key: 'bind.code-wrong', params: { left: 2 } })).toContain('2 tries left');
  });

  test('a tier is told as in the tariff', () => {
    const tier = { key: 'value.tier', params: { kwh: '260', price: '0.589', amount: money(15314, 'CNY') } } as const;
    expect(one('zh-CN', tier)).toBe('260 度 × 0.589 = ¥153.14');
  });
});
