/** REST: invoices of paid payments (contract.md section 4). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import type { Invoice } from '../../domain/invoices.ts';
import { maskName } from '../../domain/mask.ts';
import { amountOf } from '../../domain/money.ts';
import {
  type HttpEnv,
  idempotencyKey,
  json,
  jsonBody,
  keyed,
  problemOf,
  problemResponse,
  trimmed,
  written,
} from '../http.ts';
import type { RestDeps } from './index.ts';

const security = [{ bearer: [] }];
const tags = ['Invoices'];

const taxDocument = z.object({
  code: z.string(),
  number: z.string(),
  specimen: z.boolean(),
  url: z.string().optional().openapi({ description: 'The tax platform’s own document' }),
});

const invoiceSchema = z
  .object({
    invoiceId: z.string(),
    paymentId: z.string(),
    status: z.enum(['requested', 'issued', 'reversed']),
    title: z.string(),
    taxNumber: z.string().nullable(),
    email: z.string().nullable(),
    issuedAt: z.string(),
    amount: z.string(),
    currency: z.enum(['CNY', 'TWD']),
    document: taxDocument.nullable(),
    reversal: taxDocument.nullable().openapi({ description: 'The document that took it back (红字)' }),
    replaces: z.string().nullable().openapi({ description: 'The invoice it stands in for' }),
    printUrl: z.string(),
  })
  .openapi('Invoice');

const invoiceShape = (invoice: Invoice, printUrl: string): z.infer<typeof invoiceSchema> => ({
  invoiceId: invoice.invoiceId,
  paymentId: invoice.paymentId,
  status: invoice.status,
  // Without a tax number the title is a person's name.
  title: invoice.taxNumber ? invoice.title : maskName(invoice.title),
  taxNumber: invoice.taxNumber,
  email: invoice.email,
  issuedAt: rfc3339(invoice.issuedAt),
  amount: amountOf(invoice.amount),
  currency: invoice.amount.currency,
  document: invoice.document,
  reversal: invoice.reversal,
  replaces: invoice.replaces,
  printUrl,
});

export function invoiceRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/invoices',
      tags,
      security,
      middleware: signedIn,
      summary: 'Requests the invoice of a payment',
      request: {
        ...keyed,
        ...jsonBody(
          z.strictObject({
            paymentId: written(100),
            title: trimmed(100).optional(),
            taxNumber: trimmed(30).optional(),
            email: z.email().max(200).optional(),
          }),
        ),
      },
      responses: {
        201: json('The invoice', invoiceSchema),
        404: problemOf('Not my payment'),
        409: problemOf('Not paid, invoiced already, or the key was used with another body'),
        422: problemOf('Not a tax number'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const { paymentId, title, taxNumber, email } = c.req.valid('json');
      const wish = { paymentId, title: title ?? null, taxNumber: taxNumber ?? null, email: email ?? null };
      const answered = await services.once(
        viewer,
        { key, body: { ...wish, path: '/v1/invoices' }, status: 201 },
        () => services.invoices.plan(viewer, wish),
        (invoice) => invoiceShape(invoice, ''),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      const invoice = answered.value.value;
      return c.json({ ...invoice, printUrl: await services.invoices.printUrl(invoice.invoiceId) }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/invoices/{invoiceId}/reissue',
      tags,
      security,
      middleware: signedIn,
      summary: 'Takes an invoice back and issues it anew',
      description: 'By a red letter of the tax platform; both documents or none. A payment has four invoices at most.',
      request: {
        ...keyed,
        params: z.object({ invoiceId: written(100) }),
        ...jsonBody(
          z.strictObject({
            title: trimmed(100).optional(),
            taxNumber: trimmed(30).optional(),
            email: z.email().max(200).optional(),
          }),
        ),
      },
      responses: {
        201: json('The new invoice', invoiceSchema),
        404: problemOf('Not my invoice'),
        409: problemOf('Not valid any more, its payment is being given back, or the key was used with another body'),
        422: problemOf('Not a tax number'),
        429: problemOf('Mended too often: ask a person'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const { invoiceId } = c.req.valid('param');
      const { title, taxNumber, email } = c.req.valid('json');
      const wish = { title: title ?? null, taxNumber: taxNumber ?? null, email: email ?? null };
      const answered = await services.once(
        viewer,
        { key, body: { ...wish, path: `/v1/invoices/${invoiceId}/reissue` }, status: 201 },
        () => services.invoices.planReissue(viewer, invoiceId, wish),
        (invoice) => invoiceShape(invoice, ''),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      const invoice = answered.value.value;
      return c.json({ ...invoice, printUrl: await services.invoices.printUrl(invoice.invoiceId) }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/invoices/{invoiceId}',
      tags,
      security,
      middleware: signedIn,
      summary: 'One invoice',
      request: { params: z.object({ invoiceId: written(100) }) },
      responses: { 200: json('The invoice', invoiceSchema), 404: problemOf('Not my invoice') },
    }),
    async (c) => {
      const found = await services.invoices.find(c.var.viewer, c.req.valid('param').invoiceId);
      if (!found.ok) return problemResponse(found.problem) as never;
      return c.json(invoiceShape(found.value, await services.invoices.printUrl(found.value.invoiceId)), 200);
    },
  );
}
