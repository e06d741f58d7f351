/** One person on several channels: linked, parted, gone on with. 绑定 is about accounts and not heard here. */
import { type Rule, re } from './rule.ts';
import { ACCOUNT } from './words.ts';

const CHANNEL = '渠道|管道|频道|聊天|line|微信|小程序|小程式|公众号|网页|网站';
const JOIN = '关联|连结|链接|连接|打通|串接|串联|互通';

export const CHANNELS_ZH: readonly Rule[] = [
  {
    service: 'channel.link',
    say: '关联其他渠道',
    when: [re(`(?:${JOIN}).{0,6}(?:${CHANNEL})|(?:${CHANNEL}).{0,6}(?:${JOIN})`)],
    not: re(`${ACCOUNT}|户名|过户`),
  },
  {
    service: 'channel.link',
    say: '我有关联码',
    when: [/(?:关联|连结)码/],
  },
];

export const CHANNELS_EN: readonly Rule[] = [
  {
    service: 'channel.link',
    say: 'connect other chats',
    when: [
      /\b(?:dis)?(?:connect|link)(?:ing)? (?:my |the |this |other |another |both |to |with |chats? |it ){0,4}(?:chats?|channels?|line\b(?! pay)|we ?chat|mini ?program)|\b(?:link(?:ing)?|connect(?:ing|ion)?) code\b|\bun-?link (?:my |the |this )?(?:line|we ?chat|chats?|channels?|mini ?program)\b/,
    ],
    not: /account|meter|\bwith (?:a )?(?:person|human|agent)/,
  },
];
