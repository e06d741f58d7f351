/** Kilowatts that are wished for: of what is there and what shall be, the latter: 从8到15千瓦, "we have 10 kW and need 18". */
import { englishNumber, NUMBER_IN_WORDS } from '../numbers.en.ts';
import { chineseNumber } from '../numbers.ts';

const HAN = '(?:[零一二两三四五六七八九十廿卅百壹贰叁参肆伍陆柒捌玖拾佰]|[千仟](?!瓦))';
const NUMBER = `\\d{1,3}(?:,\\d{3})|\\d{1,5}(?:\\.\\d{1,2})?|${HAN}{1,8}(?:点${HAN}{1,2})?|${NUMBER_IN_WORDS}|hundred`;
const UNIT = ' ?(?:个|-)?(?:千瓦(?!时)|瓩|k ?w(?![a-z])|kilo ?watts?)';
const WITH_UNIT = new RegExp(`(?<![\\d.a-z]|[每/钱点] ?)(${NUMBER})${UNIT}`, 'g');
/** Without a unit, beside one that has it. */
const WISHED = new RegExp(
  `(?:到|至|成|为|要|需要|[改换加增]|\\bto|\\bneeds?|\\bwants?(?: it)?(?: at)?|\\bwould like|\\brequire) ?(?:about |around )?(${NUMBER})(?![\\d.一二三四五六七八九十]|[ -]?(?:相|月|号|日|年|楼|元|块|(?:st|nd|rd|th)\\b|days?|months?|weeks?|of\\b|more\\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))`,
  'g',
);
/** What stands before a number that only is there already. */
const THERE =
  /(?:从|由|原本?|原来|原有|原先|现在|现有|目前|本来|以前|之前|只有|才|是|from|have|has|had|got|currently|now|only|existing|current|present|at)(?:是|有|的|只|才|is|it's|a|an|just|,|容量|the|capacity|supply|契约)*[ ]?$/;

const numberOf = (said: string): number | null => {
  if (/^\d/.test(said)) return Number(said.replace(',', ''));
  if (/^[a-z]/.test(said)) return englishNumber(said);
  const [whole = '', tenth] = said.split('点');
  const value = chineseNumber(whole);
  if (value === null || tenth === undefined) return value;
  return Number(`${value}.${[...tenth].map((digit) => chineseNumber(digit) ?? 0).join('')}`);
};

/** 7000瓦, 7,000 watts; 三千瓦 is three either way. */
const WATTS =
  /(?<![\d.,])(\d{1,2}(?:,\d{3})|\d{3,6})(?= ?(?:瓦(?!时|的?(?:空调|热水|电磁|微波|烤|电暖|取暖|吹风|灯))|w(?:atts?)?(?![a-z\d])))|([一二两三四五六七八九十百千万]{2,8})(?<!千)(?=瓦(?!时|的?(?:空调|热水|电磁|微波|烤|电暖|取暖|吹风|灯)))/g;
/** An appliance's own power is no supply. */
const LEAST_WATTS = 1000;

/** 契约容量从20提高到30: a capacity is counted in kilowatts. */
const RAISED = new RegExp(
  `(?:容量|\\bcapacity)[^。!?]{0,20}?(?:到|至|成|为|\\bto) ?(${NUMBER})(?![\\d.]|[ -]?(?:安|a\\b|amp|伏|v\\b|月|号|日|年|楼|元|块|%))`,
);

/** As a decimal number; null where none is spoken of. Reads heard text. */
export function wishedKilowatts(key: string): string | null {
  // Watts are told in thousands: as long as kilowatts are not spoken of.
  if (key.search(WITH_UNIT) < 0) {
    const raised = RAISED.exec(key)?.[1];
    if (raised !== undefined) return String(numberOf(raised) ?? '') || null;
    const watts = [...key.matchAll(WATTS)].flatMap(([, digits, han]) => {
      const value = digits === undefined ? chineseNumber(han ?? '') : Number(digits.replace(',', ''));
      return value !== null && value >= LEAST_WATTS && value <= 1_000_000 ? [value / 1000] : [];
    });
    return watts.length === 0 ? null : String(watts.at(-1));
  }
  const units = [...key.matchAll(WITH_UNIT)].map((match) => ({ said: match[1] ?? '', at: match.index }));
  const all = [
    ...units,
    ...[...key.matchAll(WISHED)].map((match) => ({
      said: match[1] ?? '',
      at: match.index + match[0].indexOf(match[1] ?? ''),
    })),
  ]
    .map(({ said, at }) => ({ value: numberOf(said), at, there: THERE.test(key.slice(Math.max(0, at - 24), at)) }))
    .filter(({ value }) => value !== null && value > 0 && value <= 10_000)
    .sort((a, b) => a.at - b.at);
  const wished = all.filter(({ there }) => !there).at(-1) ?? all.at(-1);
  return wished === undefined ? null : String(wished.value);
}
