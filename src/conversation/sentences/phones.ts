/** Every word of the window with a LINE and a WeChat phone that `npm start -- --phones` opens for newcomers, per locale. */
import type { Locale } from '../../domain/names.ts';

const zhCN = {
  title: 'LINE 和微信上的 Wattline',
  about: '两部演示手机。消息真实地经过本服务，LINE 和微信由本机的模拟平台代替。',
  language: '语言',
  line: 'LINE',
  wechat: '微信',
  which: '看哪部手机',
  follow: '加为好友',
  subscribe: '关注公众号',
  empty: '还没有对话。先加好友，或直接写一句。',
  try: '可以试试',
  composer: '写消息',
  send: '发送',
  you: '我：',
  service: '客服：',
  answers: '可选的回答',
  reply: '回复，不计费',
  push: '推送，计入额度',
  response: '在微信的请求里直接回答',
  message: '客服消息',
  waiting: '正在等回答…',
  sms: '短信，发给',
  use: '填入验证码',
  close: '关闭',
  accounts: '演示户号（点一下填入）',
  newTab: '（在新窗口打开）',
  gone: '服务已停止，请重新运行 npm start -- --phones',
};

export type PhoneWords = Readonly<typeof zhCN>;
export type PhoneWord = keyof PhoneWords;

const zhTW: PhoneWords = {
  title: 'LINE 與 WeChat 上的 Wattline',
  about: '兩支示範手機。訊息真的經過本服務，LINE 與 WeChat 由本機的模擬平台代替。',
  language: '語言',
  line: 'LINE',
  wechat: 'WeChat',
  which: '看哪支手機',
  follow: '加入好友',
  subscribe: '追蹤官方帳號',
  empty: '還沒有對話。先加入好友，或直接寫一句。',
  try: '可以試試',
  composer: '輸入訊息',
  send: '傳送',
  you: '我：',
  service: '客服：',
  answers: '可選的回答',
  reply: '回覆，不計費',
  push: '推播，計入額度',
  response: '在 WeChat 的請求裡直接回答',
  message: '客服訊息',
  waiting: '等待回覆中…',
  sms: '簡訊，傳送至',
  use: '帶入驗證碼',
  close: '關閉',
  accounts: '示範電號（點一下帶入）',
  newTab: '（另開新視窗）',
  gone: '服務已停止，請重新執行 npm start -- --phones',
};

const en: PhoneWords = {
  title: 'Wattline on LINE and WeChat',
  about: 'Two demo phones. Messages really go through the service; LINE and WeChat are stand-ins on this machine.',
  language: 'Language',
  line: 'LINE',
  wechat: 'WeChat',
  which: 'Which phone',
  follow: 'Add as a friend',
  subscribe: 'Follow the account',
  empty: 'Nothing said yet. Add the account, or just write.',
  try: 'You could try',
  composer: 'Your message',
  send: 'Send',
  you: 'You: ',
  service: 'Wattline: ',
  answers: 'Answers to choose from',
  reply: 'reply, free of charge',
  push: 'push, counts against the quota',
  response: 'answered in WeChat’s own request',
  message: 'customer-service message',
  waiting: 'Waiting for an answer…',
  sms: 'Text message to',
  use: 'Use this code',
  close: 'Close',
  accounts: 'Demo accounts (tap to fill in)',
  newTab: '(opens in a new tab)',
  gone: 'The service has stopped; run npm start -- --phones again',
};

export const PHONE_WORDS: Readonly<Record<Locale, PhoneWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** What a newcomer may tap when nothing has been said yet; tapping says exactly these words. */
export const FIRST_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['查电费', '停电了', '人工'],
  'zh-TW': ['查電費', '停電了', '找專員'],
  en: ['Check my bill', 'My power is out', 'Talk to a person'],
};
