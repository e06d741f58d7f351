/** Bills of several months, late fees so far and lines beside the energy charge, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { BillsParams, OfLine } from './params.ts';

const BILL_STATUS = { unpaid: '未繳', overdue: '已逾期', paid: '已繳清' } as const;

/** What a line of the bill is called; money that comes back is no charge. */
function lineOf({ line, before, after }: OfLine): string {
  const credit = after.minor < 0n || (after.minor === 0n && (before?.minor ?? 0n) < 0n);
  const name = {
    energy: '電費',
    base: '基本電費',
    'late-fee': '遲延繳付費用',
    adjustment: credit ? '費用調整（退還）' : '費用調整（補收）',
    other: credit ? '其他減免' : '其他費用',
  }[line];
  return after.minor === 0n ? `上期的${name}` : name;
}

export const billsZhTW: Part<BillsParams> = {
  'bill.sum-title': (p, f) =>
    p.from === p.to ? `${f.period(p.from)}的電費` : `${f.period(p.from)}到${f.period(p.to)}的電費`,
  'row.bills-in-all': (p) => `合計（${p.count} 張帳單）`,
  'row.bills-paid': '其中已繳',
  'row.bills-unpaid': '還沒繳',
  'value.bill-of-month': (p, f) => `${f.money(p.amount)} ${BILL_STATUS[p.status]}`,
  'bill.late-fees': (p, f) => `到今天為止的遲延繳付費用是 ${f.money(p.amount)}，來自 ${p.count} 張帳單。`,
  'bill.no-late-fees': '您目前沒有遲延繳付費用。',
  'part.line': lineOf,
  'explain.main-line': (p) => `主要是用電以外的一項：${lineOf(p)}。`,
};
