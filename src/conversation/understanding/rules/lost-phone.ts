/** The phone on file is gone: no code reaches it, and asking for the code again helps nobody. */
import { hear } from '../spelling.ts';

const LOST_ZH =
  /(?:手机|号码|电话|门号|sim卡?).{0,6}(?:停用|停机|停了|注销|作废|丢|掉了|弄丢|遗失|不见|不用了|没用了|没在用|不在用|早不用|早就不用|被偷|坏了|换了|换掉)|(?:换|改|更换|变更)(?:了|过|掉)?(?:一?个)?新?的?(?:手机|号码|电话|门号)|(?:以前|旧|老|原来|之前)的?(?:那个|那支)?(?:手机|电话|号码|门号|号).{0,10}(?:停|丢|不用|没用|换|收不到|不在|没有了)|登记的.{0,6}(?:不是我|是别人|是前|是房东|是旧)/;
const LOST_EN =
  /\b(?:lost|changed|don'?t have|no longer have|don'?t use|no longer use|stolen?|broke)\b.{0,12}\b(?:phone|number|mobile|sim)\b|\b(?:phone|number|mobile|sim)\b.{0,14}\b(?:dead|gone|lost|disconnected|no longer|cancell?ed|not in use|stolen|changed|out of use|inactive)\b|\bno (?:longer )?access to\b.{0,12}\b(?:phone|number)\b|\b(?:i have|i'?ve|got) a new (?:phone )?number\b/;

export function lostPhone(written: string): boolean {
  const { key } = hear(written);
  // Who gives another number at once wants that one taken.
  return key.length <= 80 && !/\d(?:[\s-]?\d){7}/.test(key) && (LOST_ZH.test(key) || LOST_EN.test(key));
}
