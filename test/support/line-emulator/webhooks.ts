/** Webhooks as LINE sends them: events with ids and reply tokens, real signatures over the exact bytes. */
import { createHmac } from 'node:crypto';

export interface LineEvent {
  readonly type: string;
  readonly mode: 'active' | 'standby';
  readonly timestamp: number;
  readonly source?: Readonly<Record<string, string>>;
  readonly webhookEventId: string;
  readonly deliveryContext: { readonly isRedelivery: boolean };
  readonly replyToken?: string;
  readonly [field: string]: unknown;
}

/** A webhook call that was made, and how it went. */
export interface Delivery {
  readonly events: readonly LineEvent[];
  readonly body: string;
  readonly signature: string | null;
  /** Null: no answer within LINE's two seconds, or no connection. */
  readonly status: number | null;
  /** LINE would deliver it again. */
  readonly failed: boolean;
}

/** Where webhooks go: an address, or an app in this process (`(request) => app.fetch(request)`). */
export type WebhookTarget = string | ((request: Request) => Response | Promise<Response>);

export const signedBy = (secret: string, body: string | Uint8Array): string =>
  createHmac('sha256', secret).update(body).digest('base64');

export const webhookBody = (events: readonly LineEvent[]): string =>
  JSON.stringify({ destination: 'U8e742f61d673b39c7fff3cecb7536ef0', events });

export async function callWebhook(
  target: WebhookTarget,
  body: string,
  signature: string | null,
): Promise<number | null> {
  const request = new Request(typeof target === 'string' ? target : 'http://line.test/webhooks/line', {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'LineBotWebhook/2.0',
      ...(signature === null ? {} : { 'x-line-signature': signature }),
    },
    body,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), 2000);
  });
  const answered = async () => (await (typeof target === 'string' ? fetch(request) : target(request))).status;
  try {
    return await Promise.race([answered(), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
