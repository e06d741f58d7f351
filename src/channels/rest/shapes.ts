/** How our values look on the wire (contract.md sections 2–4): one function a noun. */
import { z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import { maskAccountNumber, maskAddress, maskName } from '../../domain/mask.ts';
import { amountOf } from '../../domain/money.ts';
import type { Payment } from '../../domain/payments.ts';
import type { BoundAccount, Viewer } from '../../domain/viewer.ts';
import type { PaymentAction } from '../../outside/payment-gateway.ts';
import type { ExplainedBill, StandingBill } from '../../services/bills.ts';
import { moneySchema } from '../http.ts';

/** As an account is named in a request; in an address of ours any text is looked for, and not found. */
export const accountNumber = z.string().regex(/^(?:\d{10}|\d{11}|\d{13}|\d{16})$/, 'must have 10, 11, 13 or 16 digits');

export const accountSchema = z
  .object({
    accountNumber: z.string(),
    nickname: z.string().nullable(),
    holder: z.string().openapi({ example: '王**' }),
    address: z.string(),
    category: z.string(),
    status: z.enum(['active', 'cut', 'closed']),
  })
  .openapi('Account');

/** The number itself is the owner's key to their account; name and address stay masked. */
export const accountShape = (account: BoundAccount): z.infer<typeof accountSchema> => ({
  accountNumber: account.accountNumber,
  nickname: account.nickname,
  holder: maskName(account.holder),
  address: maskAddress(account.address),
  category: account.category,
  status: account.status,
});

export const meSchema = z
  .object({
    id: z.string(),
    locale: z.enum(['zh-CN', 'zh-TW', 'en']),
    realName: z.enum(['unverified', 'verified']),
    accounts: z.array(accountSchema),
  })
  .openapi('Me');

export const meShape = (viewer: Viewer): z.infer<typeof meSchema> => ({
  id: viewer.residentId,
  locale: viewer.locale,
  realName: viewer.realName,
  accounts: viewer.accounts.map(accountShape),
});

const lineKind = z.enum(['energy', 'base', 'late-fee', 'adjustment', 'other']);

export const billSchema = z
  .object({
    billId: z.string(),
    accountNumber: z.string(),
    period: z.string(),
    from: z.string(),
    to: z.string(),
    kwh: z.string(),
    kwhPeak: z.string().nullable(),
    kwhValley: z.string().nullable(),
    reading: z.enum(['actual', 'estimated']),
    ...moneySchema,
    dueDate: z.string(),
    status: z.enum(['unpaid', 'overdue', 'paid']),
    lines: z.array(z.object({ kind: lineKind, amount: z.string() })),
  })
  .openapi('Bill');

/** A late fee that has accrued since the due date is a line of its own; `amount` stays the billed one. */
export const billShape = (bill: StandingBill): z.infer<typeof billSchema> => ({
  billId: bill.billId,
  accountNumber: bill.accountNumber,
  period: bill.period,
  from: bill.from,
  to: bill.to,
  kwh: bill.kwh,
  kwhPeak: bill.kwhPeak,
  kwhValley: bill.kwhValley,
  reading: bill.reading,
  amount: amountOf(bill.amount),
  currency: bill.amount.currency,
  dueDate: bill.dueDate,
  status: bill.status,
  lines: [
    ...bill.lines.map((line) => ({ kind: line.kind, amount: amountOf(line.amount) })),
    ...(bill.lateFee.minor > 0n ? [{ kind: 'late-fee' as const, amount: amountOf(bill.lateFee) }] : []),
  ],
});

export const explanationSchema = z
  .object({
    billId: z.string(),
    comparedWith: z.string().nullable(),
    difference: z.string(),
    currency: z.enum(['CNY', 'TWD']),
    parts: z.array(
      z.object({
        kind: z.enum(['days', 'usage', 'season', 'tariff', 'time-of-use', 'other']),
        amount: z.string(),
        text: z.string(),
      }),
    ),
    tiers: z.array(
      z.object({
        tier: z.number().int(),
        use: z.enum(['all', 'peak', 'valley']),
        kwh: z.string(),
        price: z.string(),
        amount: z.string(),
      }),
    ),
    check: z.enum(['agrees', 'differs', 'incomplete']),
    computed: z.string().nullable(),
    caseNumber: z.string().nullable(),
  })
  .openapi('Explanation');

export const explanationShape = (
  explained: ExplainedBill,
  textOf: (part: ExplainedBill['explanation']['parts'][number]) => string,
): z.infer<typeof explanationSchema> => {
  const { explanation, check } = explained;
  return {
    billId: explanation.billId,
    comparedWith: explanation.comparedWith,
    difference: amountOf(explanation.difference),
    currency: explanation.difference.currency,
    parts: explanation.parts.map((part) => ({ kind: part.kind, amount: amountOf(part.amount), text: textOf(part) })),
    tiers: explanation.tiers.map(({ tier, use, kwh, price, amount }) => ({
      tier,
      use,
      kwh,
      price,
      amount: amountOf(amount),
    })),
    check: explanation.check,
    computed: explanation.computed ? amountOf(explanation.computed) : null,
    caseNumber: check?.caseNumber ?? null,
  };
};

export const paymentSchema = z
  .object({
    paymentId: z.string(),
    status: z.enum(['pending', 'paid', 'failed', 'expired', 'refunded']),
    accountNumber: z.string(),
    method: z.enum(['sandbox', 'wechat-pay', 'line-pay']),
    ...moneySchema,
    bills: z.array(z.object({ billId: z.string(), period: z.string(), amount: z.string(), lateFee: z.string() })),
    openedAt: z.string(),
    expiresAt: z.string(),
    paidAt: z.string().nullable(),
    refunded: z.string().openapi({ description: 'Given back so far' }),
    refunding: z.string().openapi({ description: 'On its way back' }),
  })
  .openapi('Payment');

/** To those who may not see the account, a payment shows its sum and no bills. */
export const paymentShape = (payment: Payment, seesAccount: boolean): z.infer<typeof paymentSchema> => ({
  paymentId: payment.paymentId,
  status: payment.status,
  accountNumber: seesAccount ? payment.accountNumber : maskAccountNumber(payment.accountNumber),
  method: payment.method,
  amount: amountOf(payment.amount),
  currency: payment.amount.currency,
  bills: seesAccount
    ? payment.bills.map((bill) => ({
        billId: bill.billId,
        period: bill.period,
        amount: amountOf(bill.amount),
        lateFee: amountOf(bill.lateFee),
      }))
    : [],
  openedAt: rfc3339(payment.openedAt),
  expiresAt: rfc3339(payment.expiresAt),
  paidAt: payment.paidAt && rfc3339(payment.paidAt),
  refunded: amountOf(payment.refunded),
  refunding: amountOf(payment.refunding),
});

export const actionSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('redirect'), url: z.string() }),
    z.object({
      kind: z.literal('wechat-pay'),
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.literal('RSA'),
      paySign: z.string(),
    }),
  ])
  .openapi('PaymentAction');
export const actionShape = (action: PaymentAction): z.infer<typeof actionSchema> => action;
