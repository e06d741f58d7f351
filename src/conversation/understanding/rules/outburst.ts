/** Anger and nothing else, the whole message: it wishes for nothing, whatever the classifier makes of its words. */
import { bare } from '../spelling.ts';

const OUTBURSTS: readonly RegExp[] = [
  /^(?:真|真的|真是|我|都|快|要|太|简直|实在|好|超|有够|你们?|你们这|你们都|是|这|这个|什么){0,4}(?:气死(?:我|人)?|烦死(?:我|人)?|气人|火大|烦人|烦透|受够|无语|服了|崩溃|傻眼|不像话|岂有此理|太?过分|莫名其妙|夸张|扯|烂透|太烂|搞什么鬼?|(?:什么|啥)?(?:破|烂|垃圾|鬼)(?:系统|机器人|东西|玩意儿?|客服|软件))(?:了|啦|啊|耶|欸|吧|人|我|[!！,。~])*$/,
  /^(?:(?:this|that|it|you)(?:'?s| is|'?re| are)? |i(?:'?m| am)? )?(?:so |really |very |absolutely |just |totally |completely |getting ){0,2}(?:ridiculous|unacceptable|outrageous|a joke|rubbish|annoyed|annoying|angry|furious|fed up|pissed off|frustrated|frustrating|sick of (?:this|it|you))(?: (?:with|about|at|of) (?:this|it|all this|you|you people|you guys))?[!.]*$/,
];

export const isOutburst = (key: string): boolean => {
  const text = bare(key);
  return OUTBURSTS.some((pattern) => pattern.test(text));
};
