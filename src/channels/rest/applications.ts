/** REST: applications of every kind, and the contract that ends a transfer (contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import { keptPhone } from '../../domain/phone.ts';
import { ok } from '../../domain/result.ts';
import { APPLICATION_KINDS, type ApplicationAsk, ROLES } from '../../services/applications/ask.ts';
import type { ContractSheet } from '../../services/applications/contracts.ts';
import { shownCase } from '../../services/case-view.ts';
import { CAPACITY, CAPACITY_LIMITS } from '../../services/connections.ts';
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
import { caseSchema, caseShape } from './cases.ts';
import type { RestDeps } from './index.ts';
import { withinCases } from './limits.ts';
import { accountNumber } from './shapes.ts';

const phone = z.string().regex(/^\+?\d{8,14}$/, 'must be a telephone number, digits only');

const body = z
  .strictObject({
    kind: z.enum(APPLICATION_KINDS),
    accountNumber: accountNumber.optional(),
    address: trimmed(300).optional(),
    name: trimmed(100).optional(),
    idNumber: z
      .string()
      .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase())
      .pipe(z.string().regex(/^(?=.*\d{6})[A-Z0-9]{8,18}$/, 'must be an ID number'))
      .optional(),
    newName: trimmed(100).optional(),
    role: z.enum(ROLES).optional(),
    reason: trimmed(500).optional(),
    oldHolderPhone: phone.transform(keptPhone).optional(),
    contactPhone: phone.optional(),
    capacityKw: z
      .string()
      .regex(CAPACITY, CAPACITY_LIMITS)
      .optional()
      .openapi({ description: `In kW; ${CAPACITY_LIMITS}`, example: '10.5' }),
    parkingSpace: trimmed(100).optional(),
    category: trimmed(60).optional(),
    description: trimmed(1_000).optional(),
    documents: z.array(written(100)).max(20).default([]),
    /** Whether the property right or the householder changed; has to agree with the kind. */
    ownershipChanged: z.enum(['yes', 'no']).optional(),
    /** Separate consent to the use of ID data; needed with `idNumber`. */
    consent: z.boolean().optional(),
    agreed: z.boolean(),
  })
  .superRefine((given, context) => {
    const missing = (field: string) => context.addIssue({ code: 'custom', path: [field], message: 'is missing' });
    const holder = given.kind === 'rename' || given.kind === 'transfer';
    if (holder && given.accountNumber === undefined) missing('accountNumber');
    if (given.kind === 'transfer' && given.name === undefined) missing('name');
    if (given.kind === 'rename' && given.newName === undefined && given.name === undefined) missing('newName');
    if (given.kind === 'rename' && given.reason === undefined) missing('reason');
    const fits = { rename: 'no', transfer: 'yes' } as const;
    if (given.ownershipChanged !== undefined && holder && given.ownershipChanged !== fits[given.kind as 'rename']) {
      const message = 'does not fit the kind: changed hands is a transfer, only the name is a rename';
      context.addIssue({ code: 'custom', path: ['ownershipChanged'], message });
    }
  });

type Body = z.output<typeof body>;

const askOf = (given: Body): ApplicationAsk => ({
  kind: given.kind,
  accountNumber: given.accountNumber ?? null,
  address: given.address ?? null,
  name: given.name ?? null,
  idNumber: given.idNumber ?? null,
  newName: given.newName ?? null,
  role: given.role ?? 'owner',
  reason: given.reason ?? null,
  oldHolderPhone: given.oldHolderPhone ?? null,
  contactPhone: given.contactPhone ?? null,
  capacityKw: given.capacityKw ?? null,
  parkingSpace: given.parkingSpace ?? null,
  category: given.category ?? null,
  description: given.description ?? null,
  documents: given.documents,
  consent: given.consent === true,
  agreed: given.agreed,
  conversationId: null,
});

const contractSchema = z.object({
  caseNumber: z.string(),
  text: z.string(),
  contractHash: z.string(),
  madeAt: z.string(),
  signedAt: z.string().nullable(),
});

const contractShape = ({ contract }: ContractSheet) => ({
  caseNumber: contract.caseNumber,
  text: contract.text,
  contractHash: contract.sha256,
  madeAt: rfc3339(contract.madeAt),
  signedAt: contract.signedAt && rfc3339(contract.signedAt),
});

const caseNumber = z.object({ caseNumber: written(40) });

export function applicationRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn, clock }: RestDeps): void {
  const security = [{ bearer: [] }];
  const tags = ['Cases'];

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/applications',
      tags,
      security,
      middleware: signedIn,
      summary: 'Applies for a name change, a transfer, new or more supply',
      description:
        'Papers that are missing may follow (`missing`); what proves the right starts the clock. A transfer may be of an account that is not bound. `reason` of a rename: `correction`, else a legal change. `Idempotency-Key`: the same key and body get the same case.',
      request: { ...keyed, ...jsonBody(body) },
      responses: {
        201: json('The case', caseSchema),
        400: problemOf('A field is missing, unknown or wrong'),
        404: problemOf('No such account, or a paper that is not mine'),
        409: problemOf('Something is owed, another change is open, or the key was used with another body'),
        422: problemOf('No consent, not the real name, or not possible for this account'),
        429: problemOf('Too many tries, or too many new cases within an hour'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const given = c.req.valid('json');
      const ask = askOf(given);
      const holder = given.kind === 'rename' || given.kind === 'transfer';
      const answered = await services.once(
        viewer,
        { key, body: { ...given, path: '/v1/applications' }, status: 201 },
        withinCases(services, viewer, key, () =>
          holder ? services.holders.plan(viewer, ask) : services.connections.plan(viewer, ask),
        ),
        ({ record }) => caseShape(shownCase(record, true, clock.now()), viewer.locale, clock.now()),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/cases/{caseNumber}/contract',
      tags,
      security,
      middleware: signedIn,
      summary: 'The contract of my transfer',
      request: { params: caseNumber },
      responses: { 200: json('The contract', contractSchema), 404: problemOf('Not my case, or no contract yet') },
    }),
    async (c) => {
      const found = await services.holders.contracts.of(c.var.viewer, c.req.valid('param').caseNumber);
      return found.ok ? c.json(contractShape(found.value), 200) : (problemResponse(found.problem) as never);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/cases/{caseNumber}/signature',
      tags,
      security,
      middleware: signedIn,
      summary: 'Signs the contract of my transfer',
      description: 'Signs exactly the text whose hash is sent. With it the account is the new holder’s.',
      request: {
        ...keyed,
        params: caseNumber,
        ...jsonBody(
          z.strictObject({
            contractHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the hash of the contract'),
            phone: phone.optional(),
          }),
        ),
      },
      responses: {
        200: json('The case', caseSchema),
        400: problemOf('Not a hash'),
        404: problemOf('Not my case, or no contract yet'),
        409: problemOf('Signed before, not at this stage, another text, or the key was used with another body'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const given = c.req.valid('json');
      const { caseNumber: number } = c.req.valid('param');
      const answered = await services.once(
        viewer,
        { key, body: { ...given, path: `/v1/cases/${number}/signature` }, status: 200 },
        async () => {
          const signature = { contractHash: given.contractHash, way: 'api' as const, phone: given.phone ?? null };
          const planned = await services.holders.contracts.planFor(viewer, number, signature);
          return planned.ok ? ok(planned.value) : planned;
        },
        (found) => caseShape(shownCase(found, true, clock.now()), viewer.locale, clock.now()),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 200);
    },
  );
}
