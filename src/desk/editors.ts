/** The desk's API for editors: what was asked and not answered well, an article begun for it, and which revision is in force. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type HttpEnv, json, problem, problemOf, trimmed } from '../channels/http.ts';
import { dayOf, rfc3339 } from '../domain/calendar.ts';
import type { GapReason } from '../domain/knowledge.ts';
import { LOCALES } from '../domain/names.ts';
import { draftOf, type GapGroup } from '../knowledge/gaps.ts';
import { GAP_DAYS, type Knowledge } from '../knowledge/knowledge.ts';
import type { Clock } from '../outside/clock.ts';
import type { Services } from '../services/index.ts';
import { deskDoor } from './door.ts';

export interface EditorDeps {
  readonly services: Pick<Services, 'staff' | 'accounts'>;
  readonly knowledge: Pick<Knowledge, 'gaps' | 'revisions'>;
  readonly clock: Clock;
}

const tags = ['Desk'];
const security = [{ desk: [] }];
const GAPS = 50;
const REVISIONS = 20;
const MOST = 200;

const days = z.coerce
  .number()
  .int()
  .min(1)
  .max(366)
  .optional()
  .openapi({ description: `How far back; left out: ${GAP_DAYS}.` });
const limit = z.coerce.number().int().min(1).max(MOST).optional();

const times = z.number().int().optional();
/** How often for which reason; those that never were are left out. */
const reasons = {
  'no-hit': times,
  'low-score': times,
  'not-then': times.openapi({ description: 'Nothing that held on the day asked about' }),
  'only-elsewhere': times.openapi({ description: 'Only in another language' }),
  'no-value': times.openapi({ description: 'A price or time of the clause was not known' }),
  'not-helpful': times.openapi({ description: 'A thumb down' }),
  'person-asked': times.openapi({ description: 'A person was asked for within a quarter of an hour' }),
} satisfies Record<GapReason, typeof times>;

const gapSchema = z
  .object({
    id: z.string().openapi({
      description:
        'Of the plainest wording and its language: the same from call to call until somebody words it more plainly, or the wording is older than `days`.',
    }),
    question: z.string().openapi({ description: 'The plainest wording, masked' }),
    locale: z.string(),
    count: z.number().int(),
    reasons: z.object(reasons),
    examples: z.array(z.string()).openapi({ description: 'Other wordings, masked, five at most' }),
    newest: z.string(),
    articleId: z
      .string()
      .nullable()
      .openapi({ description: 'What came nearest or did not help, when it was always the same' }),
  })
  .openapi('Gap');

const revisionSchema = z
  .object({
    revision: z.number().int(),
    publishedAt: z.string(),
    note: z.string(),
    golden: z.object({ passed: z.number().int(), of: z.number().int() }),
    current: z.boolean(),
  })
  .openapi('Revision');

const refusals = {
  400: problemOf('The query is not valid'),
  401: problemOf('No valid token of the desk'),
  404: problemOf('There is none, or not for this role'),
  429: problemOf('Too many calls'),
};

const gapShape = ({ newest, examples, ...rest }: GapGroup) => ({
  ...rest,
  examples: [...examples],
  newest: rfc3339(newest),
});

/** For editors, and for supervisors and managers, who answer for what they write. */
export function editorRoutes(
  app: OpenAPIHono<HttpEnv>,
  { services: { staff, accounts }, knowledge, clock }: EditorDeps,
): void {
  const middleware = deskDoor({ staff, accounts }, 'gaps');

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/knowledge/gaps',
      tags,
      security,
      middleware,
      summary: 'What was asked and not answered well, like questions together, the most asked first',
      request: { query: z.strictObject({ days, locale: z.enum(LOCALES).optional(), limit }) },
      responses: { 200: json('Groups', z.object({ gaps: z.array(gapSchema) })), ...refusals },
    }),
    async (c) => {
      const { days: back, locale, limit: most = GAPS } = c.req.valid('query');
      const found = await knowledge.gaps(back);
      const wanted = locale ? found.filter((group) => group.locale === locale) : found;
      return c.json({ gaps: wanted.slice(0, most).map(gapShape) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/knowledge/gaps/{gapId}/draft',
      tags,
      security,
      middleware,
      summary: 'An article begun for a group',
      description:
        'Markdown with front matter, for `knowledge/drafts/` or beside the other articles; what an editor has to write stands in angle brackets, and does not pass the check until it is written.',
      request: { params: z.object({ gapId: trimmed(100) }), query: z.strictObject({ days }) },
      responses: { 200: json('The draft', z.object({ path: z.string(), markdown: z.string() })), ...refusals },
    }),
    async (c) => {
      const { gapId } = c.req.valid('param');
      const group = (await knowledge.gaps(c.req.valid('query').days)).find(({ id }) => id === gapId);
      if (!group) return problem('not_found') as never;
      const { path, text } = draftOf(group, dayOf(clock.now()), group.id);
      return c.json({ path, markdown: text }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/knowledge/revisions',
      tags,
      security,
      middleware,
      summary: 'What was published, newest first, and which of it is in force',
      request: { query: z.strictObject({ limit }) },
      responses: { 200: json('Revisions', z.object({ revisions: z.array(revisionSchema) })), ...refusals },
    }),
    async (c) => {
      const listed = await knowledge.revisions(c.req.valid('query').limit ?? REVISIONS);
      return c.json(
        {
          revisions: listed.map(({ revision, publishedAt, note, golden, current }) => ({
            revision,
            publishedAt: rfc3339(publishedAt),
            note,
            golden: revisionSchema.shape.golden.parse(golden),
            current,
          })),
        },
        200,
      );
    },
  );
}
