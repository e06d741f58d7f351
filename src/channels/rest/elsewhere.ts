/** Doors that other files open and that the API's own description names too: streams, gateways, channels, health. */
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { PAYMENT_METHODS } from '../../domain/payments.ts';
import { type HttpEnv, json, problemOf } from '../http.ts';
import { streamQuery } from '../web/chat-shapes.ts';
import { answerSchema, callSchema } from '../wechaty/shapes.ts';
import { actionSchema } from './shapes.ts';

const health = z.object({
  status: z.enum(['ok', 'failing']),
  database: z.enum(['ok', 'no answer']),
  knowledge: z.enum(['ok', 'not loaded']),
  on: z.record(z.string(), z.boolean()),
});

export function describeElsewhere({ openAPIRegistry }: Pick<OpenAPIHono<HttpEnv>, 'openAPIRegistry'>): void {
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/chat/stream',
    tags: ['Chat'],
    security: [{ bearer: [] }],
    summary: 'Follows what arrives by itself',
    description:
      'Server-sent events `message`, each an item of the transcript with its `messageId` as id. Ends after a minute; go on with `Last-Event-ID` or `after`.',
    request: {
      query: streamQuery,
      headers: z.object({ 'last-event-id': z.string().optional() }),
    },
    responses: {
      200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
      400: problemOf('What is wrong stands in `errors`'),
      401: problemOf('No valid token'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/v1/payment-notifications/{method}',
    tags: ['Gateways and channels'],
    summary: 'A payment gateway tells what became of a payment',
    description: 'In the gateway’s own format, signed over the raw body as that gateway signs.',
    request: { params: z.object({ method: z.enum(PAYMENT_METHODS) }) },
    responses: {
      200: json('Stored', z.object({ received: z.literal(true), verdict: z.enum(['taken', 'repeated']) })),
      204: { description: 'Stored, as WeChat Pay wants to hear it; its refusals are `{"code":"FAIL"}`' },
      400: problemOf('Signed, and not readable'),
      401: problemOf('The signature does not hold'),
      404: problemOf('This method is not set up'),
      413: problemOf('Over 64 KiB'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/payment-returns/line-pay',
    tags: ['Gateways and channels'],
    summary: 'A payer’s browser comes back from LINE Pay',
    description: 'Proves nothing: it only makes the service ask LINE Pay now.',
    request: { query: z.object({ transactionId: z.string(), orderId: z.string() }) },
    responses: {
      303: { description: 'To the chat' },
      404: problemOf('Nobody was sent there with these numbers'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/pay/{token}',
    tags: ['Gateways and channels'],
    summary: 'Leads a payer to the gateway',
    request: { params: z.object({ token: z.string() }) },
    responses: {
      200: json('What a mini program hands to WeChat', actionSchema),
      303: { description: 'To the gateway’s page' },
      404: problemOf('No such link, or it is over'),
      409: problemOf('Nothing is left to pay here'),
      503: problemOf('The gateway does not answer'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/webhooks/line',
    tags: ['Gateways and channels'],
    summary: 'Events of the LINE channel',
    responses: {
      200: { description: 'Stored' },
      400: problemOf('Signed, and not readable'),
      401: problemOf('The signature does not hold'),
      413: problemOf('Over 1 MiB'),
      503: problemOf('LINE is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/webhooks/wechat',
    tags: ['Gateways and channels'],
    summary: 'The echo check of the WeChat official account',
    responses: {
      200: { description: 'The echo' },
      400: problemOf('Signed, and without an echo'),
      401: problemOf('The signature does not hold'),
      503: problemOf('WeChat is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/webhooks/wechat',
    tags: ['Gateways and channels'],
    summary: 'Messages and events of the WeChat official account',
    responses: {
      200: { description: 'The passive answer, or nothing' },
      400: problemOf('Not readable'),
      401: problemOf('The signature does not hold'),
      413: problemOf('Over 1 MiB'),
      503: problemOf('WeChat is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/webhooks/wechat-kf',
    tags: ['Gateways and channels'],
    summary: 'The echo check of WeChat customer service (微信客服)',
    responses: {
      200: { description: 'The echo' },
      401: problemOf('The signature does not hold'),
      503: problemOf('WeChat customer service is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/webhooks/wechat-kf',
    tags: ['Gateways and channels'],
    summary: 'WeCom says that something is there; it is stored, then the list is read',
    responses: {
      200: { description: 'success: stored' },
      400: problemOf('Not readable'),
      401: problemOf('The signature does not hold'),
      413: problemOf('Over 1 MiB'),
      503: problemOf('WeChat customer service is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/webhooks/wechat-mini',
    tags: ['Gateways and channels'],
    summary: 'The echo check of the mini program’s message push',
    responses: {
      200: { description: 'The echo' },
      400: problemOf('Signed, and without an echo'),
      401: problemOf('The signature does not hold'),
      503: problemOf('The mini program’s message push is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/webhooks/wechat-mini',
    tags: ['Gateways and channels'],
    summary: 'Messages of the mini program’s customer-service conversation',
    responses: {
      200: { description: 'success: stored; the answer is a message of its own' },
      400: problemOf('Not readable'),
      401: problemOf('The signature does not hold'),
      413: problemOf('Over 1 MiB'),
      503: problemOf('The mini program’s message push is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/webhooks/wechaty',
    tags: ['Gateways and channels'],
    summary: 'The wechaty gateway brings messages and fetches replies',
    description:
      'Signed with `WECHATY_GATEWAY_KEY`: base64 of HMAC-SHA256 over timestamp, `\\n`, nonce, `\\n`, raw body; at most five minutes of clock difference, each nonce once. A message is taken once per `id`; a reply is handed out again and again until it is named in `delivered`, or in `failed` with a reason.',
    request: {
      headers: z.object({
        'x-wattline-timestamp': z.string(),
        'x-wattline-nonce': z.string(),
        'x-wattline-signature': z.string(),
      }),
      body: { required: true, content: { 'application/json': { schema: callSchema } } },
    },
    responses: {
      200: json('Stored; what is to be said', answerSchema),
      400: problemOf('Signed, and not readable'),
      401: problemOf('The signature does not hold, the call is old, or its nonce was used'),
      413: problemOf('Over 1 MiB'),
      503: problemOf('The gateway is not set up'),
    },
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/healthz',
    tags: ['Operation'],
    summary: 'Whether the service can answer',
    responses: { 200: json('It can', health), 503: json('It cannot: what is failing', health) },
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/openapi.json',
    tags: ['Operation'],
    summary: 'This description',
    responses: { 200: json('OpenAPI 3.1', z.object({ openapi: z.string() }).catchall(z.unknown())) },
  });
}
