/** REST: quotes, payments, invoices, ratings (contract.md sections 4 and 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import type { Invoice } from '../../domain/invoices.ts';
import { maskName } from '../../domain/mask.ts';
import { amountOf } from '../../domain/money.ts';
import { PAYMENT_METHODS, type Payment } from '../../domain/payments.ts';
import { ok } from '../../domain/result.ts';
import { boundAccount, type Viewer } from '../../domain/viewer.ts';
import { RATING_REASONS } from '../../services/ratings.ts';
import { type HttpEnv, idempotencyKey, json, jsonBody, problemOf, problemResponse } from '../http.ts';
import type { RestDeps } from './index.ts';
import { actionSchema, actionShape, paymentSchema, paymentShape } from './shapes.ts';

const security = [{ bearer: [] }];
const accountNumber = z.string().regex(/^(?:\d{10}|\d{11}|\d{13}|\d{16})$/, 'must have 10, 11, 13 or 16 digits');

const invoiceSchema = z
  .object({
    invoiceId: z.string(),
    paymentId: z.string(),
    status: z.enum(['requested', 'issued', 'reversed']),
    title: z.string(),
    taxNumber: z.string().nullable(),
    email: z.string().nullable(),
    issuedAt: z.string(),
    document: z.object({ code: z.string(), number: z.string(), specimen: z.boolean() }).nullable(),
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
  document: invoice.document,
  printUrl,
});

export function paymentRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  const tags = ['Payments'];
  const sees = (viewer: Viewer, payment: Payment) => boundAccount(viewer, payment.accountNumber) !== undefined;

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/payment-quotes',
      tags,
      security,
      middleware: signedIn,
      summary: 'What an account owes, for somebody who pays for others',
      request: jsonBody(z.strictObject({ accountNumber })),
      responses: {
        200: json(
          'The quote',
          z.object({ holder: z.string(), amountDue: z.string(), currency: z.enum(['CNY', 'TWD']) }),
        ),
        404: problemOf('No such account'),
        429: problemOf('Too many quotes'),
      },
    }),
    async (c) => {
      const limited = await services.accounts.limit(
        { key: `quote:${c.var.viewer.residentId}`, most: 20, windowSeconds: 3_600 },
        [],
      );
      if (!limited.ok) return problemResponse(limited.problem) as never;
      const quoted = await services.payments.quote(c.req.valid('json').accountNumber);
      if (!quoted.ok) return problemResponse(quoted.problem) as never;
      const { holder, amountDue } = quoted.value;
      return c.json({ holder: maskName(holder), amountDue: amountOf(amountDue), currency: amountDue.currency }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/payments',
      tags,
      security,
      middleware: signedIn,
      summary: 'Opens a payment of what is due',
      description:
        'All that is due, or the bills named. The amount is frozen. `Idempotency-Key`: the same key and body get the same payment.',
      request: jsonBody(
        z.strictObject({
          accountNumber,
          billIds: z.array(z.string().min(1).max(200)).min(1).max(24).optional(),
          method: z.enum(PAYMENT_METHODS),
        }),
      ),
      responses: {
        201: json('The payment and what the payer does next', paymentSchema.extend({ action: actionSchema })),
        404: problemOf('No such account or bill'),
        409: problemOf('Nothing due, open elsewhere, or the key was used with another body'),
        422: problemOf('This method is not set up'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      if (key instanceof Response) return key as never;
      const { viewer } = c.var;
      const body = c.req.valid('json');
      if (!boundAccount(viewer, body.accountNumber)) {
        const limited = await services.accounts.limit(
          { key: `quote:${viewer.residentId}`, most: 20, windowSeconds: 3_600 },
          [],
        );
        if (!limited.ok) return problemResponse(limited.problem) as never;
      }
      let opened: Payment | null = null;
      const answered = await services.once(
        viewer,
        { key, body: { ...body, path: '/v1/payments' }, status: 201 },
        async () => {
          const planned = await services.payments.plan(viewer, { ...body, billIds: body.billIds ?? null });
          if (!planned.ok) return planned;
          opened = planned.value.value.payment;
          return ok({ value: opened, writes: planned.value.writes });
        },
        (payment) => paymentShape(payment, sees(viewer, payment)),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      const found = opened ? ok<Payment>(opened) : await services.payments.find(viewer, answered.value.value.paymentId);
      if (!found.ok) return problemResponse(found.problem) as never;
      return c.json({ ...answered.value.value, action: actionShape(await services.payments.action(found.value)) }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/payments/{paymentId}',
      tags,
      security,
      middleware: signedIn,
      summary: 'One payment',
      request: { params: z.object({ paymentId: z.string().max(100) }) },
      responses: { 200: json('The payment', paymentSchema), 404: problemOf('Not my payment') },
    }),
    async (c) => {
      const found = await services.payments.find(c.var.viewer, c.req.valid('param').paymentId);
      if (!found.ok) return problemResponse(found.problem) as never;
      return c.json(paymentShape(found.value, sees(c.var.viewer, found.value)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/accounts/{accountNumber}/payments',
      tags,
      security,
      middleware: signedIn,
      summary: 'Payments of an account, newest first',
      request: { params: z.object({ accountNumber: z.string().max(30) }) },
      responses: {
        200: json('Payments', z.object({ payments: z.array(paymentSchema) })),
        404: problemOf('Not my account'),
      },
    }),
    async (c) => {
      const listed = await services.payments.ofAccount(c.var.viewer, c.req.valid('param').accountNumber);
      if (!listed.ok) return problemResponse(listed.problem) as never;
      return c.json({ payments: listed.value.map((payment) => paymentShape(payment, true)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/invoices',
      tags: ['Invoices'],
      security,
      middleware: signedIn,
      summary: 'Requests the invoice of a payment',
      request: jsonBody(
        z.strictObject({
          paymentId: z.string().min(1).max(100),
          title: z.string().trim().min(1).max(100).optional(),
          taxNumber: z.string().trim().max(30).optional(),
          email: z.email().max(200).optional(),
        }),
      ),
      responses: {
        201: json('The invoice', invoiceSchema),
        404: problemOf('Not my payment'),
        409: problemOf('Not paid, or invoiced already'),
        422: problemOf('Not a tax number'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      if (key instanceof Response) return key as never;
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
      method: 'get',
      path: '/v1/invoices/{invoiceId}',
      tags: ['Invoices'],
      security,
      middleware: signedIn,
      summary: 'One invoice',
      request: { params: z.object({ invoiceId: z.string().max(100) }) },
      responses: { 200: json('The invoice', invoiceSchema), 404: problemOf('Not my invoice') },
    }),
    async (c) => {
      const found = await services.invoices.find(c.var.viewer, c.req.valid('param').invoiceId);
      if (!found.ok) return problemResponse(found.problem) as never;
      return c.json(invoiceShape(found.value, await services.invoices.printUrl(found.value.invoiceId)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/ratings/pending',
      tags: ['Ratings'],
      security,
      middleware: signedIn,
      summary: 'Finished services I can still rate',
      responses: {
        200: json(
          'Services',
          z.object({
            ratings: z.array(z.object({ serviceId: z.string(), service: z.string(), finishedAt: z.string() })),
          }),
        ),
      },
    }),
    async (c) => {
      const pending = await services.ratings.pending(c.var.viewer);
      return c.json(
        {
          ratings: pending.map(({ serviceId, service, finishedAt }) => ({
            serviceId,
            service,
            finishedAt: rfc3339(finishedAt),
          })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/ratings',
      tags: ['Ratings'],
      security,
      middleware: signedIn,
      summary: 'Rates a finished service, once',
      request: jsonBody(
        z.strictObject({
          serviceId: z.string().min(1).max(200),
          score: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
          reasons: z.array(z.enum(RATING_REASONS)).max(8).optional(),
          comment: z.string().trim().max(1_000).optional(),
        }),
      ),
      responses: {
        201: json(
          'Rated',
          z.object({ serviceId: z.string(), score: z.number().int(), caseNumber: z.string().nullable() }),
        ),
        404: problemOf('Not my service'),
        409: problemOf('Rated already'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      if (key instanceof Response) return key as never;
      const { viewer } = c.var;
      const { serviceId, score, reasons, comment } = c.req.valid('json');
      const given = { serviceId, score, reasons: reasons ?? [], comment: comment ?? null };
      const answered = await services.once(
        viewer,
        { key, body: { ...given, path: '/v1/ratings' }, status: 201 },
        () => services.ratings.rate(viewer, given),
        ({ recovery }) => ({
          serviceId,
          score,
          caseNumber: recovery?.caseNumber ?? null,
        }),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 201);
    },
  );
}
