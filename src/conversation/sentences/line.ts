/** What only LINE has to say: the name of its menu, and that in groups nobody's account is talked about. */
import type { Locale } from '../../domain/names.ts';

export interface LineWords {
  /** Somebody calls us, or brings us in, where others read along. */
  readonly inCompany: (hotline: string) => string;
  /** The bar that opens the menu: 14 signs at most. */
  readonly menuBar: string;
}

export const LINE_WORDS: Readonly<Record<Locale, LineWords>> = {
  'zh-CN': {
    inCompany: (hotline) => `这里人多，不方便谈您的用电资料。请点我的头像，单独发消息给我；急事请打 ${hotline}。`,
    menuBar: '服务菜单',
  },
  'zh-TW': {
    inCompany: (hotline) => `這裡人多，不方便談您的用電資料。請點我的頭像，單獨傳訊息給我；急事請撥 ${hotline}。`,
    menuBar: '服務選單',
  },
  en: {
    inCompany: (hotline) =>
      `Others can read along here, so let us not talk about your account. Tap my picture and write to me alone; if it is urgent, call ${hotline}.`,
    menuBar: 'Services',
  },
};
