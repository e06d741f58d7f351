/** The words of months and their years, for expressions: what month.said.ts and month.chain.ts are made of. */
import { chineseNumber } from '../numbers.ts';

export const M = '(1[0-2]|0?[1-9]|十[一二]?|[一二两三四五六七八九元])';
export const NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** With 年, as `relative` and `yearOf` read it. */
export const YEAR =
  '(今年|去年|大?前年|本年|上年|明年|(?<!\\d)[一二两三四五1-5]年前|(?<!\\d)(?:20\\d\\d|1[0-4]\\d|[2-9]\\d)年|[二两][零〇一二三四五六七八九]{1,3}年)';
export const YEAR_EN = '(20\\d\\d|last year|this year|(?:the )?year before last)';
export const numberOf = (text: string | undefined): number | null =>
  text === '元' ? 1 : text === undefined ? null : chineseNumber(text);
