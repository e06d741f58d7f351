/** REST: what the articles say (contract.md section 6); open to everybody, for it is published. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { answerText } from '../../conversation/answer-text.ts';
import { articleUrl } from '../../conversation/flows/knowledge-ask.ts';
import { isDay } from '../../domain/calendar.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';
import { localeFor } from '../../knowledge/answer.ts';
import type { Edition, Source } from '../../knowledge/article.ts';
import { textOf } from '../../knowledge/render.ts';
import { bearerToken, type HttpEnv, json, networkOf, problem, problemOf, problemResponse, trimmed } from '../http.ts';
import type { RestDeps } from './index.ts';
import { withinQuestions } from './limits.ts';

const tags = ['Knowledge'];
const RESULTS = 10;
const EXCERPT = 160;

const day = z.string().refine(isDay, 'must be a date, YYYY-MM-DD');
const asked = z.strictObject({
  q: trimmed(500),
  locale: z.enum(LOCALES).optional().openapi({ description: 'Left out: the language the question is written in.' }),
  asOf: day.optional().openapi({
    description: 'What was, or will be, in force on that day. Left out: the day the question names, else today.',
  }),
});

const sourceSchema = z
  .object({
    name: z.string(),
    ref: z.string(),
    date: z.string(),
    confirmed: z.boolean().openapi({ description: 'false: to be confirmed by the utility' }),
  })
  .openapi('ArticleSource');

const dated = { effectiveFrom: z.string(), effectiveTo: z.string().nullable(), source: sourceSchema };

const resultSchema = z
  .object({
    articleId: z.string(),
    title: z.string(),
    heading: z.string().nullable(),
    excerpt: z.string(),
    ...dated,
  })
  .openapi('KnowledgeResult');

const articleSchema = z
  .object({
    articleId: z.string(),
    title: z.string(),
    locale: z.enum(LOCALES),
    region: z.enum(['CN', 'TW', 'all']),
    customerClass: z.enum(['residential', 'business', 'all']),
    topics: z.array(z.string()),
    ...dated,
    asOf: z.string(),
    borrowed: z.boolean().openapi({ description: 'The mainland’s rule, for readers in Taiwan.' }),
    clauses: z.array(z.object({ heading: z.string().nullable(), text: z.string() })),
  })
  .openapi('Article');

const answerSchema = z
  .object({
    confident: z.boolean(),
    answer: z.string(),
    citations: z.array(
      z.object({ articleId: z.string(), title: z.string(), heading: z.string().nullable(), url: z.string() }),
    ),
  })
  .openapi('KnowledgeAnswer');

const sourceShape = ({ name, ref, date, confirmed }: Source) => ({ name, ref, date, confirmed });
const datesOf = ({ effectiveFrom, effectiveTo, source }: Edition) => ({
  effectiveFrom,
  effectiveTo,
  source: sourceShape(source),
});

const shortened = (text: string): string => {
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).toWellFormed()}…` : line;
};

export function knowledgeRoutes(app: OpenAPIHono<HttpEnv>, deps: RestDeps): void {
  const { knowledge, services, publicUrl, addressOf } = deps;
  const residentOf = async (c: Context): Promise<string | null> => services.accounts.residentOf(bearerToken(c) ?? '');
  const refusedTo = (c: Context, residentId: string | null): Response | null => {
    const limited = withinQuestions(services, residentId, networkOf(addressOf(c.req.raw, c.env)));
    return limited.ok ? null : problemResponse(limited.problem);
  };
  const read = ({ q, locale, asOf }: z.infer<typeof asked>) => ({
    question: q,
    locale: locale ?? localeFor(q),
    ...(asOf && { asOf }),
  });

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/knowledge/search',
      tags,
      summary: 'Clauses of articles, best first',
      request: { query: asked },
      responses: {
        200: json('Clauses', z.object({ results: z.array(resultSchema) })),
        400: problemOf('Not a question'),
        429: problemOf('Too many questions within a minute'),
      },
    }),
    async (c) => {
      const refused = refusedTo(c, await residentOf(c));
      if (refused) return refused as never;
      const question = read(c.req.valid('query'));
      const found = await knowledge.search(question, RESULTS);
      return c.json(
        {
          results: found.map(({ edition, clause, pieces }) => ({
            articleId: edition.id,
            title: edition.title,
            heading: edition.clauses[clause]?.heading ?? null,
            excerpt: shortened(textOf(pieces, question.locale)),
            ...datesOf(edition),
          })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/knowledge/articles/{articleId}',
      tags,
      summary: 'An article as it holds on a day',
      request: {
        params: z.object({ articleId: trimmed(100) }),
        query: z.strictObject({ locale: z.enum(LOCALES).optional(), asOf: day.optional() }),
      },
      responses: {
        200: json('The article', articleSchema),
        404: problemOf('None of that id in this language on that day'),
      },
    }),
    async (c) => {
      const { articleId } = c.req.valid('param');
      const { locale = 'zh-CN' as Locale, asOf } = c.req.valid('query');
      const found = await knowledge.article(articleId, locale, asOf);
      if (!found) return problem('not_found') as never;
      const { edition, clauses } = found;
      return c.json(
        {
          articleId: edition.id,
          title: edition.title,
          locale,
          region: edition.region,
          customerClass: edition.customerClass,
          topics: [...edition.topics],
          ...datesOf(edition),
          asOf: found.day,
          borrowed: edition.borrowed !== undefined,
          clauses: clauses.map(({ heading, pieces }) => ({ heading, text: textOf(pieces, locale) })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/knowledge/answer',
      tags,
      summary: 'The answer to a question, with where it stands',
      description:
        'Without a good source it says so and offers a person. With a session, a question that could not be answered is kept, masked, for the editors.',
      request: { query: asked },
      responses: {
        200: json('The answer', answerSchema),
        400: problemOf('Not a question'),
        429: problemOf('Too many questions within a minute'),
      },
    }),
    async (c) => {
      const residentId = await residentOf(c);
      const refused = refusedTo(c, residentId);
      if (refused) return refused as never;
      const question = read(c.req.valid('query'));
      const answer = await knowledge.ask(question);
      if (answer.kind !== 'answer' && residentId !== null)
        deps.later(services.carryOut({ value: null, writes: [knowledge.note(question, answer)] }));
      const { hotline } = await services.settings();
      return c.json(
        {
          confident: answer.kind === 'answer',
          answer: answerText(answer, question.locale, hotline[question.locale]),
          citations:
            answer.kind === 'answer'
              ? [answer, ...(answer.also ? [answer.also] : [])].flatMap(({ articleId, title, clauses, asOf }) =>
                  clauses.map(({ heading }) => ({
                    articleId,
                    title,
                    heading,
                    url: articleUrl(publicUrl, articleId, question.locale, asOf),
                  })),
                )
              : [],
        },
        200,
      );
    },
  );
}
