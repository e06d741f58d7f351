/** What a resident sees on LINE of our replies; LINE refuses none of it. */
import { describe, expect, test } from 'vitest';
import type { LineMessage } from '../../src/channels/line/parts.ts';
import { toLineMessages } from '../../src/channels/line/replies.ts';
import type { Reply } from '../../src/conversation/message.ts';
import { pressablesOf, textsOf } from '../support/line-emulator/phone.ts';
import { type DeliverableMessage, taken as takenByLine } from '../support/line-emulator/rules.ts';

const taken = (replies: readonly Reply[]) => takenByLine(toLineMessages(replies));
const kinds = (messages: readonly LineMessage[]) =>
  messages.map((one) => (one.type === 'flex' ? one.contents.type : one.type));
const seen = (messages: readonly DeliverableMessage[]) => messages.flatMap(textsOf).join('\n');
const labels = (messages: readonly DeliverableMessage[]) => messages.flatMap(pressablesOf).map(({ label }) => label);

const choice = (label: string, button = `v:${label}`) => ({ label, button });
const text = (words: string): Reply => ({ kind: 'text', text: words });
const question = (words: string, ...answers: string[]): Reply => ({
  kind: 'choices',
  text: words,
  choices: answers.map((label) => choice(label)),
});
const bill: Reply & { kind: 'card' } = {
  kind: 'card',
  title: '2026年10月電費',
  rows: [
    ['應繳金額', 'NT$1,371'],
    ['繳費期限', '2026-11-30'],
  ],
  choices: [choice('繳電費'), choice('為什麼這麼多')],
  link: { label: '查看發票', url: 'https://example.test/invoices/7?lang=zh-TW' },
};

describe('each kind of reply', () => {
  test('a question at the end has quick replies that bring our value back and show the words', () => {
    expect(toLineMessages([text('您好'), question('要查哪一個月？', '10月', '9月')])).toEqual([
      { type: 'text', text: '您好' },
      {
        type: 'text',
        text: '要查哪一個月？',
        quickReply: {
          items: ['10月', '9月'].map((label) => ({
            type: 'action',
            action: { type: 'postback', label, data: `v:${label}`, displayText: label },
          })),
        },
      },
    ]);
  });

  test('a card shows title, rows and buttons, and its words in the notification', () => {
    const [card] = taken([bill]);
    expect(card).toMatchObject({ type: 'flex', altText: '2026年10月電費\n應繳金額 NT$1,371\n繳費期限 2026-11-30' });
    expect(seen(taken([bill]))).toBe('2026年10月電費\n應繳金額\nNT$1,371\n繳費期限\n2026-11-30');
    expect(taken([bill]).flatMap(pressablesOf)).toMatchObject([
      { label: '查看發票', uri: 'https://example.test/invoices/7?lang=zh-TW' },
      { label: '繳電費', data: 'v:繳電費', says: '繳電費' },
      { label: '為什麼這麼多', data: 'v:為什麼這麼多' },
    ]);
  });

  test('a chart draws the largest value as the full width, shows every value, and nothing for what is no number', () => {
    const bars = [
      { label: '8月', value: '400' },
      { label: '9月', value: '100' },
      { label: '10月', value: '–' },
      { label: '11月', value: '-3' },
    ];
    const messages = taken([{ kind: 'chart', title: '用電量', unit: '度', bars }]);
    expect(seen(messages)).toBe('用電量\n8月\n400 度\n9月\n100 度\n10月\n– 度\n11月\n-3 度');
    expect(JSON.stringify(messages).match(/"width":"[^"]+"/g)).toEqual(['"width":"100%"', '"width":"25%"']);
  });

  test('every letter is at least of medium size and follows the size set on the phone', () => {
    const flexTexts: unknown[] = [];
    JSON.stringify(toLineMessages([bill, question('?', '一'), text('完')]), (key, value) => {
      if (value?.type === 'text' && 'size' in value)
        flexTexts.push([value.scaling, ['md', 'lg', 'xl'].includes(value.size)]);
      if (value?.type === 'button') flexTexts.push([value.scaling, true]);
      return key === 'quickReply' ? undefined : value;
    });
    expect(flexTexts).toEqual(Array.from({ length: 10 }, () => [true, true]));
  });
});

describe('what would not be seen or not be taken', () => {
  test('choices before the end become buttons that stay', () => {
    const messages = taken([question('要繳嗎？', '好', '不要'), bill]);
    expect(messages.map((one) => one.quickReply)).toEqual([undefined, undefined]);
    expect(labels(messages)).toEqual(['好', '不要', '查看發票', '繳電費', '為什麼這麼多']);
  });

  test('a blank text after a question takes nothing away from it', () => {
    expect(toLineMessages([question('要繳嗎？', '好'), text(' \u200b\n')])[0]?.quickReply?.items).toHaveLength(1);
  });

  test('fourteen choices, or one of more than twenty characters, become buttons: all are there in full', () => {
    const many = Array.from({ length: 14 }, (_, at) => `第${at + 1}項`);
    expect(labels(taken([question('哪一項？', ...many)]))).toEqual(many);
    const long = '戶號 999****0017 示例市幸福路十二巷**';
    const messages = taken([question('哪一戶？', long, '其他')]);
    expect([messages.length, labels(messages)]).toEqual([1, [long, '其他']]);
    expect(kinds(toLineMessages([question('?', '電'.repeat(20))]))).toEqual(['text']);
    expect(kinds(toLineMessages([question('?', '電'.repeat(21))]))).toEqual(['bubble']);
  });

  test('twenty families as a label count as twenty characters, not two hundred', () => {
    const families = '👨‍👩‍👧‍👦'.repeat(20);
    expect(toLineMessages([question('?', families)])[0]?.quickReply?.items?.[0]?.action).toMatchObject({
      label: families,
    });
  });

  test('a value that is too long for LINE: pressing says the label instead', () => {
    const [message] = taken([{ kind: 'choices', text: '?', choices: [choice('好', 'v'.repeat(301))] }]);
    expect(message && pressablesOf(message)).toEqual([{ label: '好', says: '好', quick: true }]);
  });

  test('a long text is split at a line, and never inside a character; its question stays at the end', () => {
    const lines = `${'電'.repeat(3000)}\n${'費'.repeat(3000)}`;
    expect(toLineMessages([text(lines)])).toEqual(lines.split('\n').map((line) => ({ type: 'text', text: line })));
    const pieces = taken([{ kind: 'choices', text: '👨‍👩‍👧‍👦'.repeat(1000), choices: [choice('好')] }]);
    expect(pieces.map((piece) => piece.quickReply !== undefined)).toEqual([false, false, true]);
    expect(pieces.flatMap(textsOf).map((piece) => piece.length % 11)).toEqual([0, 0, 0]);
    const endless = `❤\ufe0f\ufe0f${'\u200d😀'.repeat(2000)}`;
    expect(
      taken([text(endless)])
        .flatMap(textsOf)
        .join(''),
    ).toBe(endless);
  });

  test.each([
    ['is too long', `https://example.test/${'a'.repeat(980)}`],
    ['is no web address', 'javascript:alert(1)'],
    ['is nothing', 'somewhere'],
  ])('a link that %s is written out below the card', (_, url) => {
    const messages = taken([{ ...bill, link: { label: '發票', url } }]);
    expect(messages[1] && textsOf(messages[1])).toEqual([`發票\n${url}`]);
  });

  test('a link with spaces and Chinese is written as LINE wants it', () => {
    const [button] = taken([{ ...bill, link: { label: '發票', url: 'https://example.test/發 票[1]|%#a#b' } }]).flatMap(
      pressablesOf,
    );
    expect(button?.uri).toBe('https://example.test/%E7%99%BC%20%E7%A5%A8%5B1%5D%7C%25#a%23b');
  });

  test('a card of more than 30 KB goes on in further bubbles: no row and no button is lost', () => {
    const rows = Array.from({ length: 200 }, (_, at) => [`第${at}項`, `${'值'.repeat(20)}${at}`] as const);
    const choices = Array.from({ length: 60 }, (_, at) => choice(`選${at}`, 'v'.repeat(290)));
    const messages = taken([{ kind: 'card', title: '明細', rows, choices }]);
    expect(rows.filter(([, value]) => !seen(messages).includes(value))).toEqual([]);
    expect(labels(messages)).toEqual(choices.map(({ label }) => label));
  });
});

describe('more than five', () => {
  test('texts are joined before cards are moved', () => {
    const replies = [text('一'), text('二'), text('三'), bill, bill, bill, text('四')];
    expect(kinds(toLineMessages(replies))).toEqual(['text', 'bubble', 'bubble', 'bubble', 'text']);
    expect(toLineMessages(replies)[0]).toEqual({ type: 'text', text: '一\n\n二\n\n三' });
  });

  test('neighbouring cards become a carousel', () => {
    expect(kinds(toLineMessages([text('一'), bill, bill, bill, bill, bill]))).toEqual(['text', 'carousel']);
    const small: Reply = { kind: 'card', title: '十月', rows: [], choices: [] };
    expect(kinds(toLineMessages(Array.from({ length: 13 }, () => small)))).toEqual(['carousel', 'bubble']);
    taken(Array.from({ length: 13 }, () => small));
  });

  test('texts between cards become cards of one carousel; the last question keeps its quick replies', () => {
    const messages = taken([text('一'), bill, text('二'), bill, text('三'), question('好嗎？', '好', '不好')]);
    expect(messages.length).toBeLessThanOrEqual(5);
    expect(seen(messages)).toMatch(/一.*二.*三.*好嗎？/s);
    expect(messages.at(-1)?.quickReply?.items).toHaveLength(2);
  });
});
