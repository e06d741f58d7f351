/** The stand-in for LINE refuses what LINE refuses: else our replies would be tested against nothing. */
import { describe, expect, test } from 'vitest';
import { refusals } from '../support/line-emulator/rules.ts';

const postback = (label: string, data = 'v') => ({ type: 'postback', label, data });
const quick = (...labels: string[]) => ({
  items: labels.map((label) => ({ type: 'action', action: postback(label) })),
});
const bubble = (...contents: unknown[]) => ({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } });
const flex = (contents: unknown, altText = 'alt') => ({ type: 'flex', altText, contents });
const words = (text: string) => ({ type: 'text', text });

describe('messages LINE refuses', () => {
  const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one);

  test.each<[string, unknown[], string]>([
    ['none', [], 'messages'],
    ['six', many(6, words('x')), 'messages'],
    ['an empty text', [words('')], 'messages[0].text'],
    ['a text of spaces', [words(' \u3000\n')], 'messages[0].text'],
    ['a text of 5,001 units', [words('x'), words('😀'.repeat(2501))], 'messages[1].text'],
    ['half a surrogate pair', [words('\ud800x')], 'messages[0].text'],
    ['an unknown field', [{ ...words('x'), colour: 'red' }], 'messages[0]'],
    ['an unknown type', [{ type: 'hologram' }], 'messages[0].type'],
    ['no quick reply in a list of them', [{ ...words('x'), quickReply: quick() }], 'messages[0].quickReply.items'],
    [
      'fourteen quick replies',
      [{ ...words('x'), quickReply: quick(...many(14, 'a')) }],
      'messages[0].quickReply.items',
    ],
    [
      'a quick reply of 21 characters',
      [{ ...words('x'), quickReply: quick('電'.repeat(21)) }],
      'messages[0].quickReply.items[0].action.label',
    ],
    [
      'postback data of 301',
      [flex(bubble({ type: 'button', action: postback('a', 'v'.repeat(301)) }))],
      'messages[0].contents.body.contents[0].action.data',
    ],
    [
      'a button of 41 characters',
      [flex(bubble({ type: 'button', action: postback('電'.repeat(41)) }))],
      'messages[0].contents.body.contents[0].action.label',
    ],
    [
      'a script as a link',
      [flex(bubble({ type: 'button', action: { type: 'uri', label: 'a', uri: 'javascript:x' } }))],
      'messages[0].contents.body.contents[0].action.uri',
    ],
    ['no alternative text', [flex(bubble(words('x')), '')], 'messages[0].altText'],
    ['an empty text in a card', [flex(bubble(words('')))], 'messages[0].contents.body.contents[0].text'],
    [
      'a bar wider than its box',
      [flex(bubble({ type: 'box', layout: 'vertical', contents: [], width: '101%' }))],
      'messages[0].contents.body.contents[0].width',
    ],
    ['a bubble of 31 KB', [flex(bubble(words('x'.repeat(31 * 1024))))], 'messages[0].contents'],
    [
      'thirteen bubbles',
      [flex({ type: 'carousel', contents: many(13, bubble(words('x'))) })],
      'messages[0].contents.contents',
    ],
    [
      'a carousel of 51 KB',
      [flex({ type: 'carousel', contents: many(3, bubble(words('x'.repeat(17 * 1024)))) })],
      'messages[0].contents',
    ],
  ])('%s: and it is told which property', (_, messages, property) => {
    expect(refusals(messages).map((fault) => fault.property)).toEqual([property]);
  });

  test('the largest of everything is taken', () => {
    const label = '👨‍👩‍👧‍👦'.repeat(20);
    const wide = [bubble(words('x'.repeat(30_000)))];
    const card = flex({
      type: 'carousel',
      contents: many(12, bubble({ type: 'button', action: postback(label + label, 'v'.repeat(300)) })),
    });
    const text = { ...words('電'.repeat(5000)), quickReply: quick(...many(13, label)) };
    expect(refusals([flex(wide[0]), card, words('😀'.repeat(2500)), words('x'), text])).toEqual([]);
  });
});
