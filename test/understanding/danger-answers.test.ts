/** Answers to the question about danger and to the read-back of an outage, as people in the dark write them. */
import { expect, test } from 'vitest';
import type { OpenQuestion } from '../../src/conversation/understanding/hearing.ts';
import { understandText } from '../../src/conversation/understanding/understand.ts';

const DANGER: OpenQuestion = {
  service: 'outage.report',
  slot: 'danger',
  options: [
    { label: '有危险', value: 'yes' },
    { label: '没有', value: 'no' },
  ],
};
const commands = (text: string, open: OpenQuestion, filled = {}) =>
  understandText(text, { locale: 'zh-CN', today: '2026-12-05', open, filled }).map(({ command }) => command);

test.each(['有', '有啊', '有，很危险', '有的，挺吓人的'])('“%s” says that there is danger', (text) => {
  expect(commands(text, DANGER)).toEqual([{ kind: 'set', slot: 'danger', value: 'yes' }]);
});

test.each(['没有', '没，都正常', '没有，很安全', '都正常'])('“%s” says that there is none', (text) => {
  expect(commands(text, DANGER)).toEqual([{ kind: 'set', slot: 'danger', value: 'no' }]);
});

test('“没有，但是有点糊味” is no denial', () => {
  expect(commands('没有，但是有点糊味', DANGER)).not.toContainEqual({ kind: 'set', slot: 'danger', value: 'no' });
});

test('“不对，是只有我家” at the read-back corrects the extent and does not cancel the report', () => {
  expect(
    commands('不对，是只有我家', { service: 'outage.report', slot: 'confirm' }, { scope: 'building', danger: 'no' }),
  ).toEqual([{ kind: 'correct', slot: 'scope', value: 'home' }]);
});
