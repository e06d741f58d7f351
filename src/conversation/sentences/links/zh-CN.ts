/** One person's channels, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { RepairWords } from '../repairs/words.ts';
import type { LinksParams } from './params.ts';

const NAMES: Readonly<Record<string, string>> = {
  web: '网页',
  line: 'LINE',
  wechat: '微信公众号',
  'wechat-mini': '微信小程序',
  'wechat-kf': '微信客服',
  wechaty: '微信',
  console: '终端',
};
const name = (channel: string): string => NAMES[channel] ?? '另一个渠道';

export const linksZhCN = ({ doing }: Pick<RepairWords, 'doing'>): Part<LinksParams> => ({
  'link.channel': (p) => name(p.channel),
  'link.standing-title': '您的渠道',
  'link.here': '正在使用',
  'link.since': (p, f) => `${f.time(p.since)} 关联`,
  'link.open-there': (p) => `还没办完：${doing(p.service)}`,
  'ask.link': '要做哪一项？也可以直接输入另一个渠道给您的 9 位关联码。',
  'ask.linkCode': '请输入另一个渠道给您的 9 位关联码。',
  'option.link-code': '获取关联码',
  'option.link-typed': '我有关联码',
  'option.link-phone': (p) => `用手机 ${p.phone}`,
  'option.link-part': (p) => `解除${name(p.channel)}`,
  'option.link-task': (p) => `接着办${name(p.channel)}的事`,
  'link.code': (p) =>
    `您的关联码是 ${p.code}，${p.minutes} 分钟内有效，只能用一次。请在另一个渠道对我说“关联其他渠道”，再输入它。不要告诉别人：谁用了它，谁就能看到您的户号、账单和工单。`,
  'link.wrong-code': '这个关联码不对，或者已经过期、用过了。请再核对，或在另一个渠道重新获取。',
  'link.too-many': (p, f) => `试的次数太多了${p.retryAt ? `，请在 ${f.time(p.retryAt)} 以后再试` : '，请稍后再试'}。`,
  'link.same': '这两个渠道已经关联了。',
  'link.full': '关联的渠道太多了，请先解除不用的。',
  'link.ask-join': (p) =>
    `要和${name(p.channel)}关联吗？${p.holders.length > 0 ? `那边绑定了 ${p.holders.join('、')} 的户号。` : ''}关联后，两边看到同样的户号、账单、缴费和工单，聊天内容不会互相显示。只有那边也是您本人，才请确认；以后随时可以解除。`,
  'link.done': (p) => `好了，已和${name(p.channel)}关联。想解除时，随时说“关联其他渠道”。`,
  'link.told': (p) =>
    `这里刚刚和${name(p.channel)}关联了，两边看到同样的户号、账单和工单。如果不是您本人办的，请马上解除。`,
  'link.ask-part': (p) =>
    `要解除${name(p.channel)}吗？解除后，那边只看得到它自己原来绑定和办理的；一起办的留在${name(p.keeps)}。`,
  'link.part-done': (p) => `已解除${name(p.channel)}。`,
  'link.parted': (p) => `${name(p.channel)}已解除关联。`,
  'link.instead': (p) => `以下内容没能送到您的${name(p.channel)}，改在这里告诉您：`,
  'link.gone': '这一项已经没有了，没有改动。',
  'link.open-page': '用网页关联',
});
