/** Words of the pages behind the links of a transfer: the old holder's answer, the new holder's contract. */
import type { Locale } from '../../../domain/names.ts';

interface ConsentWords {
  readonly lang: string;
  readonly heading: string;
  readonly account: string;
  readonly address: string;
  readonly applicant: string;
  readonly until: string;
  readonly question: string;
  readonly agree: string;
  readonly refuse: string;
  readonly agreed: string;
  readonly refused: string;
  readonly over: string;
  readonly gone: string;
  readonly note: string;
}

export const CONSENT_WORDS: Readonly<Record<Locale, ConsentWords>> = {
  'zh-CN': {
    lang: 'zh-CN',
    heading: '过户确认',
    account: '户号',
    address: '用电地址',
    applicant: '申请人',
    until: '请在此前答复',
    question: '申请人要把这个户号过户到自己名下。您同意吗？',
    agree: '同意过户',
    refuse: '不同意',
    agreed: '您已同意过户，谢谢。接下来由工作人员审核。',
    refused: '您已表示不同意。工作人员会凭材料审核，并可能联系您。',
    over: '这件申请已不再需要您的答复。',
    gone: '链接已过期或不完整。如有疑问，请拨打服务热线。',
    note: '不同意或不答复，都不会影响您现在的用电。',
  },
  'zh-TW': {
    lang: 'zh-TW',
    heading: '過戶確認',
    account: '電號',
    address: '用電地址',
    applicant: '申請人',
    until: '請在此前回覆',
    question: '申請人要把這個電號過戶到自己名下。您同意嗎？',
    agree: '同意過戶',
    refuse: '不同意',
    agreed: '您已同意過戶，謝謝。接下來由人員審核。',
    refused: '您已表示不同意。人員會憑文件審核，並可能聯絡您。',
    over: '這件申請已不再需要您的回覆。',
    gone: '連結已逾期或不完整。如有疑問，請撥打服務專線。',
    note: '不同意或不回覆，都不會影響您現在的用電。',
  },
  en: {
    lang: 'en',
    heading: 'Transfer of an account',
    account: 'Account',
    address: 'Address',
    applicant: 'Applicant',
    until: 'Please answer by',
    question: 'The applicant wants to take this account over. Do you agree?',
    agree: 'I agree',
    refuse: 'I do not agree',
    agreed: 'You have agreed to the transfer. Thank you. It will be checked next.',
    refused: 'You did not agree. Our staff will check the papers and may contact you.',
    over: 'This application does not need your answer any more.',
    gone: 'This link has run out or is not complete. Please ring our hotline if you have questions.',
    note: 'Whether you say no or do not answer, your supply goes on as it is.',
  },
};

interface ContractWords {
  readonly lang: string;
  readonly heading: string;
  readonly hash: string;
  readonly phone: string;
  readonly phoneWhy: string;
  readonly phoneWrong: string;
  readonly sign: string;
  readonly signNote: string;
  readonly signed: string;
  readonly over: string;
  readonly gone: string;
  readonly other: string;
}

export const CONTRACT_WORDS: Readonly<Record<Locale, ContractWords>> = {
  'zh-CN': {
    lang: 'zh-CN',
    heading: '供用电合同',
    hash: '文本校验值',
    phone: '您的手机号',
    phoneWhy: '用于接收账单和验证码；不填就不登记号码。',
    phoneWrong: '手机号不对，请核对后再签。',
    sign: '我已阅读并签订',
    signNote: '点击即以电子方式签订，与手写签名同等有效；我们记录文本校验值和时间。',
    signed: '合同已签订',
    over: '现在不能签这份合同：申请已撤销、过期或已办结。',
    gone: '链接已过期或不完整，请在聊天里查进度获取新链接。',
    other: '合同文本与您看到的不同，请重新阅读后再签。',
  },
  'zh-TW': {
    lang: 'zh-TW',
    heading: '供電契約',
    hash: '文本驗證值',
    phone: '您的手機號碼',
    phoneWhy: '用於接收帳單和驗證碼；不填就不登記號碼。',
    phoneWrong: '手機號碼不對，請核對後再簽。',
    sign: '我已閱讀並簽訂',
    signNote: '按下即以電子方式簽訂，與手寫簽名同等有效；我們記錄文本驗證值和時間。',
    signed: '契約已簽訂',
    over: '現在不能簽這份契約：申請已撤回、逾期或已辦妥。',
    gone: '連結已逾期或不完整，請在聊天裡查進度取得新連結。',
    other: '契約文本與您看到的不同，請重新閱讀後再簽。',
  },
  en: {
    lang: 'en',
    heading: 'Supply contract',
    hash: 'Hash of the text',
    phone: 'Your mobile number',
    phoneWhy: 'For bills and codes; left empty, no number is put on file.',
    phoneWrong: 'That is not a phone number. Please check it and sign again.',
    sign: 'I have read and sign this contract',
    signNote: 'Tapping signs electronically, as good as by hand; we record the hash of the text and the time.',
    signed: 'Signed',
    over: 'This contract can’t be signed now: the application was withdrawn, has run out or is done.',
    gone: 'This link has run out or is not complete. Ask for your progress in the chat to get a new one.',
    other: 'The text of the contract is not the one you saw. Please read it again before you sign.',
  },
};
