/** Payments: opened for what is due, settled only by what a gateway proves, asked for when nothing is heard. */
import { addMinutes } from '../domain/calendar.ts';
import { type Money, sum } from '../domain/money.ts';
import { judge, type Payment, type PaymentMethod, type Verdict } from '../domain/payments.ts';
import { ok, type Problem, type Result, refuse } from '../domain/result.ts';
import { boundAccount, type Viewer } from '../domain/viewer.ts';
import type {
  PaymentAction,
  PaymentGateway,
  PaymentNotice,
  PaymentOrder,
  PaymentOutcome,
} from '../outside/payment-gateway.ts';
import type { Write } from '../store/commit.ts';
import { tellConversation } from '../store/conversations.ts';
import {
  endPayment,
  lockPayment,
  markBillsPaid,
  markPaid,
  newNotice,
  newPayment,
  newPaymentBills,
  newTransfer,
  openPaymentsOfAccount,
  paymentById,
  paymentsOfAccount,
  paymentsOfResident,
  queryAgainAt,
  takePaymentsToQuery,
} from '../store/payments.ts';
import { recordService } from '../store/ratings.ts';
import type { Bills } from './bills.ts';
import type { Cases } from './cases.ts';
import type { Deps, Planned } from './deps.ts';

/** Seconds after opening at which a silent gateway is asked; the last question comes when the payment runs out. */
const ASK_AFTER_SECONDS = [30, 60, 300, 900] as const;

export interface PaymentQuote {
  readonly accountNumber: string;
  readonly holder: string;
  readonly amountDue: Money;
}

export interface OpenedPayment {
  readonly payment: Payment;
  /** true: it was open already, with the same bills and amount; nothing new was made. */
  readonly alreadyOpen: boolean;
}

export type Payments = ReturnType<typeof createPayments>;

export function createPayments(
  deps: Pick<
    Deps,
    | 'db'
    | 'unit'
    | 'clock'
    | 'chance'
    | 'tokens'
    | 'settings'
    | 'utility'
    | 'gateways'
    | 'events'
    | 'faultPoint'
    | 'publicUrl'
  >,
  bills: Bills,
  cases: Cases,
) {
  const { db, unit, clock, chance, gateways } = deps;

  const gatewayOf = (method: PaymentMethod): PaymentGateway => {
    const gateway = gateways[method];
    if (!gateway) throw new Error(`payment method ${method} is not wired`);
    return gateway;
  };

  const orderOf = (payment: Payment): PaymentOrder => ({
    paymentId: payment.paymentId,
    amount: payment.amount,
    subject: payment.bills.map((bill) => bill.period).join(', '),
    expiresAt: payment.expiresAt,
  });

  const openWith = (payment: Payment): Promise<PaymentAction> => gatewayOf(payment.method).open(orderOf(payment));

  /** What a judged word of a gateway does to our books. */
  const consequences = (payment: Payment | null, verdict: Verdict, outcome: PaymentOutcome): Write[] => {
    const now = clock.now();
    const tell = (event: Readonly<Record<string, string>>) =>
      payment ? [tellConversation(payment.residentId, `${event.name}:${payment.paymentId}`, event, now)] : [];
    switch (verdict) {
      case 'settle': {
        if (!payment) throw new Error('nothing to settle');
        return [
          markPaid(payment.paymentId, outcome.transactionId, now),
          newTransfer({
            transferId: chance.id(),
            paymentId: payment.paymentId,
            kind: 'settlement',
            reference: `${payment.method}:${outcome.transactionId ?? payment.paymentId}`,
            debit: `gateway:${payment.method}`,
            credit: `receivable:${payment.accountNumber}`,
            amount: payment.amount,
            at: now,
          }),
          markBillsPaid(payment.paymentId, now),
          recordService({
            serviceId: `payment:${payment.paymentId}`,
            residentId: payment.residentId,
            service: 'payment.pay',
            subject: payment.paymentId,
            finishedAt: now,
            askedAt: null,
          }),
          ...tell({ name: 'payment.paid', paymentId: payment.paymentId }),
        ];
      }
      case 'decline':
        return payment
          ? [endPayment(payment.paymentId, 'failed'), ...tell({ name: 'payment.failed', paymentId: payment.paymentId })]
          : [];
      case 'lapse':
        return payment
          ? [
              endPayment(payment.paymentId, 'expired'),
              ...tell({ name: 'payment.expired', paymentId: payment.paymentId }),
            ]
          : [];
      case 'suspense':
      case 'mismatch': {
        const reference = `${outcome.transactionId ?? outcome.paymentId}`;
        const opened = cases.plan({
          kind: 'bill-check',
          reason: `payment:${reference}`,
          residentId: payment?.residentId ?? null,
          accountNumber: payment?.accountNumber ?? null,
          paymentId: payment?.paymentId ?? null,
          summary: {
            why: verdict,
            transactionId: outcome.transactionId,
            said: outcome.amount && String(outcome.amount.minor),
            ordered: payment && String(payment.amount.minor),
          },
        });
        return [
          ...opened.writes,
          ...(outcome.amount && outcome.amount.minor > 0n
            ? [
                newTransfer({
                  transferId: chance.id(),
                  paymentId: payment?.paymentId ?? null,
                  kind: 'suspense',
                  reference: `suspense:${reference}`,
                  debit: `gateway:${payment?.method ?? 'unknown'}`,
                  credit: 'suspense',
                  amount: outcome.amount,
                  at: now,
                }),
              ]
            : []),
          ...tell({ name: 'payment.disputed', paymentId: outcome.paymentId, caseNumber: opened.value.caseNumber }),
        ];
      }
      case 'nothing':
        return [];
    }
  };

  /** Reads our row under its lock, judges, and commits every consequence together. Right with 0, 1 or 20 deliveries. */
  const apply = async (
    method: PaymentMethod,
    outcome: PaymentOutcome,
    notice: PaymentNotice | null,
  ): Promise<Verdict> => {
    deps.faultPoint('settle.begin');
    const verdict = await unit.transaction(async (tx, inner) => {
      const found = await lockPayment(tx, outcome.paymentId);
      const payment = found?.method === method ? found : null;
      deps.faultPoint('settle.locked');
      const judged: Verdict = payment
        ? judge(payment, outcome, found?.gatewayReference ?? null)
        : outcome.status === 'paid'
          ? 'suspense'
          : 'nothing';
      await inner.commit([
        ...consequences(payment, judged, outcome),
        ...(notice
          ? [
              newNotice({
                gateway: method,
                noticeId: notice.noticeId,
                paymentId: payment?.paymentId ?? null,
                verdict: judged,
                body: {
                  status: notice.status,
                  transactionId: notice.transactionId,
                  amount: notice.amount && String(notice.amount.minor),
                },
                now: clock.now(),
              }),
            ]
          : []),
      ]);
      deps.faultPoint('settle.written');
      return judged;
    });
    deps.faultPoint('settle.committed');
    deps.events.paymentJudged({ method, verdict, by: notice ? 'notice' : 'query' });
    return verdict;
  };

  /** Makes way for another payment of the same bills: the gateway closes its order first, and says if it was paid after all. */
  const closeOpen = async (open: readonly Payment[]): Promise<void> => {
    for (const payment of open) {
      const outcome = await gatewayOf(payment.method).close(orderOf(payment));
      await apply(payment.method, outcome, null);
    }
  };

  return {
    methods: (): PaymentMethod[] => Object.keys(gateways) as PaymentMethod[],

    /** What an account owes, for somebody who may pay it without seeing it: masked name and sum, nothing else. */
    async quote(accountNumber: string): Promise<Result<PaymentQuote>> {
      const due = await bills.due(accountNumber);
      if (!due) return refuse('not_found');
      return ok({ accountNumber, holder: due.account.holder, amountDue: due.amountDue });
    },

    /**
     * Plans a payment of what an account owes now: all of it, or the bills named. The amount is frozen here.
     * The same resident's open payment of the same bills and amount is found again; another one of theirs is closed at its
     * gateway first; somebody else's open payment of a bill refuses with `payment_open`.
     */
    async plan(
      viewer: Viewer,
      asked: { accountNumber: string; billIds: readonly string[] | null; method: PaymentMethod },
    ): Promise<Result<Planned<OpenedPayment>>> {
      if (!gateways[asked.method]) return refuse('method_unavailable');
      // Single bills are for those who may see them; others pay the sum they were quoted.
      if (asked.billIds && !boundAccount(viewer, asked.accountNumber)) return refuse('not_found');
      const find = async () => {
        const [due, open] = await Promise.all([
          bills.due(asked.accountNumber),
          openPaymentsOfAccount(db, asked.accountNumber),
        ]);
        if (!due) return null;
        const wanted = due.bills.filter((bill) => !asked.billIds || asked.billIds.includes(bill.billId));
        return {
          due,
          wanted,
          open: open.filter((payment) => payment.bills.some((b) => wanted.some((w) => w.billId === b.billId))),
        };
      };
      let found = await find();
      if (!found || (asked.billIds && found.wanted.length < new Set(asked.billIds).size)) {
        const known = found && asked.billIds ? await bills.allKnown(asked.accountNumber, asked.billIds) : false;
        return refuse(known ? 'nothing_due' : 'not_found');
      }
      if (found.open.some((payment) => payment.residentId !== viewer.residentId)) return refuse('payment_open');
      const same = found.open.find((payment) => {
        const total = sum(payment.amount.currency, found?.wanted.flatMap((bill) => [bill.amount, bill.lateFee]) ?? []);
        return (
          payment.method === asked.method &&
          payment.bills.length === found?.wanted.length &&
          payment.amount.minor === total.minor &&
          payment.expiresAt > clock.now()
        );
      });
      if (same) return ok({ value: { payment: same, alreadyOpen: true }, writes: [] });
      if (found.open.length > 0) {
        await closeOpen(found.open);
        found = await find();
        if (!found) return refuse('not_found');
      }
      if (found.wanted.length === 0) return refuse('nothing_due');
      const now = clock.now();
      const currency = found.due.amountDue.currency;
      const { paymentMinutes } = await deps.settings();
      const payment: Payment = {
        paymentId: chance.id(),
        residentId: viewer.residentId,
        accountNumber: asked.accountNumber,
        method: asked.method,
        amount: sum(
          currency,
          found.wanted.flatMap((bill) => [bill.amount, bill.lateFee]),
        ),
        status: 'pending',
        openedAt: now,
        expiresAt: addMinutes(now, paymentMinutes),
        paidAt: null,
        queries: 0,
        bills: found.wanted.map(({ billId, period, amount, lateFee }) => ({ billId, period, amount, lateFee })),
      };
      if (payment.amount.minor <= 0n) return refuse('nothing_due');
      deps.events.paymentOpened({ method: asked.method, currency });
      deps.faultPoint('payment.planned');
      const firstQuestion = new Date(now.getTime() + ASK_AFTER_SECONDS[0] * 1_000);
      return ok({
        value: { payment, alreadyOpen: false },
        writes: [newPayment(payment, firstQuestion), newPaymentBills(payment)],
      });
    },

    /** What the payer does next; after the payment's row is stored, and as often as asked: the gateway knows one order per payment. */
    action: openWith,

    /** A link that leads this payment's payer to its gateway; good as long as the payment is. */
    async link(payment: Payment): Promise<string> {
      const token = await deps.tokens.issue('pay', payment.paymentId, payment.openedAt, payment.expiresAt);
      return `${deps.publicUrl}/pay/${token}`;
    },

    /** Follows such a link: where to go, or what became of the payment. */
    async follow(token: string): Promise<Result<PaymentAction>> {
      const paymentId = await deps.tokens.read('pay', token, clock.now());
      const payment = paymentId ? await paymentById(db, paymentId) : null;
      if (!payment) return refuse('not_found');
      if (payment.status !== 'pending') return refuse('nothing_due');
      return ok(await openWith(payment));
    },

    async find(viewer: Viewer, paymentId: string): Promise<Result<Payment>> {
      const payment = await paymentById(db, paymentId);
      if (!payment) return refuse('not_found');
      if (payment.residentId !== viewer.residentId && !boundAccount(viewer, payment.accountNumber))
        return refuse('not_found');
      return ok(payment);
    },

    /** Payments of a bound account, whoever made them. */
    async ofAccount(viewer: Viewer, accountNumber: string): Promise<Result<readonly Payment[]>> {
      if (!boundAccount(viewer, accountNumber)) return refuse('not_found');
      return ok(await paymentsOfAccount(db, accountNumber, 50));
    },

    /** What the resident paid, for any account. */
    own: (viewer: Viewer, limit: number): Promise<readonly Payment[]> =>
      paymentsOfResident(db, viewer.residentId, null, limit),

    /** A notice from outside: nothing is read before its signature holds. Answers what the gateway must hear. */
    async takeNotice(
      method: PaymentMethod,
      rawBody: string,
      headers: Headers,
    ): Promise<{ verdict: Verdict } | { problem: Problem }> {
      const gateway = gateways[method];
      if (!gateway) return { problem: { code: 'not_found' } };
      const read = await gateway.readNotice(rawBody, headers, clock.now());
      if (!read.ok) {
        deps.events.noticeRefused({ method, reason: read.problem.code });
        return { problem: read.problem };
      }
      return { verdict: await apply(method, read.value, read.value) };
    },

    /**
     * Asks gateways about payments nobody has told us of: after 30 s, 1, 5 and 15 minutes and when they run out. A payment ends as
     * expired only after its gateway closed the order and said that nobody had paid.
     */
    async askAboutSilent(limit: number): Promise<number> {
      const now = clock.now();
      const due = await takePaymentsToQuery(db, now, addMinutes(now, 1), limit);
      for (const payment of due) {
        const gateway = gatewayOf(payment.method);
        try {
          const outcome =
            payment.expiresAt <= now ? await gateway.close(orderOf(payment)) : await gateway.query(payment.paymentId);
          const lapsed = outcome.status === 'unknown-order' && payment.expiresAt > now;
          const verdict = lapsed ? 'nothing' : await apply(payment.method, outcome, null);
          const nextSeconds = ASK_AFTER_SECONDS[payment.queries];
          const next =
            nextSeconds === undefined ? payment.expiresAt : new Date(payment.openedAt.getTime() + nextSeconds * 1_000);
          if (verdict === 'nothing')
            await unit.commit([queryAgainAt(payment.paymentId, next < payment.expiresAt ? next : payment.expiresAt)]);
        } catch (error) {
          deps.events.gatewaySilent({ method: payment.method, error });
        }
      }
      return due.length;
    },
  };
}
