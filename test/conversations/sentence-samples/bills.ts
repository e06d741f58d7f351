/** Samples of several months' bills, late fees so far and every line beside the energy charge, come, gone and given back. */
import type { BillsParams } from '../../../src/conversation/sentences/bills/params.ts';
import { money } from '../../../src/domain/money.ts';
import { type Samples, yuan } from './sample.ts';

const none = money(0, 'CNY');
const back = money(-2000, 'CNY');
const lines = (['base', 'late-fee', 'adjustment', 'other'] as const).flatMap((line) => [
  { line, before: none, after: yuan },
  { line, before: null, after: yuan },
  { line, before: yuan, after: none },
  { line, before: none, after: back },
  { line, before: back, after: none },
]);

export const billSamples: Samples<BillsParams> = {
  'bill.sum-title': [
    { from: '2026-01', to: '2026-11' },
    { from: '2026-11', to: '2026-11' },
  ],
  'row.bills-in-all': [{ count: 1 }, { count: 11 }],
  'value.bill-of-month': (['unpaid', 'overdue', 'paid'] as const).map((status) => ({ amount: yuan, status })),
  'bill.late-fees': [
    { amount: yuan, count: 1 },
    { amount: yuan, count: 2 },
  ],
  'part.line': lines,
  'explain.main-line': lines,
};
