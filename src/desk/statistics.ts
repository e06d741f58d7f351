/** The desk's API for supervisors and managers: how the service did in a period, in figures with their definitions. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type HttpEnv, json, moneySchema, problemOf, problemResponse } from '../channels/http.ts';
import { isDay, rfc3339 } from '../domain/calendar.ts';
import { CASE_KINDS, PROMISE_KINDS, TEAMS } from '../domain/cases.ts';
import type { MissReason } from '../domain/knowledge.ts';
import type { Services } from '../services/index.ts';
import { DEFAULT_DAYS, MOST_DAYS, type Statistics } from '../services/statistics.ts';
import { deskDoor } from './door.ts';

export interface StatisticsDeps {
  readonly services: Pick<Services, 'staff' | 'accounts'> & { readonly statistics: Statistics };
}

const count = (description: string) => z.number().int().openapi({ description });
const share = (description: string) =>
  z.object({ part: z.number().int(), of: z.number().int() }).openapi({ description: `${description} \`of\` 0: none.` });
const median = (description: string) =>
  z
    .object({ minutes: z.number().int().nullable(), of: z.number().int() })
    .openapi({ description: `${description} The median of \`of\` durations in whole minutes; null: none.` });

const day = (description: string) =>
  z
    .string()
    .refine((text) => isDay(text) && text >= '2000-01-01', 'must be a date since 2000, YYYY-MM-DD')
    .optional()
    .openapi({ description });

const caseFigures = {
  opened: count('Cases opened in the period'),
  closed: count('Cases whose end lies in the period; one that was taken up again counts at its last end'),
  reopened: count('How often a closed case was taken up again in the period'),
  chased: z.object({
    cases: count('Cases that were chased in the period, each once'),
    chases: count('All chases of the period that were accepted'),
  }),
  openNow: count('Cases open at `at`, whenever they were opened'),
  lateNow: count('Those of them whose deadline has passed: the first of what is promised and what is waited for'),
};

const promiseFigures = z
  .object({
    kind: z.enum(PROMISE_KINDS),
    kept: share('Promises met in time, out of those kept, late and broken.'),
    late: count('Met after they were due'),
    broken: count('Due and not met by `at`, or given up after the breach was noted'),
  })
  .openapi('PromiseFigures');

const ratingFigures = {
  asked: count('Finished services whose resident was asked for a rating in the period'),
  given: count('Ratings given in the period, asked for or not'),
  mean: z
    .object({ sum: z.number().int(), of: z.number().int() })
    .openapi({ description: 'The mean score, 1 to 5, is `sum` divided by `of`; `of` 0: none.' }),
  satisfied: share('Ratings of 4 or 5, out of all that were given.'),
};

const times = z.number().int().optional();
const missedFor = {
  'no-hit': times,
  'low-score': times,
  'not-then': times.openapi({ description: 'Nothing that held on the day asked about' }),
  'only-elsewhere': times.openapi({ description: 'Only in another language' }),
  'no-value': times.openapi({ description: 'A price or time of the clause was not known' }),
} satisfies Record<MissReason, typeof times>;

const figures = z
  .object({
    from: z.string(),
    to: z.string(),
    at: z.string().openapi({ description: 'When it was counted: what is said to be so now is so then' }),
    cases: z.object({
      byKind: z
        .array(z.object({ kind: z.enum(CASE_KINDS), ...caseFigures }))
        .openapi({ description: 'Kinds of which nothing happened and nothing is open are left out' }),
      byTeam: z
        .array(z.object({ team: z.enum(TEAMS), ...caseFigures }))
        .openapi({ description: 'A case counts for the team that has it, or had it at its end, all its life' }),
    }),
    promises: z.array(promiseFigures).openapi({
      description:
        'By what was promised. A contact is kept by that alone: by a call, or by whoever takes a conversation over, not by an answer or a crew. Each promise counts once, on the day it was met or fell due, whichever came first. Not counted: what is not due yet, what stands still while the resident owes something, and what was given up in time, by a withdrawal or a newer word.',
    }),
    complaints: z
      .object({
        opened: count('Complaints opened in the period'),
        lookedAfter: share(
          'Open complaints with a team, a next action and a deadline, out of all open at `at`; always all, or none where none is open.',
        ),
        calledBack: share(
          'Complaints that ended by a call-back, or the resident’s own answer to it, out of those that ended in the period; withdrawn ones aside.',
        ),
        answeredInTime: share(
          'Promised answers to complaints, counted like all promises: kept, out of all. Those of complaints that were opened before the period or taken up again are among them, so that they may be more than `opened`.',
        ),
      })
      .openapi({ description: 'Of the kind `complaint`; reports, opinions and suggestions stand among the cases' }),
    outages: z
      .object({
        reported: count(
          'Reports by residents in the period, each with its own case: outages and dangers; joining a known outage is one too',
        ),
        dangers: count('Those of them that words of danger opened'),
        toArrival: median('From a report until a crew was there, 0 where it was there before.'),
        toRestoration: median('From a report until power was back; not where it was out again.'),
      })
      .openapi({ description: 'Of the reports of the period, as far as they have come' }),
    ratings: z.object({
      ...ratingFigures,
      byService: z.array(z.object({ service: z.string(), ...ratingFigures })),
      lowRecovered: share('Ratings of 1 or 2 in the period for which a recovery case was opened, out of all such.'),
      reasons: z
        .array(z.object({ reason: z.string(), times: z.number().int() }))
        .openapi({ description: 'What was named with the ratings of the period, the most named first' }),
    }),
    handoffs: z
      .object({
        asked: count('Conversations handed to a person on request: cases opened in the period'),
        toTaken: median('From asking until somebody took the conversation, nights included.'),
        toBack: median('From asking until it was given back to the bot.'),
        calledBack: count('Answered by a telephone call'),
        withdrawn: count('Taken back by the resident before anybody came'),
      })
      .openapi({ description: 'Of the hand-offs asked for in the period, as far as they have come' }),
    conversations: z.object({
      answered: count('Turns of the period that answered what a resident sent; news told without being asked are none'),
      askedForPerson: share(
        'Conversations in which a person was asked for, out of those with an answer in the period.',
      ),
    }),
    knowledge: z
      .object({
        asked: count('Questions put to the articles; the others below are its parts'),
        answered: count('Answered from an article, helpful or not'),
        askedBack: count('Answered by asking what was meant'),
        missed: count('Not answered'),
        missedFor: z
          .object(missedFor)
          .openapi({ description: 'Why not, how often; reasons that never were are left out' }),
      })
      .openapi({ description: 'Of the questions of the period' }),
    payments: z
      .object({
        opened: count('Payments opened in the period'),
        paid: count('Paid, also those given back since'),
        refunded: count('Those of the paid ones that were given back whole'),
        failed: count('Declined, or ended in dispute'),
        expired: count('Not paid before they ran out'),
        pending: count('Still open at `at`'),
        amounts: z
          .array(z.object(moneySchema))
          .openapi({ description: 'What was paid, a sum for each currency; refunds are not taken off' }),
      })
      .openapi({ description: 'Of the payments opened in the period, as they stand at `at`' }),
  })
  .openapi('Statistics');

/** For those who answer for others. */
export function statisticsRoutes(app: OpenAPIHono<HttpEnv>, { services }: StatisticsDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/statistics',
      tags: ['Desk'],
      security: [{ desk: [] }],
      middleware: deskDoor(services, 'statistics'),
      summary: 'How the service did in a period of whole local days',
      description:
        'Counted from the records at each call. Nobody’s name or number is in it. Shares are pairs: `part` divided by `of`.',
      request: {
        query: z.strictObject({
          from: day(`The first day; left out: ${DEFAULT_DAYS} days with the last one.`),
          to: day(`The last day; left out: today. ${MOST_DAYS} days at most.`),
        }),
      },
      responses: {
        200: json('The figures', figures),
        400: problemOf('The query is not valid'),
        401: problemOf('No valid token of the desk'),
        404: problemOf('Not for this role'),
        429: problemOf('Too many calls'),
      },
    }),
    async (c) => {
      const { from, to } = c.req.valid('query');
      const counted = await services.statistics.of({ ...(from && { from }), ...(to && { to }) });
      if (!counted.ok) return problemResponse(counted.problem) as never;
      return c.json(figures.parse({ ...counted.value, at: rfc3339(counted.value.at) }), 200);
    },
  );
}
