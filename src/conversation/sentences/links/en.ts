/** One person's channels, in English. */
import type { Part } from '../book.ts';
import type { RepairWords } from '../repairs/words.ts';
import type { LinksParams } from './params.ts';

const NAMES: Readonly<Record<string, string>> = {
  web: 'web chat',
  line: 'LINE',
  wechat: 'WeChat',
  'wechat-mini': 'mini program',
  'wechat-kf': 'WeChat help',
  wechaty: 'WeChat chat',
  console: 'terminal',
};
const name = (channel: string): string => NAMES[channel] ?? 'other chat';

export const linksEn = ({ doing }: Pick<RepairWords, 'doing'>): Part<LinksParams> => ({
  'link.channel': (p) => name(p.channel),
  'link.standing-title': 'Your chats',
  'link.here': 'This one',
  'link.since': (p, f) => `Connected ${f.time(p.since)}`,
  'link.open-there': (p) => `Unfinished: ${doing(p.service)}`,
  'ask.link': 'What would you like? You can also type the 9-digit code from the other chat.',
  'ask.linkCode': 'Please type the 9-digit code that the other chat gave you.',
  'option.link-code': 'Get a code',
  'option.link-typed': 'I have a code',
  'option.link-phone': (p) => `By phone ${p.phone}`,
  'option.link-part': (p) => `Remove ${name(p.channel)}`,
  'option.link-task': (p) => `Go on: ${name(p.channel)}`,
  'link.code': (p) =>
    `Your code is ${p.code}. It works once, for ${p.minutes} minutes: in the other chat, say “connect other chats” and type it. Tell nobody: whoever uses it sees your accounts and cases.`,
  'link.wrong-code':
    'That code is wrong, too old, or was used before. Please check it, or get a new one in the other chat.',
  'link.too-many': (p, f) => `Too many tries. Please try again ${p.retryAt ? `after ${f.time(p.retryAt)}` : 'later'}.`,
  'link.same': 'These two chats are connected already.',
  'link.full': 'Too many chats are connected. Please remove one that you no longer use.',
  'link.ask-join': (p) =>
    `Connect with ${name(p.channel)}? ${p.holders.length > 0 ? `Accounts of ${p.holders.join(', ')} are linked there. ` : ''}Both then see the same accounts, payments and cases; messages stay apart. Only if it is yours too.`,
  'link.done': (p) => `Done: connected with ${name(p.channel)}. Say “connect other chats” any time to undo it.`,
  'link.told': (p) =>
    `This chat was just connected with ${name(p.channel)}: both see the same accounts, bills and cases. If that wasn't you, please undo it now.`,
  'link.ask-part': (p) =>
    `Disconnect ${name(p.channel)}? It will then see only what was linked and done there before. What was done together stays with ${name(p.keeps)}.`,
  'link.part-done': (p) => `${name(p.channel)} is disconnected.`,
  'link.parted': (p) => `${name(p.channel)} was disconnected.`,
  'link.instead': (p) => `This could not be delivered on ${name(p.channel)}, so you get it here:`,
  'link.gone': "That isn't there any more; nothing was changed.",
  'link.open-page': 'Connect a browser',
});
