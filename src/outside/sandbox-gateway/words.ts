/** The pretend gateway's own words: it is another company, so they are not the service's sentences. */
export type SandboxOutcome = 'paid' | 'late' | 'duplicate' | 'never' | 'wrong-amount' | 'declined';

export interface SandboxWords {
  readonly lang: string;
  readonly title: string;
  readonly note: string;
  readonly order: string;
  readonly about: string;
  readonly amount: string;
  readonly outcomes: Readonly<Record<SandboxOutcome, string>>;
  readonly others: string;
  readonly done: Readonly<Record<'paid' | 'declined' | 'closed', string>>;
  readonly back: string;
  readonly expired: string;
}

export const SANDBOX_WORDS: readonly SandboxWords[] = [
  {
    lang: 'zh-CN',
    title: '沙盒收银台',
    note: '这是演示用的支付网关，不会动用真钱。',
    order: '订单',
    about: '账单月份',
    amount: '应付金额',
    outcomes: {
      paid: '支付',
      late: '支付，通知晚 20 秒',
      duplicate: '支付，通知发三遍',
      never: '支付，不发通知',
      'wrong-amount': '支付，金额有误',
      declined: '支付失败',
    },
    others: '试试出错的情况',
    done: {
      paid: '支付成功。回执会自己出现在聊天里。',
      declined: '支付失败，没有扣款。',
      closed: '这笔订单已关闭，不能再支付。',
    },
    back: '回到聊天',
    expired: '链接已失效或不完整。',
  },
  {
    lang: 'zh-TW',
    title: '沙盒收銀台',
    note: '這是示範用的金流閘道，不會動用真錢。',
    order: '訂單',
    about: '帳單月份',
    amount: '應付金額',
    outcomes: {
      paid: '付款',
      late: '付款，通知晚 20 秒',
      duplicate: '付款，通知送三次',
      never: '付款，不送通知',
      'wrong-amount': '付款，金額有誤',
      declined: '付款失敗',
    },
    others: '試試出錯的情況',
    done: {
      paid: '付款成功。收據會自動出現在對話裡。',
      declined: '付款失敗，沒有扣款。',
      closed: '這筆訂單已關閉，無法再付款。',
    },
    back: '回到對話',
    expired: '連結已失效或不完整。',
  },
  {
    lang: 'en',
    title: 'Sandbox checkout',
    note: 'This is the demo’s payment gateway. No real money moves.',
    order: 'Order',
    about: 'Bill month',
    amount: 'To pay',
    outcomes: {
      paid: 'Pay',
      late: 'Pay, notice 20 s late',
      duplicate: 'Pay, notice three times',
      never: 'Pay, no notice at all',
      'wrong-amount': 'Pay a wrong amount',
      declined: 'Decline',
    },
    others: 'Try what can go wrong',
    done: {
      paid: 'Paid. The receipt appears in your chat by itself.',
      declined: 'Declined. No money was taken.',
      closed: 'This order is closed and can’t be paid any more.',
    },
    back: 'Back to the chat',
    expired: 'This link has expired or is incomplete.',
  },
];
