/** What only WeChat has to say: lists are chosen from by number, an answer that comes late is fetched, and its menu's groups have names. */
import type { Locale } from '../../domain/names.ts';

export interface WechatWords {
  /** Below a numbered list. */
  readonly choose: string;
  /** The answer needs longer than WeChat waits. */
  readonly working: string;
  /** There is more than one message holds. */
  readonly more: string;
  /** The menu's three groups: bills, outages, everything else; 16 bytes each at most. */
  readonly menu: readonly [string, string, string];
}

export const WECHAT_WORDS: Readonly<Record<Locale, WechatWords>> = {
  'zh-CN': {
    choose: '回复数字即可选择。',
    working: '还在为您处理，请过几秒回复 1 查看结果。',
    more: '后面还有内容，请回复 1 继续查看。',
    menu: ['电费', '停电', '更多服务'],
  },
  'zh-TW': {
    choose: '回覆數字即可選擇。',
    working: '還在為您處理，請過幾秒回覆 1 查看結果。',
    more: '後面還有內容，請回覆 1 繼續查看。',
    menu: ['電費', '停電', '更多服務'],
  },
  en: {
    choose: 'Reply with a number to choose.',
    working: 'We are still working on it. Please reply 1 in a few seconds to see the answer.',
    more: 'There is more. Please reply 1 to read on.',
    menu: ['Bills', 'Outages', 'More'],
  },
};
