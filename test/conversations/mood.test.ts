/** How residents sound, in three languages: a notice for clerks that takes calm people for calm. */
import { expect, test } from 'vitest';
import { moodOf } from '../../src/conversation/mood.ts';

test.each([
  [['你们太差了'], 'angry', ['angry-words']],
  [['等了三天沒人管'], 'angry', ['angry-words']],
  [['This is ridiculous'], 'angry', ['angry-words']],
  [['WHERE IS MY POWER!!', 'hello'], 'angry', ['capitals', 'exclamation']],
  [['家里有老人用制氧机，怎么办'], 'worried', ['worried-words']],
  [['媽媽要用呼吸器，很擔心'], 'worried', ['worried-words']],
  [['please help, I have a baby here'], 'worried', ['worried-words']],
  [['查电费', '查电费。'], 'worried', ['repeated']],
  [['快点！！', '快点！！'], 'angry', ['exclamation', 'repeated']],
])('%j sounds %s', (words, mood, signs) => {
  expect(moodOf(words)).toEqual({ mood, signs });
});

test.each([
  [['转人工']],
  [['我想查一下十月的電費，謝謝！']],
  [['Could I see my bill? Thanks!']],
  [['My account is AB123456', 'OK']],
  [['好', '好']],
  [[]],
])('%j is calm', (words) => {
  expect(moodOf(words)).toEqual({ mood: 'calm', signs: [] });
});
