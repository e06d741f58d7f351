/** Faults in taking and giving back money, planted on purpose: the severed harness must find every one. */
import {
  apart,
  BOTH,
  changed,
  GUARDS_DROPPED,
  KEYS_DROPPED,
  LINE,
  readOutside,
  swallowing,
  trigger,
  WECHAT,
  without,
} from './severed-planting.ts';
import type { Planted } from './severed-world.ts';

export const PLANTED: readonly Planted[] = [
  {
    name: 'apart',
    what: 'no transaction, no lock, and no guard of the database',
    on: BOTH,
    unit: apart,
    spoil: GUARDS_DROPPED,
  },
  {
    name: 'no-unique-keys',
    what: 'the keys that make a settlement one are gone, and it is judged outside the lock',
    on: BOTH,
    unit: readOutside,
    spoil: KEYS_DROPPED,
  },
  {
    name: 'acknowledged-before-commit',
    what: 'a notice is taken though its commit failed',
    on: WECHAT,
    unit: swallowing,
  },
  {
    name: 'amount-not-compared',
    what: 'a notice is believed whatever it says of the amount: ours is put in its place',
    on: WECHAT,
    gateways: changed((own, { wechat }) => ({
      async readNotice(...read) {
        const notice = await own.readNotice(...read);
        if (!notice.ok || 'refundId' in notice.value || !notice.value.amount) return notice;
        const order = wechat.orders.get(notice.value.paymentId.replaceAll('-', ''));
        const amount = { ...notice.value.amount, minor: BigInt(order?.total ?? 0) };
        return { ok: true, value: { ...notice.value, amount, transactionId: `${notice.value.transactionId}0` } };
      },
    })),
  },
  {
    name: 'other-amount-settles',
    what: 'money of another amount is booked as the payment’s settlement',
    on: WECHAT,
    spoil: `drop trigger paid_needs_ledger on payments;
      ${trigger('ledger_transfers', 'insert', `if new.kind = 'suspense' and new.debit_account like 'gateway:%' then new.kind := 'settlement'; end if; return new;`)}`,
  },
  {
    name: 'retry-with-a-new-order',
    what: 'each try to open a payment is an order of its own',
    on: WECHAT,
    gateways: changed((own) => {
      let n = 0;
      return {
        open: (order) => {
          n += 1;
          return own.open({
            ...order,
            paymentId: `${order.paymentId.slice(0, -4)}${String(n % 10_000).padStart(4, '0')}`,
          });
        },
      };
    }),
  },
  {
    name: 'refund-with-a-new-number',
    what: 'each try to give money back has a number of its own, and nothing is looked up',
    on: WECHAT,
    gateways: changed((own) => {
      let n = 0;
      return {
        queryRefund: async (order) => ({
          refundId: order.refundId,
          status: 'unknown',
          amount: null,
          transactionId: null,
          gatewayReference: null,
        }),
        refund: async (order) => {
          n += 1;
          const outcome = await own.refund({ ...order, refundId: `${order.refundId}-${n}` });
          return { ...outcome, refundId: order.refundId };
        },
      };
    }),
  },
  {
    name: 'refund-asked-again-unread',
    what: 'LINE Pay is asked again though its books show the refund',
    on: LINE,
    gateways: changed((own, { line }) => {
      const all = () => line.transactions.flatMap(({ refunds }) => refunds.map((one) => one.refundTransactionId));
      return {
        queryRefund: (order) => own.queryRefund({ ...order, known: all() }),
        refund: (order) => own.refund({ ...order, known: all() }),
      };
    }),
  },
  {
    name: 'expires-unasked',
    what: 'a payment whose time is over ends without closing its order',
    on: WECHAT,
    gateways: changed((own) => ({
      close: async ({ paymentId }) => ({
        ...(await own.query({ paymentId } as never)),
        status: 'closed',
        amount: null,
        transactionId: null,
      }),
    })),
  },
  {
    name: 'unknown-is-declined',
    what: 'a gateway that does not answer is taken for one that says no',
    on: BOTH,
    gateways: changed((own) => ({
      query: (order) =>
        own.query(order).catch(() => ({
          paymentId: order.paymentId,
          status: 'declined' as const,
          amount: null,
          transactionId: null,
          payer: null,
          merchant: null,
        })),
    })),
  },
  {
    name: 'silence-is-paid',
    what: 'a gateway that does not answer is taken for one that says yes',
    on: BOTH,
    gateways: changed((own) => ({
      query: (order) =>
        own.query(order).catch(() => ({
          paymentId: order.paymentId,
          status: 'paid' as const,
          amount: order.amount,
          transactionId: `guess-${order.paymentId}`,
          payer: order.payer,
          merchant: own.merchant,
        })),
    })),
  },
  {
    name: 'refund-silence-is-done',
    what: 'a refund whose answer is lost counts as given back',
    on: BOTH,
    gateways: changed((own) => ({
      refund: (order) =>
        own.refund(order).catch(() => ({
          refundId: order.refundId,
          status: 'done' as const,
          amount: order.amount,
          transactionId: order.transactionId,
          gatewayReference: `guess-${order.refundId}`,
        })),
    })),
  },
  {
    name: 'processing-is-done',
    what: 'a refund that is being processed is booked at once',
    on: WECHAT,
    gateways: changed((own) => ({
      refund: async (order) => {
        const outcome = await own.refund(order);
        return outcome.status === 'processing' ? { ...outcome, status: 'done' } : outcome;
      },
    })),
  },
  {
    name: 'refund-silence-is-refused',
    what: 'a refund whose answer is lost counts as refused',
    on: BOTH,
    gateways: changed((own) => ({
      refund: (order) =>
        own.refund(order).catch(() => ({
          refundId: order.refundId,
          status: 'refused' as const,
          amount: null,
          transactionId: null,
          gatewayReference: null,
        })),
    })),
  },
  {
    name: 'bills-stay-due',
    what: 'a payment is paid and its bills are not',
    on: BOTH,
    spoil: trigger('bills', 'update', 'new.paid_at := old.paid_at; return new;'),
  },
  {
    name: 'refunded-stays-paid',
    what: 'all of it went back, and the payment counts as paid',
    on: BOTH,
    spoil: trigger(
      'payments',
      'update',
      `if new.status = 'refunded' then new.status := old.status; end if; return new;`,
    ),
  },
  {
    name: 'asked-once',
    what: 'a gateway that did not answer is never asked again',
    on: BOTH,
    spoil: trigger('payments', 'update', 'if new.queries > 0 then new.next_query_at := null; end if; return new;'),
  },
  {
    name: 'refund-asked-once',
    what: 'a refund without an answer is never asked about again',
    on: BOTH,
    spoil: trigger(
      'refunds',
      'update',
      `if new.tries > 0 and new.next_try_at is not null then new.next_try_at := '2099-01-01'; end if; return new;`,
    ),
  },
  {
    name: 'suspense-unbooked',
    what: 'money that fits nothing gets a case and no entry in the ledger',
    on: WECHAT,
    spoil: trigger(
      'ledger_transfers',
      'insert',
      `if new.kind = 'suspense' and new.debit_account like 'gateway:%' then return null; end if; return new;`,
    ),
  },
  {
    name: 'case-forgotten',
    what: 'money that fits nothing is booked, and nobody is asked to look',
    on: WECHAT,
    unit: without(/"cases"|into cases/),
  },
  {
    name: 'released-twice-not-once',
    what: 'money that was in suspense stays there when its payment is settled',
    on: WECHAT,
    spoil: trigger(
      'ledger_transfers',
      'insert',
      `if new.reference like 'released:%' then return null; end if; return new;`,
    ),
  },
  {
    name: 'refund-above-what-is-left',
    what: 'what is left is checked outside the lock, and the database lets it pass',
    // LINE Pay sends no notices, and nobody looks at one of its payments while somebody does: there is nothing to be outside of.
    on: WECHAT,
    unit: readOutside,
    spoil: `create or replace function refund_within_receipt() returns trigger language plpgsql as $f$ begin return new; end $f$;
      drop index refunds_one_on_its_way;`,
  },
  {
    name: 'wrong-sum-in-ledger',
    what: 'the ledger is a cent short, and its guard is off',
    on: BOTH,
    spoil: `drop trigger paid_needs_ledger on payments;
      ${trigger('ledger_transfers', 'insert', `if new.kind = 'settlement' and new.amount_minor % 3 = 0 then new.amount_minor := new.amount_minor - 1; end if; return new;`)}`,
  },
  {
    name: 'two-payments-of-a-bill',
    what: 'a bill may have two open payments, and no key remembers its answer',
    on: BOTH,
    unit: without(/"idempotency_keys"/),
    spoil: 'drop index payment_bills_one_open',
  },
];
