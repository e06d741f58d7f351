/** The words of the printable invoice, by the currency's home: mainland papers are in simplified, Taiwan's in traditional Chinese. */
export interface InvoiceWords {
  readonly lang: string;
  readonly heading: string;
  readonly specimen: string;
  readonly specimenNote: string;
  readonly code: string;
  readonly number: string;
  readonly date: string;
  readonly buyer: string;
  readonly taxNumber: string;
  readonly account: string;
  readonly item: string;
  readonly period: string;
  readonly usage: string;
  readonly amount: string;
  readonly electricity: string;
  readonly lateFee: string;
  readonly total: string;
  readonly seller: string;
  readonly paidAt: string;
  readonly waiting: string;
  /** It was taken back; the number of the document that did so follows. */
  readonly reversed: string;
  /** The tax platform's own document. */
  readonly original: string;
}

export const INVOICE_WORDS: Readonly<Record<'CNY' | 'TWD', InvoiceWords>> = {
  CNY: {
    lang: 'zh-CN',
    heading: '电费电子发票',
    specimen: '样张',
    specimenNote: '演示环境开具，不能用于报销和抵扣。',
    code: '发票代码',
    number: '发票号码',
    date: '开票日期',
    buyer: '购买方',
    taxNumber: '纳税人识别号',
    account: '户号',
    item: '项目',
    period: '所属月份',
    usage: '用电量（度）',
    amount: '金额',
    electricity: '电费',
    lateFee: '违约金',
    total: '合计',
    seller: '销售方',
    paidAt: '缴费时间',
    waiting: '税务平台还没有开出，请稍后再打开。',
    reversed: '本发票已红冲，红字发票号码',
    original: '打开税务平台的发票原件',
  },
  TWD: {
    lang: 'zh-TW',
    heading: '電費電子發票證明聯',
    specimen: '樣張',
    specimenNote: '示範環境開立，不能作為報帳憑證。',
    code: '發票代碼',
    number: '發票號碼',
    date: '開立日期',
    buyer: '買受人',
    taxNumber: '統一編號',
    account: '電號',
    item: '品名',
    period: '帳單年月',
    usage: '用電度數',
    amount: '金額',
    electricity: '電費',
    lateFee: '遲延繳付費用',
    total: '總計',
    seller: '營業人',
    paidAt: '繳費時間',
    waiting: '財稅系統尚未開立，請稍後再開啟。',
    reversed: '本發票已作廢，折讓或作廢單號碼',
    original: '開啟財稅系統的發票原件',
  },
};
