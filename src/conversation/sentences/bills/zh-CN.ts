/** Bills of several months, late fees so far and lines beside the energy charge, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { BillsParams, OfLine } from './params.ts';

const BILL_STATUS = { unpaid: '待缴', overdue: '已逾期', paid: '已缴清' } as const;

/** What a line of the bill is called; money that comes back is no charge. */
function lineOf({ line, before, after }: OfLine): string {
  const credit = after.minor < 0n || (after.minor === 0n && (before?.minor ?? 0n) < 0n);
  const name = {
    energy: '电费',
    base: '基本电费',
    'late-fee': '违约金',
    adjustment: credit ? '费用调整（退还）' : '费用调整（补收）',
    other: credit ? '其他减免' : '其他费用',
  }[line];
  return after.minor === 0n ? `上期的${name}` : name;
}

export const billsZhCN: Part<BillsParams> = {
  'bill.sum-title': (p, f) =>
    p.from === p.to ? `${f.period(p.from)}的电费` : `${f.period(p.from)}至${f.period(p.to)}的电费`,
  'row.bills-in-all': (p) => `合计（${p.count} 张账单）`,
  'row.bills-paid': '其中已缴',
  'row.bills-unpaid': '还没缴',
  'value.bill-of-month': (p, f) => `${f.money(p.amount)} ${BILL_STATUS[p.status]}`,
  'bill.late-fees': (p, f) => `违约金算到今天是 ${f.money(p.amount)}，来自 ${p.count} 张账单。`,
  'bill.no-late-fees': '您现在没有违约金。',
  'part.line': lineOf,
  'explain.main-line': (p) => `主要原因是用电以外的一项：${lineOf(p)}。`,
};
