/** REST: papers that follow to a case, as a file or by the ids of papers handed in before (contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { shownCase } from '../../services/case-view.ts';
import {
  type HttpEnv,
  idempotencyKey,
  inputProblem,
  json,
  keyed,
  problem,
  problemOf,
  problemResponse,
  written,
} from '../http.ts';
import { caseSchema, caseShape } from './cases.ts';
import { readUpload, uploadBody, uploadPrint, uploadProblems } from './documents.ts';
import type { RestDeps } from './index.ts';

const ids = z.strictObject({ documents: z.array(written(100)).min(1).max(20) });
/** A plain schema, as that of the form: the body is read and judged here, behind the check whose case it is. */
const IDS_AS_WRITTEN = {
  type: 'object' as const,
  required: ['documents'],
  additionalProperties: false,
  properties: { documents: { type: 'array' as const, minItems: 1, maxItems: 20, items: { type: 'string' as const } } },
};
const limited = bodyLimit({ maxSize: 64 * 1024, onError: () => problem('body_too_large') });

export function caseDocumentRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn, clock }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/cases/{caseNumber}/documents',
      tags: ['Cases'],
      security: [{ bearer: [] }],
      middleware: signedIn,
      summary: 'Hands papers in to a case of mine',
      description:
        'A file as at `/v1/documents`, or `{"documents":[…]}` with the ids of papers handed in before. The answer says what is still missing; when what proves the right is there, the clock goes on.',
      request: {
        ...keyed,
        params: z.object({ caseNumber: written(40) }),
        body: {
          ...uploadBody.body,
          content: { ...uploadBody.body.content, 'application/json': { schema: IDS_AS_WRITTEN } },
        },
      },
      responses: {
        200: json('The case', caseSchema),
        ...uploadProblems,
        404: problemOf('Not my case or paper'),
        409: problemOf('The case is closed, or the key was used with another body'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const number = c.req.param('caseNumber');
      const path = `/v1/cases/${number}/documents`;
      // Nobody has bytes stored for a case that is not theirs.
      const own = await services.residentActs.ownCase(viewer, number);
      if (!own.ok) return problemResponse(own.problem) as never;
      const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
      let print: unknown;
      let take: () => Promise<{ ok: true; value: readonly string[] } | { ok: false; response: Response }>;
      if (isJson) {
        const tooLarge = await limited(c, async () => {});
        if (tooLarge) return tooLarge as never;
        const read = await c.req.json().catch(() => undefined);
        if (read === undefined) return problem('invalid_json') as never;
        const given = ids.safeParse(read);
        if (!given.success) return inputProblem(given.error) as never;
        print = given.data;
        take = async () => ({ ok: true, value: given.data.documents });
      } else {
        const upload = await readUpload(c);
        if (upload instanceof Response) return upload as never;
        print = await uploadPrint(upload);
        let stored: string | null = null;
        // Stored once, however often the attaching is planned.
        take = async () => {
          if (stored === null) {
            const planned = await services.documents.plan(viewer, upload);
            if (!planned.ok) return { ok: false, response: problemResponse(planned.problem) };
            stored = (await services.carryOut(planned.value)).documentId;
          }
          return { ok: true, value: [stored] };
        };
      }
      let refused: Response | null = null;
      const answered = await services.once(
        viewer,
        { key, body: { path, print }, status: 200 },
        async () => {
          const taken = await take();
          if (!taken.ok) {
            refused = taken.response;
            return { ok: false, problem: { code: 'unsupported_document' } };
          }
          return services.papers.attach(viewer, number, taken.value, false);
        },
        (found) => caseShape(shownCase(found, true, clock.now()), viewer.locale, clock.now()),
      );
      if (!answered.ok) return (refused ?? problemResponse(answered.problem)) as never;
      return c.json(answered.value.value, 200);
    },
  );
}
