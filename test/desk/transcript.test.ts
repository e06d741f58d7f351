/** What residents send beside words, as clerks read it. */
import { expect, test } from 'vitest';
import type { Content } from '../../src/conversation/message.ts';
import { transcriptOf } from '../../src/desk/transcript.ts';
import { deskVoice } from '../../src/desk/words/speak.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';

const read = (content: Content, locale: Locale = 'zh-CN') => {
  const at = new Date('2026-11-01T09:00:00+08:00');
  const answer = { replies: [], turn: { service: null, awaiting: null, understood: [] } };
  const [line] = transcriptOf([{ turn: 1, at, writtenAt: at, content, label: null, answer }], [], deskVoice(locale));
  return line?.texts.join();
};

test.each<[Content, string]>([
  [{ kind: 'other', what: 'sticker' }, '[表情]'],
  [{ kind: 'other', what: 'sticker:好的' }, '[表情] 好的'],
  [{ kind: 'other', what: 'shortvideo' }, '[视频]'],
  [{ kind: 'other', what: 'voice' }, '[语音]'],
  [{ kind: 'other', what: 'a kind that came later' }, '[无法显示的消息]'],
  [{ kind: 'file', what: 'image', mediaId: 'm-1' }, '[图片]'],
  [{ kind: 'place', address: '人民路 8 号', latitude: 23.1, longitude: 113.3 }, '[位置] 人民路 8 号'],
  [{ kind: 'place', address: '', latitude: 23.1, longitude: 113.3 }, '[位置] 23.1, 113.3'],
])('a clerk reads what was sent in words, no code: %j is %s', (content, words) => {
  expect(read(content)).toBe(words);
});

test('each language has its own word for it', () => {
  expect(new Set(LOCALES.map((locale) => read({ kind: 'other', what: 'sticker' }, locale))).size).toBe(3);
});
