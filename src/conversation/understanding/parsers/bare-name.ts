/** 王小明, Tang Jingyi: a name and no word beside it. */
import { fold } from '../../../text/script.ts';
import { personAt } from '../slots/surnames.ts';

const BARE_EN = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2}$/u;
const COMMON = /^[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫朱胡郭林罗羅梁宋郑鄭谢謝韩韓唐]\p{Script=Han}$/u;
export const bareName = (written: string): string | null => {
  const said = written.trim();
  if (BARE_EN.test(said)) return said;
  // Two characters are a word as often as a name, unless they begin as most names do; 阿巴阿巴 is neither.
  const shaped = /^\p{Script=Han}{3}$/u.test(said) || COMMON.test(said);
  return shaped && personAt(fold(said), 0)?.length === said.length ? said : null;
};
