/** A stand-in for WeChat Pay v3 on loopback: signed answers, sealed notices, probes and repeats, on the test's clock. */
import { openPayDoor, type PayAnswer, type PayCall } from '../pay-door.ts';
import { billOf, sha1 } from './bill.ts';
import { CERTIFICATE_SERIAL, MERCHANT_PRIVATE_KEY, PLATFORM_CERTIFICATE, pem } from './keys.ts';
import { transactionOf, type WechatOrder, wechatPayPlatform } from './platform.ts';
import { type RefundState, refundOf, type WechatRefund, wechatPayRefundDesk } from './refunds.ts';
import { merchantSigned, PLATFORM_PUBLIC_KEY, sealed, signedByPlatform } from './seal.ts';

export const MERCHANT_ID = '1900007291';
export const APP_ID = 'wx2421b1c4370ec43b';
export const API_V3_KEY = 'a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb';
const MERCHANT_SERIAL = '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB';
const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000072912026112100000000000001';
const TOO_OLD = 'older than five minutes';

/** Seconds between the deliveries of a notice that nobody takes. */
const AGAIN_AFTER = [15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600, 21_600];

export interface WechatNotice {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type WechatPayEmulator = Awaited<ReturnType<typeof startWechatPay>>;

export async function startWechatPay(
  now: () => Date,
  { mode = 'public-key' }: { mode?: 'public-key' | 'certificate' } = {},
) {
  const clock = () => now().getTime();
  const platform = wechatPayPlatform(MERCHANT_ID, APP_ID, clock);
  const nonces = new Set<string>();
  const serial = mode === 'public-key' ? PUBLIC_KEY_ID : CERTIFICATE_SERIAL;
  let made = 0;
  const refunds = wechatPayRefundDesk(platform.orders, platform.violations, clock);
  const waiting: { make: () => WechatNotice; of: WechatOrder; deliveries: number; dueAt: number }[] = [];

  /** Where the bill is said to lie, when not with us; and what becomes of it on the way. */
  let billLies: string | null = null;
  let changeBill = (text: string): string => text;

  const signed = (body: string, at = clock()): Record<string, string> => {
    made += 1;
    const timestamp = String(Math.floor(at / 1_000));
    const nonce = `N${String(made).padStart(31, '0')}`;
    return {
      'content-type': 'application/json',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': serial,
      'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
      'wechatpay-signature': signedByPlatform(`${timestamp}\n${nonce}\n${body}\n`),
    };
  };
  const answer = (status: number, content: object | null): PayAnswer => {
    const body = content === null ? '' : JSON.stringify(content);
    return { status, headers: { ...signed(body), 'request-id': `08${made}` }, body };
  };

  /** null: the call proves who sent it; else what is wrong with the proof. */
  const unproved = ({ method, path, headers, body }: PayCall): string | null => {
    const [scheme, rest = ''] = (headers.authorization ?? '').split(' ');
    const given = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map((part) => [part[1], part[2]]));
    const { mchid, nonce_str: nonce = '', timestamp = '', serial_no: from, signature = '' } = given;
    if (scheme !== 'WECHATPAY2-SHA256-RSA2048' || mchid !== MERCHANT_ID || from !== MERCHANT_SERIAL)
      return 'not by this merchant';
    const age = clock() / 1_000 - Number(timestamp);
    if (age > 300) return TOO_OLD;
    if (!(age >= -300)) return `a time of ${timestamp}`;
    if (nonces.has(nonce)) return 'a nonce that was used';
    if (headers.accept !== 'application/json' || !headers['user-agent']) return 'headers are missing';
    if (mode === 'public-key' && headers['wechatpay-serial'] !== PUBLIC_KEY_ID) return 'another platform key';
    nonces.add(nonce);
    return merchantSigned(`${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`, signature)
      ? null
      : 'another signature';
  };

  const door = await openPayDoor((call): PayAnswer => {
    const wrong = unproved(call);
    if (wrong !== null) {
      // A line may hold a call for long; whoever sends what is not signed as it should be has a fault.
      if (wrong !== TOO_OLD) platform.violations.push(`SIGN_ERROR on ${call.method} ${call.path}: ${wrong}`);
      return answer(401, { code: 'SIGN_ERROR', message: '签名错误' });
    }
    const told = (result: object | null) =>
      result !== null && 'code' in result && 'status' in result
        ? answer(Number(result.status), { code: result.code, message: '说明' })
        : answer(result === null ? 204 : 200, result);
    const route = `${call.method} ${call.path}`;
    if (route === 'POST /v3/pay/transactions/jsapi') return told(platform.open(call.body));
    const asked = /^GET \/v3\/pay\/transactions\/out-trade-no\/([^/?]+)\?mchid=(\d+)$/.exec(route);
    if (asked?.[1] && asked[2] === MERCHANT_ID) return told(platform.find(asked[1]));
    const closed = /^POST \/v3\/pay\/transactions\/out-trade-no\/([^/?]+)\/close$/.exec(route);
    if (closed?.[1]) return told(platform.close(closed[1], call.body));
    if (route === 'POST /v3/refund/domestic/refunds') return told(refunds.ask(call.body));
    const given = /^GET \/v3\/refund\/domestic\/refunds\/([^/?]+)$/.exec(route);
    if (given?.[1]) return told(refunds.find(given[1]));
    const billed = /^GET \/v3\/bill\/tradebill\?bill_date=(\d{4}-\d\d-\d\d)&bill_type=ALL$/.exec(route);
    if (billed?.[1]) {
      const text = billOf(billed[1], platform.orders.values(), refunds.refunds.values(), {
        id: MERCHANT_ID,
        appId: APP_ID,
      });
      if (text === null) return told({ status: 400, code: 'NO_STATEMENT_EXIST' });
      return told({
        download_url: billLies ?? `${door.url}/v3/billdownload/file?token=${billed[1]}`,
        hash_type: 'SHA1',
        hash_value: sha1(text),
      });
    }
    const file = /^GET \/v3\/billdownload\/file\?token=(\d{4}-\d\d-\d\d)$/.exec(route);
    if (file?.[1]) {
      const text = billOf(file[1], platform.orders.values(), refunds.refunds.values(), {
        id: MERCHANT_ID,
        appId: APP_ID,
      });
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: changeBill(text ?? '') };
    }
    if (route === 'GET /v3/certificates') {
      return mode === 'public-key'
        ? answer(404, { code: 'RESOURCE_NOT_EXISTS', message: '说明' })
        : answer(200, {
            data: [
              {
                serial_no: CERTIFICATE_SERIAL,
                effective_time: '2026-01-01T00:00:00+08:00',
                expire_time: '2031-01-01T00:00:00+08:00',
                encrypt_certificate: sealed(API_V3_KEY, 'uluk4a9R25RW', 'certificate', PLATFORM_CERTIFICATE),
              },
            ],
          });
    }
    platform.violations.push(`no such call: ${route}`);
    return answer(404, { code: 'RESOURCE_NOT_EXISTS', message: '说明' });
  });

  /** A notice of this order with an id of its own; `changed` wins over what the transaction says. */
  const noticeOf = (
    order: WechatOrder,
    changed: Readonly<Record<string, unknown>> = {},
    { id = `EV-${order.tradeNumber}`, at = clock(), eventType = 'TRANSACTION.SUCCESS' } = {},
  ): WechatNotice => {
    const body = JSON.stringify({
      id,
      create_time: '2026-11-21T10:00:00+08:00',
      resource_type: 'encrypt-resource',
      event_type: eventType,
      summary: '支付成功',
      resource: {
        original_type: 'transaction',
        ...sealed(
          API_V3_KEY,
          'uluk4a9R25RW',
          'transaction',
          JSON.stringify(transactionOf(order, MERCHANT_ID, APP_ID, changed)),
        ),
      },
    });
    return { body, headers: signed(body, at) };
  };

  /** A notice of this refund; `changed` wins over what the platform says. */
  const refundNoticeOf = (
    refund: WechatRefund,
    changed: Readonly<Record<string, unknown>> = {},
    { id = `RF-${refund.number}-${refund.state}`, at = clock() } = {},
  ): WechatNotice => {
    const { status, ...resource } = refundOf(refund) as { status: RefundState };
    const body = JSON.stringify({
      id,
      create_time: '2026-11-21T10:00:00+08:00',
      resource_type: 'encrypt-resource',
      event_type: `REFUND.${status}`,
      summary: '退款',
      resource: {
        original_type: 'refund',
        ...sealed(
          API_V3_KEY,
          'uluk4a9R25RW',
          'refund',
          JSON.stringify({ mchid: MERCHANT_ID, refund_status: status, ...resource, ...changed }),
        ),
      },
    });
    return { body, headers: signed(body, at) };
  };

  return {
    url: door.url,
    journal: door.journal,
    trouble: door.trouble,
    calm: door.calm,
    weather: door.weather,
    close: door.close,
    orders: platform.orders,
    /** What a correct client never does; a test ends with this empty. */
    violations: platform.violations,
    serial,
    noticeOf,
    billAt: (address: string | null) => {
      billLies = address;
    },
    changeBill: (change: (text: string) => string) => {
      changeBill = change;
    },
    refunds: refunds.refunds,
    refundNoticeOf,
    /** What becomes of the next refunds; SUCCESS unless a test says otherwise. */
    refundsEnd: refunds.endAs,
    /** Refusals of the next refunds, by code. */
    refundCodes: refunds.codes,
    /** Ends a refund that is being processed, and tells the merchant. */
    endRefund(number: string, state: RefundState): void {
      const refund = refunds.end(number, state);
      waiting.push({ make: () => refundNoticeOf(refund), of: refund.order, deliveries: 0, dueAt: clock() });
    },
    /** Somebody gives money back in the merchant's own console. */
    refundByHand: refunds.byHand,
    signed,
    /** What the service is told about this merchant. */
    environment: {
      WECHATPAY_API_URL: door.url,
      WECHATPAY_MCH_ID: MERCHANT_ID,
      WECHATPAY_APP_ID: APP_ID,
      WECHATPAY_MERCHANT_SERIAL: MERCHANT_SERIAL,
      WECHATPAY_MERCHANT_PRIVATE_KEY: pem('PRIVATE KEY', MERCHANT_PRIVATE_KEY),
      WECHATPAY_API_V3_KEY: API_V3_KEY,
      ...(mode === 'public-key' && {
        WECHATPAY_PUBLIC_KEY_ID: PUBLIC_KEY_ID,
        WECHATPAY_PUBLIC_KEY: pem('PUBLIC KEY', PLATFORM_PUBLIC_KEY),
      }),
    },
    /** What the mini program does with an action: checks paySign as WeChat would, then the payer agrees. */
    pay(action: {
      timeStamp: string;
      nonceStr: string;
      package: string;
      signType: string;
      paySign: string;
    }): WechatOrder {
      const message = `${APP_ID}\n${action.timeStamp}\n${action.nonceStr}\n${action.package}\n`;
      if (action.signType !== 'RSA' || !merchantSigned(message, action.paySign))
        throw new Error('paySign does not hold');
      const order = platform.pay(action.package);
      waiting.push({ make: () => noticeOf(order), of: order, deliveries: 0, dueAt: clock() });
      return order;
    },
    /** What is to be told of this order comes later, or (Infinity) never. */
    putOff(order: WechatOrder, seconds: number): void {
      for (const one of waiting) if (one.of === order) one.dueAt += seconds * 1_000;
    },
    /** Nothing of this order waits to be delivered: what there was to tell was taken. */
    isTold: (order: WechatOrder) => !waiting.some(({ of }) => of === order),
    /** What was not delivered yet is never told. */
    forgetNotices: () => waiting.splice(0),
    /** Delivers what is due once; what is not answered with 200 or 204 comes again, 16 times in all. Answers the statuses. */
    async deliverDue(post: (notice: WechatNotice) => Promise<number>): Promise<number[]> {
      const statuses: number[] = [];
      for (const one of [...waiting].filter(({ dueAt }) => dueAt <= clock())) {
        const status = await post(one.make());
        statuses.push(status);
        const again = AGAIN_AFTER[one.deliveries];
        if (status === 200 || status === 204 || again === undefined) waiting.splice(waiting.indexOf(one), 1);
        else Object.assign(one, { deliveries: one.deliveries + 1, dueAt: clock() + again * 1_000 });
      }
      return statuses;
    },
  };
}
