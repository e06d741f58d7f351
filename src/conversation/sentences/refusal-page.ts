/** Words of the page that a browser shows where a link leads no further. */
import type { Locale } from '../../domain/names.ts';

/** Why: it is over or never was; nothing is left to pay; it cannot be reached now. */
export type RefusalKind = 'gone' | 'nothing-due' | 'later';

interface RefusalWords {
  readonly heading: Readonly<Record<RefusalKind, string>>;
  readonly text: Readonly<Record<RefusalKind, string>>;
  readonly chat: string;
  readonly call: (hotline: string) => string;
}

export const REFUSAL_WORDS: Readonly<Record<Locale, RefusalWords>> = {
  'zh-CN': {
    heading: { gone: '链接打不开了', 'nothing-due': '不用再付了', later: '现在打不开' },
    text: {
      gone: '这个链接已过期，或者不完整。请回到聊天里重新获取。',
      'nothing-due': '这笔缴费已经结束，这里没有要付的钱。结果在聊天里。',
      later: '暂时连不上。请过几分钟再打开这个链接。',
    },
    chat: '打开网页聊天',
    call: (hotline) => `着急请打 ${hotline}。`,
  },
  'zh-TW': {
    heading: { gone: '連結打不開了', 'nothing-due': '不用再付了', later: '現在打不開' },
    text: {
      gone: '這個連結已過期，或是不完整。請回到聊天中重新取得。',
      'nothing-due': '這筆繳費已經結束，這裡沒有要付的錢。結果在聊天中。',
      later: '暫時連不上。請過幾分鐘再開啟這個連結。',
    },
    chat: '開啟網頁聊天',
    call: (hotline) => `急事請撥打 ${hotline}。`,
  },
  en: {
    heading: {
      gone: 'This link no longer works',
      'nothing-due': 'Nothing left to pay',
      later: 'Not available right now',
    },
    text: {
      gone: 'It has expired or is incomplete. Please go back to the chat for a new one.',
      'nothing-due': 'This payment is over and there is nothing to pay here. You find the outcome in the chat.',
      later: 'We can’t get through right now. Please open the link again in a few minutes.',
    },
    chat: 'Open the web chat',
    call: (hotline) => `If it is urgent, call ${hotline}.`,
  },
};
