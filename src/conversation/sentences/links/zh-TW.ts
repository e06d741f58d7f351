/** One person's channels, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { RepairWords } from '../repairs/words.ts';
import type { LinksParams } from './params.ts';

const NAMES: Readonly<Record<string, string>> = {
  web: '網頁',
  line: 'LINE',
  wechat: '微信公眾號',
  'wechat-mini': '微信小程式',
  'wechat-kf': '微信客服',
  wechaty: '微信',
  console: '終端機',
};
const name = (channel: string): string => NAMES[channel] ?? '另一個管道';

export const linksZhTW = ({ doing }: Pick<RepairWords, 'doing'>): Part<LinksParams> => ({
  'link.channel': (p) => name(p.channel),
  'link.standing-title': '您的管道',
  'link.here': '目前使用中',
  'link.since': (p, f) => `${f.time(p.since)} 連結`,
  'link.open-there': (p) => `還沒辦完：${doing(p.service)}`,
  'ask.link': '要做哪一項？也可以直接輸入另一個管道給您的 9 位數連結碼。',
  'ask.linkCode': '請輸入另一個管道給您的 9 位數連結碼。',
  'option.link-code': '取得連結碼',
  'option.link-typed': '我有連結碼',
  'option.link-phone': (p) => `用手機 ${p.phone}`,
  'option.link-part': (p) => `解除${name(p.channel)}`,
  'option.link-task': (p) => `接著辦${name(p.channel)}的事`,
  'link.code': (p) =>
    `您的連結碼是 ${p.code}，${p.minutes} 分鐘內有效，只能用一次。請在另一個管道跟我說「連結其他管道」，再輸入它。不要告訴別人：誰用了它，誰就能看到您的電號、帳單和案件。`,
  'link.wrong-code': '這個連結碼不對，或者已經過期、用過了。請再核對，或在另一個管道重新取得。',
  'link.too-many': (p, f) => `試的次數太多了${p.retryAt ? `，請在 ${f.time(p.retryAt)} 以後再試` : '，請稍後再試'}。`,
  'link.same': '這兩個管道已經連結了。',
  'link.full': '連結的管道太多了，請先解除不用的。',
  'link.ask-join': (p) =>
    `要和${name(p.channel)}連結嗎？${p.holders.length > 0 ? `那邊綁定了 ${p.holders.join('、')} 的電號。` : ''}連結後，兩邊看到同樣的電號、帳單、繳費和案件，聊天內容不會互相顯示。只有那邊也是您本人，才請確認；以後隨時可以解除。`,
  'link.done': (p) => `好了，已和${name(p.channel)}連結。想解除時，隨時說「連結其他管道」。`,
  'link.told': (p) =>
    `這裡剛剛和${name(p.channel)}連結了，兩邊看到同樣的電號、帳單和案件。如果不是您本人辦的，請馬上解除。`,
  'link.ask-part': (p) =>
    `要解除${name(p.channel)}嗎？解除後，那邊只看得到它自己原本綁定和辦理的；一起辦的留在${name(p.keeps)}。`,
  'link.part-done': (p) => `已解除${name(p.channel)}。`,
  'link.parted': (p) => `${name(p.channel)}已解除連結。`,
  'link.instead': (p) => `以下內容沒能送到您的${name(p.channel)}，改在這裡告訴您：`,
  'link.gone': '這一項已經沒有了，沒有更動。',
  'link.open-page': '用網頁連結',
});
