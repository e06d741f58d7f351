/** Words of the page that connects a browser's chat with the LINE chat it was opened from. */
import type { Locale } from '../../../domain/names.ts';

interface LinkPageWords {
  readonly lang: string;
  readonly heading: string;
  readonly question: string;
  readonly go: string;
  readonly later: string;
  readonly nobody: string;
  readonly chat: string;
  readonly failed: string;
  readonly gone: string;
}

export const LINK_PAGE_WORDS: Readonly<Record<Locale, LinkPageWords>> = {
  'zh-CN': {
    lang: 'zh-CN',
    heading: '关联 LINE',
    question:
      '把这个浏览器里的网页聊天和您的 LINE 关联起来。之后两边看到同样的户号、账单、缴费和工单，聊天内容不会互相显示。',
    go: '去 LINE 确认',
    later: '随时可以在聊天里解除。',
    nobody: '这个浏览器里还没有网页聊天。请先打开网页聊天，再回到这里。',
    chat: '打开网页聊天',
    failed: '没有成功，请稍后再试。',
    gone: '链接已过期。请在 LINE 里重新获取。',
  },
  'zh-TW': {
    lang: 'zh-TW',
    heading: '連結 LINE',
    question:
      '把這個瀏覽器裡的網頁聊天和您的 LINE 連結起來。之後兩邊看到同樣的電號、帳單、繳費和案件，聊天內容不會互相顯示。',
    go: '到 LINE 確認',
    later: '隨時可以在聊天中解除。',
    nobody: '這個瀏覽器裡還沒有網頁聊天。請先開啟網頁聊天，再回到這裡。',
    chat: '開啟網頁聊天',
    failed: '沒有成功，請稍後再試。',
    gone: '連結已過期。請在 LINE 裡重新取得。',
  },
  en: {
    lang: 'en',
    heading: 'Connect LINE',
    question:
      'Connects the web chat of this browser with your LINE chat. Both then see the same accounts, bills, payments and cases; what you write in one is not shown in the other.',
    go: 'Confirm in LINE',
    later: 'You can undo it in the chat any time.',
    nobody: 'There is no web chat in this browser yet. Please open it first, then come back here.',
    chat: 'Open the web chat',
    failed: 'That did not work. Please try again later.',
    gone: 'This link is too old. Please get a new one in LINE.',
  },
};
