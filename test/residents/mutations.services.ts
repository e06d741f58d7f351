/** Defects planted in services, money and clocks. */
import { at, flow, type Mutation, one } from './mutation.ts';

export const SERVICE_MUTATIONS: readonly Mutation[] = [
  // Services and money
  one(
    'late-fee-forgotten',
    'what is overdue costs nothing more',
    'payment.pay bill.query',
    at('tariffs/late-fee.ts', 'if (days <= 0 ||', 'if (days <= 1_000 ||'),
  ),
  one(
    'late-fee-from-the-due-date',
    'the due date itself counts',
    'payment.pay bill.query',
    at(
      'tariffs/late-fee.ts',
      'const days = dayNumber(today) - dayNumber(dueDate);',
      'const days = dayNumber(today) - dayNumber(dueDate) + 1;',
    ),
  ),
  one(
    'oldest-bill-unpaid',
    'a payment leaves the oldest bill',
    'payment.pay',
    at(
      'services/bills.ts',
      "bills: standing.bills.filter((bill) => bill.status !== 'paid').reverse() };",
      "bills: standing.bills.filter((bill) => bill.status === 'unpaid').reverse() };",
    ),
  ),
  one(
    'code-not-compared',
    'any six digits link an account',
    'account.bind',
    at(
      'store/residents.ts',
      'returning account_number, tries_left, matched and code_hash',
      'returning account_number, tries_left, matched or code_hash',
    ),
    at('store/residents.ts', 'case when matched and code_hash', 'case when matched or code_hash'),
  ),
  one(
    'code-to-any-phone',
    'the code goes to whatever phone is named',
    'account.bind',
    at(
      'services/accounts.ts',
      "account.status !== 'closed' && account.phone === asked.phone;",
      "account.status !== 'closed';",
    ),
  ),
  one(
    'others-bills-shown',
    'a bill is shown to whoever names the account',
    'bill.query',
    at(
      'domain/viewer.ts',
      'find((account) => account.accountNumber === accountNumber)',
      'find((account) => account.accountNumber === accountNumber || accountNumber.length > 9)',
    ),
  ),
  one(
    'amounts-a-cent-off',
    'sentences say a cent too much',
    'bill.query payment.pay',
    at(
      'conversation/sentences/format.ts',
      'const negative = amount.minor < 0n;',
      'const negative = amount.minor < 0n;\n    amount = { ...amount, minor: amount.minor + 1n };',
    ),
  ),
  one(
    'explanation-forgets-the-tier',
    'the parts of an explanation do not add up',
    'bill.explain',
    at(
      flow('bill-explain'),
      'parts.map((part) => [partText(part), { change: part.amount }] as const)',
      'parts.slice(1).map((part) => [partText(part), { change: part.amount }] as const)',
    ),
  ),
  one(
    'more-is-less',
    'a bill that rose is said to have fallen',
    'bill.explain',
    at(flow('shared'), 'return difference.minor > 0n', 'return difference.minor < 0n'),
  ),
  // Clocks
  one(
    'weekends-are-worked',
    'Saturday and Sunday count as working days',
    'complaint.file request.file',
    at('clocks/working-days.ts', 'return weekday !== 0 && weekday !== 6;', 'return weekday >= 0;'),
  ),
  one(
    'answer-in-six-days',
    'a complaint may take a day longer',
    'complaint.file',
    at('clocks/due.ts', 'for (let left = n; left > 0; ) {', 'for (let left = n + 1; left > 0; ) {'),
  ),
  one(
    'chase-at-once',
    'a case can be chased the minute it was opened',
    'progress.chase',
    at('clocks/chasing.ts', "if (now < earliestOf(input, rule)) return 'too-early';", ''),
  ),
  one(
    'chase-without-effect',
    'a chase leaves the priority as it is',
    'progress.chase',
    at(
      'services/cases/chases.ts',
      'priority: found.priority > 1 ? ((found.priority - 1) as 1 | 2) : 1,',
      'priority: found.priority as 1 | 2,',
    ),
  ),
  one(
    'chase-of-the-other',
    'another case than the chosen one is chased',
    'progress.chase',
    at(
      flow('progress-chase'),
      'const planned = await turn.services.chases.plan(turn.viewer, caseNumber);',
      'const planned = await turn.services.chases.plan(turn.viewer, (await open(turn))[0]?.found.caseNumber ?? caseNumber);',
    ),
  ),
];
