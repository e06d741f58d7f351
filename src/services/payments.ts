/** Payments: quoted, opened for exactly what is due, found again; settlement.ts books what gateways prove. */
import { addMinutes } from '../domain/calendar.ts';
import { type Currency, type Money, money, sum } from '../domain/money.ts';
import { METHOD_CURRENCIES, type Payment, type PaymentMethod, subjectOf } from '../domain/payments.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { boundAccount, isOwn, kinOf, type Viewer } from '../domain/viewer.ts';
import { isGatewayAway, type PaymentAction } from '../outside/payment-gateway.ts';
import { openIdOf } from '../store/open-ids.ts';
import {
  boundAmong,
  lapsedOfOthers,
  newPayment,
  newPaymentBills,
  openPaymentsOfAccount,
  paymentById,
  paymentsOfAccount,
  paymentsOfResident,
} from '../store/payments.ts';
import type { Bills } from './bills.ts';
import type { Deps, Planned } from './deps.ts';
import { ASK_AFTER_SECONDS, gatewayOf, orderOf, type Settlement } from './settlement.ts';

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

/** So many payments for others may run out unpaid before their payer has to wait. */
const MOST_LEFT_UNPAID = 3;
/** One lives for half an hour: who opens the next as soon as one ends opens the fourth after an hour and a half. */
const LEFT_UNPAID_HOURS = 2;

const notSetUp = (method: PaymentMethod) => refuse('method_unavailable', { detail: `${method} is not set up here.` });

export type Payments = ReturnType<typeof createPayments>;

export function createPayments(
  deps: Pick<
    Deps,
    'db' | 'clock' | 'chance' | 'tokens' | 'settings' | 'gateways' | 'events' | 'faultPoint' | 'publicUrl' | 'limits'
  >,
  bills: Bills,
  settlement: Settlement,
) {
  const { db, clock, chance, gateways } = deps;

  /** A gateway that can't be reached is no fault of ours and no end of the payment: the same is asked again later. */
  const unlessAway = async <T>(method: PaymentMethod, ask: () => Promise<T>): Promise<Result<T>> => {
    try {
      return ok(await ask());
    } catch (error) {
      if (!isGatewayAway(error)) throw error;
      deps.events.gatewaySilent({ method, error });
      return refuse('unavailable', {
        detail: 'The payment gateway does not answer; the same request can be sent again.',
      });
    }
  };

  const openWith = async (payment: Payment): Promise<Result<PaymentAction>> => {
    const gateway = gateways[payment.method];
    if (!gateway) return notSetUp(payment.method);
    if (payment.status !== 'pending' && !gateway.showsEnd)
      return refuse('nothing_due', { detail: 'This payment has ended; GET it to see how.' });
    deps.faultPoint('gateway.opening');
    const order = orderOf(payment);
    const action = await unlessAway(payment.method, () => gateway.open(order));
    deps.faultPoint('gateway.opened');
    if (action.ok) return action;
    // An order that can't be opened any more may have been paid a moment ago: that is asked, not guessed.
    const outcome = await unlessAway(payment.method, () => gateway.query(order));
    if (!outcome.ok || !['paid', 'declined', 'closed'].includes(outcome.value.status)) return action;
    await settlement.apply(payment.method, outcome.value, null);
    return refuse('nothing_due', { detail: 'This payment has ended; GET it to see how.' });
  };

  /** What freezes beside the amount; refused where this method can't take this money, or can't from this payer. */
  const termsOf = async (
    viewer: Viewer,
    method: PaymentMethod,
    currency: Currency,
  ): Promise<Result<Pick<Payment, 'method' | 'payer' | 'merchant'>>> => {
    const gateway = gateways[method];
    if (!gateway) return notSetUp(method);
    if (!METHOD_CURRENCIES[method].includes(currency))
      return refuse('method_unavailable', {
        detail: `${method} takes ${METHOD_CURRENCIES[method].join(' and ')}; this account is billed in ${currency}.`,
      });
    const payer =
      gateway.payerApp === null ? null : await openIdOf(db, viewer.self ?? viewer.residentId, gateway.payerApp);
    if (gateway.payerApp !== null && payer === null)
      return refuse('method_unavailable', {
        detail: 'This method pays from its own app, and no session of it is known.',
      });
    return ok({ method, payer, merchant: gateway.merchant });
  };

  /** The first method that fits, in the order in which methods are offered. */
  const offered = async (viewer: Viewer, currency: Currency): ReturnType<typeof termsOf> => {
    for (const method of Object.keys(METHOD_CURRENCIES) as PaymentMethod[]) {
      const terms = await termsOf(viewer, method, currency);
      if (terms.ok) return terms;
    }
    return refuse('method_unavailable', {
      detail: `No method that is set up here takes ${currency} from this session.`,
    });
  };

  /** Whether these are in the way of somebody who bound the account: whoever did not bind it does not keep them from paying. */
  const areInTheWay = async (viewer: Viewer, accountNumber: string, open: readonly Payment[]): Promise<boolean> => {
    const others = open.filter(({ residentId }) => !isOwn(viewer, residentId));
    if (others.length === 0) return false;
    if (!boundAccount(viewer, accountNumber)) return true;
    const openers = others.map(({ residentId }) => residentId);
    return (await boundAmong(db, accountNumber, openers)).length > 0;
  };

  /** Who left too many payments for others unpaid waits until the first of them is long ago. */
  const mayOpenForOthers = async (viewer: Viewer): Promise<Result<null>> => {
    if (deps.limits === 'off') return ok(null);
    const now = clock.now();
    const window = LEFT_UNPAID_HOURS * 60;
    const own = viewer.accounts.map(({ accountNumber }) => accountNumber);
    const left = await lapsedOfOthers(db, kinOf(viewer), own, addMinutes(now, -window), MOST_LEFT_UNPAID);
    const first = left[MOST_LEFT_UNPAID - 1];
    if (!first) return ok(null);
    const retryAt = addMinutes(first, window);
    const retryAfterSeconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1_000));
    return refuse('too_many_requests', { retryAt, retryAfterSeconds });
  };

  /** Makes way for another payment of the same bills: the gateway closes its order first, and says if it was paid after all. */
  const closeOpen = async (open: readonly Payment[]): Promise<Result<null>> => {
    for (const payment of open) {
      deps.faultPoint('replace.closing');
      const outcome = await unlessAway(payment.method, () => gatewayOf(deps, payment.method).close(orderOf(payment)));
      deps.faultPoint('replace.closed');
      if (!outcome.ok) return outcome;
      await settlement.apply(payment.method, outcome.value, null);
    }
    return ok(null);
  };

  return {
    /** What an account owes, for somebody who may pay it without seeing it: masked name and sum, nothing else. */
    async quote(accountNumber: string): Promise<Result<PaymentQuote>> {
      const due = await bills.due(accountNumber);
      if (!due) return refuse('not_found');
      return ok({ accountNumber, holder: due.account.holder, amountDue: due.amountDue });
    },

    /**
     * Plans a payment of what an account owes now: all of it, or the bills named. The amount is frozen here.
     * The same resident's open payment of the same bills and amount is found again; another one of theirs is closed at its
     * gateway first, and so is a stranger's for whoever bound the account; else somebody else's open payment of a bill refuses with
     * `payment_open`. Without a method the first one that is configured and fits currency and payer is taken; none:
     * `method_unavailable`. A gateway that does not answer: `unavailable`. Too many for others left unpaid: `too_many_requests`.
     */
    async plan(
      viewer: Viewer,
      asked: { accountNumber: string; billIds: readonly string[] | null; method: PaymentMethod | null },
    ): Promise<Result<Planned<OpenedPayment>>> {
      if (asked.method && !gateways[asked.method]) return notSetUp(asked.method);
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
      const currency = found.due.amountDue.currency;
      const agreed = asked.method ? await termsOf(viewer, asked.method, currency) : await offered(viewer, currency);
      if (!agreed.ok) return agreed;
      const { method } = agreed.value;
      if (await areInTheWay(viewer, asked.accountNumber, found.open)) return refuse('payment_open');
      const same = found.open.find((payment) => {
        const total = sum(payment.amount.currency, found?.wanted.flatMap((bill) => [bill.amount, bill.lateFee]) ?? []);
        return (
          isOwn(viewer, payment.residentId) &&
          payment.method === method &&
          payment.payer === agreed.value.payer &&
          payment.merchant === agreed.value.merchant &&
          payment.bills.length === found?.wanted.length &&
          payment.bills.every((paid) => found?.wanted.some((bill) => bill.billId === paid.billId)) &&
          payment.amount.minor === total.minor &&
          payment.expiresAt > clock.now()
        );
      });
      if (same) return ok({ value: { payment: same, alreadyOpen: true }, writes: [] });
      const may = boundAccount(viewer, asked.accountNumber) ? ok(null) : await mayOpenForOthers(viewer);
      if (!may.ok) return may;
      if (found.open.length > 0) {
        const closed = await closeOpen(found.open);
        if (!closed.ok) return closed;
        found = await find();
        if (!found) return refuse('not_found');
        // What its gateway could not close stays in the way: disputed money is for people to decide.
        if (found.open.length > 0) return refuse('payment_open');
      }
      if (found.wanted.length === 0) return refuse('nothing_due');
      const now = clock.now();
      const { paymentMinutes } = await deps.settings();
      const payment: Payment = {
        paymentId: chance.id(),
        residentId: viewer.residentId,
        accountNumber: asked.accountNumber,
        ...agreed.value,
        amount: sum(
          currency,
          found.wanted.flatMap((bill) => [bill.amount, bill.lateFee]),
        ),
        status: 'pending',
        openedAt: now,
        expiresAt: addMinutes(now, Math.min(paymentMinutes, gatewayOf(deps, method).mostMinutes ?? paymentMinutes)),
        paidAt: null,
        queries: 0,
        subject: subjectOf(found.wanted, asked.accountNumber, boundAccount(viewer, asked.accountNumber) !== undefined),
        bills: found.wanted.map(({ billId, period, amount, lateFee }) => ({ billId, period, amount, lateFee })),
        refunded: money(0, currency),
        refunding: money(0, currency),
      };
      if (payment.amount.minor <= 0n) return refuse('nothing_due');
      deps.events.paymentOpened({ method, currency });
      deps.faultPoint('payment.planned');
      const firstQuestion = new Date(now.getTime() + ASK_AFTER_SECONDS[0] * 1_000);
      return ok({
        value: { payment, alreadyOpen: false },
        writes: [newPayment(payment, firstQuestion), newPaymentBills(payment)],
      });
    },

    /** How money in this currency can be paid here. */
    methods: (currency: Currency): readonly PaymentMethod[] =>
      (Object.keys(METHOD_CURRENCIES) as PaymentMethod[]).filter(
        (method) => gateways[method] && METHOD_CURRENCIES[method].includes(currency),
      ),

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
      return openWith(payment);
    },

    async find(viewer: Viewer, paymentId: string): Promise<Result<Payment>> {
      const payment = await paymentById(db, paymentId);
      if (!payment) return refuse('not_found');
      if (!isOwn(viewer, payment.residentId) && !boundAccount(viewer, payment.accountNumber))
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
      paymentsOfResident(db, kinOf(viewer), null, limit),
  };
}
