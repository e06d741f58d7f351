/** Whose rules a question asks for: a city belongs to its province, a street's name to nobody. */
import { expect, test } from 'vitest';
import { readable } from '../../src/knowledge/beyond.ts';
import { placesIn } from '../../src/knowledge/places.ts';

const places = (text: string) => placesIn(readable(text));

test.each([
  ['成都七月第一档多少度', '四川夏季第一档'],
  ['What does a unit cost in Chengdu?', '四川居民电价'],
  ['臺中一度多少錢', '台湾电价'],
  ['Hong Kong prices', '香港电价'],
  ['东莞的峰谷时段', 'Guangdong peak hours'],
])('“%s” asks for the same place as “%s”', (one, other) => {
  expect(places(one)).toHaveLength(1);
  expect(places(one)).toEqual(places(other));
});

test.each(['我住南京东路12号', '重慶南路二段停電', '吉林路的路灯坏了', 'how do I pay', '電費怎麼算'])(
  '“%s” names none',
  (text) => {
    expect(places(text)).toEqual([]);
  },
);

test('Shenzhen has prices of its own, apart from the rest of Guangdong', () => {
  expect(places('深圳电价')).not.toEqual(places('广州电价'));
});
