/** The desk on the terminal, where money goes back: what came in, refunds asked for and agreed to, and those that are stuck. */
import { isDay, rfc3339 } from '../domain/calendar.ts';
import type { InvoiceSheet } from '../domain/invoices.ts';
import { amountOf, type Money } from '../domain/money.ts';
import { PAYMENT_METHODS } from '../domain/payments.ts';
import type { Difference } from '../domain/reconciliation.ts';
import { type Receipt, type Refund, refundable } from '../domain/refunds.ts';
import { isGatewayAway } from '../outside/payment-gateway.ts';
import type { Wired } from '../wiring.ts';
import { type Asked, type Command, type Told, tell, told } from './clerk-told.ts';

export const MONEY_USAGE = `  npm run clerk -- receipts PAYMENT|W…               what came in, what of it can be given back, what was
  npm run clerk -- refund PAYMENT|W… AMOUNT|all "reason" --as B01 [--receipt REF] [--stays-paid]
                        --stays-paid: its bills were paid elsewhere too, and are not owed again
  npm run clerk -- refunds                           what waits for a second person, or is stuck
  npm run clerk -- agree|refuse REFUND --as V01      the second person's word
  npm run clerk -- invoices PAYMENT                  its invoices, those that were taken back too
  npm run clerk -- reverse INVOICE "reason" --as B01 take an invoice back by a red letter of the tax platform
  npm run clerk -- reconcile DAY [METHOD]            a day’s list of each gateway, or of one, beside our books
  npm run clerk -- resolve REFUND NUMBER|never --as V01   a stuck refund: the gateway's number of it, or that no money went`;

const sum = (money: Money): string => `${amountOf(money)} ${money.currency}`;

const receiptLines = (one: Receipt): readonly string[] => [
  `${one.reference}  ${sum(one.amount)} by ${one.method}, ${one.kind}${one.released ? ', found its payment since' : ''}`,
  `  can be given back: ${sum(refundable(one))}${one.onItsWay ? '; a refund is on its way' : ''}`,
];

const refundLine = (one: Refund): string =>
  `${one.refundId}  ${one.status}  ${sum(one.amount)} of ${one.receipt.reference}, asked by ${one.requestedBy} at ${rfc3339(one.requestedAt)}` +
  `${one.decidedBy ? `, decided by ${one.decidedBy}` : ''}${one.gatewayReference ? `, number ${one.gatewayReference}` : ''}: ${one.reason}`;

const refundsOf = async ({ services }: Wired, receipts: readonly Receipt[]): Promise<readonly Refund[]> => {
  const payments = new Set(receipts.flatMap(({ paymentId }) => paymentId ?? []));
  return (await Promise.all([...payments].map((paymentId) => services.refunds.ofPayment(paymentId)))).flat();
};

const receipts: Command = async (house, { subject }) => {
  const found = await house.services.refunds.receiptsOf(subject);
  const given = await refundsOf(house, found);
  return tell(
    ...(found.length > 0 ? found.flatMap(receiptLines) : ['Nothing came in for it.']),
    ...given.map(refundLine),
  );
};

const refund: Command = async ({ services }, asked): Promise<Told> => {
  const [amount = '', ...reason] = asked.words;
  const found = await services.refunds.receiptsOf(asked.subject);
  const left = found.filter((one) => refundable(one).minor > 0n);
  const chosen = asked.receipt ? found.filter(({ reference }) => reference === asked.receipt) : left;
  const [receipt] = chosen;
  if (!receipt) return { wrong: 'Nothing of it can be given back (see `receipts`).' };
  if (chosen.length > 1)
    return { wrong: `Which of them? --receipt one of:\n${left.map(({ reference }) => `  ${reference}`).join('\n')}` };
  const result = await services.refunds.request(asked.staffId, {
    reference: receipt.reference,
    amount: amount === 'all' ? null : amount,
    reason: reason.join(' '),
    owedAgain: !asked.staysPaid,
    caseNumber: /^W\d+$/i.test(asked.subject) ? asked.subject.toUpperCase() : null,
  });
  return told(result, (one) => [
    refundLine(one),
    one.needsSecond
      ? 'It is above the limit: a second person has to `agree`.'
      : 'The running service asks the gateway in its next round.',
  ]);
};

const decide =
  (agreed: boolean): Command =>
  async ({ services }, { staffId, subject }) =>
    told(await services.refunds.decide(staffId, subject, agreed), (one) => [refundLine(one)]);

const resolve: Command = async ({ services }, { staffId, subject, words: [number = ''] }: Asked) =>
  number === ''
    ? { wrong: 'Say the gateway’s number of the refund, or `never`.' }
    : told(await services.refunds.resolve(staffId, subject, number === 'never' ? null : number), (one) => [
        refundLine(one),
      ]);

const invoiceLine = (one: InvoiceSheet): string =>
  `${one.invoiceId}  ${one.status}  ${sum(one.amount)}, number ${one.document?.number ?? '-'}${one.reversal ? `, taken back by ${one.reversal.number}` : ''}${one.replaces ? `, instead of ${one.replaces}` : ''}`;

const differenceLine = (one: Difference): string => {
  const { kind, transactionId, refundNumber, amount } = one.kind === 'not-there' ? one.ours : one.line;
  const words = {
    'not-here': 'was not in our books',
    'other-amount': 'is another sum in our books',
    'not-there': 'is not in their list',
  }[one.kind];
  return `  ${kind} ${refundNumber ?? transactionId}, ${sum(amount)}: ${words}; see the cases of billing`;
};

const reconcile: Command = async ({ services }, { subject, words: [only] }) => {
  const method = PAYMENT_METHODS.find((one) => one === only);
  if (!isDay(subject) || (only !== undefined && !method)) return { wrong: 'A day as 2026-11-21, and a method.' };
  const lines: string[] = [];
  for (const one of method ? [method] : PAYMENT_METHODS) {
    const done = await services.reconciliation.run(one, subject).catch((error: unknown) => {
      if (isGatewayAway(error)) return error as Error;
      throw error;
    });
    if (done instanceof Error) lines.push(`${one}: no list to be had (${done.message})`);
    else if (done)
      lines.push(
        `${one} ${subject}: ${done.theirs.length} in their list, ${done.ours.length} in our books, ${done.differences.length} to look at`,
        ...done.differences.map(differenceLine),
      );
  }
  return tell(...(lines.length > 0 ? lines : ['No such gateway is set up.']));
};

export const MONEY_COMMANDS: Readonly<
  Record<string, { readonly needs: 'nothing' | 'subject' | 'subject and staff'; readonly run: Command }>
> = {
  receipts: { needs: 'subject', run: receipts },
  refund: { needs: 'subject and staff', run: refund },
  refunds: {
    needs: 'nothing',
    run: async ({ services }) => {
      const waiting = await services.refunds.waiting();
      return tell(...(waiting.length > 0 ? waiting.map(refundLine) : ['No refund waits for anybody.']));
    },
  },
  agree: { needs: 'subject and staff', run: decide(true) },
  refuse: { needs: 'subject and staff', run: decide(false) },
  resolve: { needs: 'subject and staff', run: resolve },
  reconcile: { needs: 'subject', run: reconcile },
  invoices: {
    needs: 'subject',
    run: async ({ services }, { subject }) => {
      const found = await services.invoices.allOfPayment(subject);
      return tell(...(found.length > 0 ? found.map(invoiceLine) : ['It has no invoice.']));
    },
  },
  reverse: {
    needs: 'subject and staff',
    run: async ({ services }, { staffId, subject, words }) =>
      told(await services.attempt(() => services.invoices.planReversal(staffId, subject, words.join(' '))), (one) => [
        invoiceLine(one),
      ]),
  },
};
