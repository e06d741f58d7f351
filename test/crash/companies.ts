/** The companies that payers of the crash harness pay at: the sandbox in the process that is killed, or stand-ins that outlive it. */
import pg from 'pg';
import { type LinePayEmulator, startLinePay } from '../support/line-pay-emulator/index.ts';
import type { PayCall, PayTrouble } from '../support/pay-door.ts';
import { APP_ID, startWechatPay, type WechatPayEmulator } from '../support/wechat-pay-emulator/index.ts';
import type { Opened } from './payer.ts';
import type { Outcome } from './points.ts';
import type { Order } from './read-books.ts';

export const METHODS = ['sandbox', 'wechat-pay', 'line-pay'] as const;
export type Method = (typeof METHODS)[number];

/** Tries until the service answers with less than 500; null: it never does. */
export type Insist = (path: string, init: RequestInit) => Promise<{ status: number; text: string } | null>;

export interface Company {
  readonly method: Method;
  readonly currency: 'CNY' | 'TWD';
  /** What the service is told about it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Asked for every call of ours to it: what goes wrong, and who is killed over it. */
  onCall(of: (call: PayCall) => PayTrouble | null): void;
  enrol(residentId: string): Promise<void>;
  /** What a payer does there; false when it could not be done. */
  pay(opened: Opened, outcome: Outcome, insist: Insist): Promise<boolean>;
  /** Sends what is due now, once; what nobody takes comes again. */
  deliver(insist: Insist): Promise<void>;
  /** Its book, refunds in it. */
  orders(): Promise<Order[]>;
  close(): Promise<void>;
}

export function openCompany(method: Method, databaseUrl: string, now: () => Date): Promise<Company> {
  return { sandbox, 'wechat-pay': wechatPay, 'line-pay': linePay }[method](databaseUrl, now);
}

const query = async <T>(databaseUrl: string, statement: string, values: unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows as T[];
  } finally {
    await client.end();
  }
};

async function sandbox(databaseUrl: string): Promise<Company> {
  return {
    method: 'sandbox',
    currency: 'CNY',
    environment: {},
    onCall: () => {},
    enrol: async () => {},
    async pay({ action }, outcome, insist) {
      const { pathname, search } = new URL(action.url);
      const shown = await insist(`${pathname}${search}`, {});
      const pressed = await insist(`${pathname}${search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ outcome }).toString(),
      });
      return shown?.status === 200 && pressed?.status === 200;
    },
    // It sends by itself, from the process that is killed.
    deliver: async () => {},
    async orders() {
      const rows = await query<Order & { amount: string }>(
        databaseUrl,
        `select order_id id, amount_minor amount, currency, status, transaction_id transaction,
          array(select n.body::jsonb->>'amount' from sandbox_notices n where n.order_id = o.order_id
            and n.body::jsonb->>'status' = 'paid') noticed,
          coalesce((select json_agg(json_build_object('id', r.refund_id, 'amount', r.amount_minor::text))
            from sandbox_refunds r where r.order_id = o.order_id), '[]'::json) refunds
         from sandbox_orders o order by created_at, order_id`,
      );
      return rows.map((row) => ({
        ...row,
        amount: BigInt(row.amount),
        refunds: row.refunds.map((one) => ({ ...one, amount: BigInt(one.amount) })),
      }));
    },
    close: async () => {},
  };
}

async function wechatPay(databaseUrl: string, now: () => Date): Promise<Company> {
  const wechat: WechatPayEmulator = await startWechatPay(now);
  const noticed = new Map<string, string[]>();
  let paid = 0;
  const post = async (insist: Insist, { body, headers }: ReturnType<WechatPayEmulator['noticeOf']>) =>
    (await insist('/v1/payment-notifications/wechat-pay', { method: 'POST', body, headers: { ...headers } }))?.status ??
    500;
  return {
    method: 'wechat-pay',
    currency: 'CNY',
    environment: wechat.environment,
    onCall: wechat.weather,
    enrol: async (residentId) => {
      await query(databaseUrl, 'insert into open_ids values ($1, $2, $3, now()) on conflict do nothing', [
        residentId,
        APP_ID,
        `o${residentId}`,
      ]);
    },
    async pay({ action }, outcome, insist) {
      if (outcome === 'declined') {
        const order = [...wechat.orders.values()].find(({ prepayId }) => `prepay_id=${prepayId}` === action.package);
        if (order?.state === 'NOTPAY') order.state = 'PAYERROR';
        return true;
      }
      paid += 1;
      wechat.refundsEnd(paid % 2 === 0 ? 'PROCESSING' : 'SUCCESS');
      const order = (() => {
        try {
          return wechat.pay(action);
        } catch {
          return null;
        }
      })();
      if (!order) return true;
      noticed.set(order.tradeNumber, []);
      if (outcome === 'late') wechat.putOff(order, 20);
      if (outcome === 'never' || outcome === 'wrong-amount') wechat.putOff(order, Infinity);
      if (outcome === 'wrong-amount') {
        const total = order.total + 1;
        noticed.set(order.tradeNumber, [(total / 100).toFixed(2)]);
        const amount = { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' };
        await post(insist, wechat.noticeOf(order, { amount }, { id: `EV-F-${order.tradeNumber}` }));
      }
      if (outcome === 'duplicate')
        await Promise.all(Array.from({ length: 3 }, () => post(insist, wechat.noticeOf(order))));
      if (outcome === 'paid' || outcome === 'duplicate') await wechat.deliverDue((notice) => post(insist, notice));
      return true;
    },
    async deliver(insist) {
      for (const refund of wechat.refunds.values())
        if (refund.state === 'PROCESSING') wechat.endRefund(refund.number, 'SUCCESS');
      await wechat.deliverDue((notice) => post(insist, notice));
    },
    orders: async () =>
      [...wechat.orders.values()].map((order) => ({
        id: order.tradeNumber.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
        amount: BigInt(order.total),
        currency: 'CNY',
        status: order.transactionId
          ? 'paid'
          : order.state === 'NOTPAY'
            ? 'open'
            : order.state === 'CLOSED'
              ? 'closed'
              : 'declined',
        transaction: order.transactionId,
        noticed: noticed.get(order.tradeNumber) ?? [],
        refunds: [...wechat.refunds.values()]
          .filter((one) => one.order === order && one.state === 'SUCCESS')
          .map(({ number, amount }) => ({ id: number, amount: BigInt(amount) })),
      })),
    async close() {
      await wechat.close();
      if (wechat.violations.length > 0)
        throw new Error(`WeChat Pay complains: ${wechat.violations.slice(0, 5).join('; ')}`);
    },
  };
}

async function linePay(_databaseUrl: string, now: () => Date): Promise<Company> {
  const line: LinePayEmulator = await startLinePay(now);
  let late: { readonly at: number; readonly path: string }[] = [];
  return {
    method: 'line-pay',
    currency: 'TWD',
    environment: line.environment,
    onCall: line.weather,
    enrol: async () => {},
    async pay({ action }, outcome, insist) {
      const address = (() => {
        try {
          if (outcome !== 'declined') return line.authorise(action.url);
          line.refuse(action.url, 'failed');
        } catch {
          // Cancelled, or authorised before.
        }
        return null;
      })();
      if (!address || outcome === 'never') return true;
      const { pathname, search } = new URL(address);
      const path = `${pathname}${search}`;
      if (outcome === 'late') late.push({ at: now().getTime() + 20_000, path });
      else
        await Promise.all(
          Array.from({ length: outcome === 'duplicate' ? 3 : 1 }, () => insist(path, { redirect: 'manual' })),
        );
      return true;
    },
    async deliver(insist) {
      const due = late.filter(({ at }) => at <= now().getTime());
      late = late.filter((one) => !due.includes(one));
      for (const { path } of due) await insist(path, { redirect: 'manual' });
    },
    // The attempts of a payment are one order: money is taken for one of them, or there is something to find.
    async orders() {
      const byPayment = new Map<string, (typeof line.transactions)[number][]>();
      for (const one of line.transactions) {
        const id = one.orderId.replace(/\.\d+$/, '');
        byPayment.set(id, [...(byPayment.get(id) ?? []), one]);
      }
      return [...byPayment].flatMap(([id, attempts]) => {
        const taken = attempts.flatMap((one) => Array.from({ length: one.captures }, () => one));
        const shown = taken.length > 0 ? taken : attempts.slice(-1);
        return shown.map((one) => ({
          id,
          amount: BigInt(one.amount),
          currency: 'TWD',
          status: one.captures > 0 ? 'paid' : one.state === 'failed' ? 'declined' : 'open',
          transaction: one.captures > 0 ? one.transactionId : null,
          noticed: [],
          refunds: one.refunds.map(({ refundTransactionId, amount }) => ({
            id: refundTransactionId,
            amount: BigInt(amount),
          })),
        }));
      });
    },
    async close() {
      await line.close();
      if (line.violations.length > 0) throw new Error(`LINE Pay complains: ${line.violations.slice(0, 5).join('; ')}`);
    },
  };
}
