/** A case on the desk's wire: the line of a list, and all of one case, in the reader's language. */
import { z } from '@hono/zod-openapi';
import { phrase } from '../conversation/sentences/book.ts';
import { rfc3339 } from '../domain/calendar.ts';
import { END_STAGES, isEnd, MOVES, OPEN_STAGES, STAYS } from '../domain/case-processes.ts';
import { CASE_KINDS, CASE_STATUSES, PROMISE_KINDS, type StaffMember, TEAMS } from '../domain/cases.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/documents.ts';
import { maskName, maskText } from '../domain/mask.ts';
import { type Locale, SERVICES } from '../domain/names.ts';
import { CLERK_EVENTS } from '../services/cases/work.ts';
import { type CaseAtDesk, type CaseLine, NEEDS } from '../services/desk.ts';
import { firstWords } from '../services/handoff/view.ts';
import { deskVoice } from './words/speak.ts';
import { FACTS } from './words/words.ts';

const time = z.string().openapi({ example: '2026-12-05T10:00:00+08:00' });

export const lineSchema = z
  .object({
    caseNumber: z.string(),
    kind: z.enum(CASE_KINDS),
    kindText: z.string(),
    status: z.enum(CASE_STATUSES),
    stage: z.enum([...OPEN_STAGES, ...END_STAGES]),
    stageText: z.string(),
    team: z.enum(TEAMS),
    teamText: z.string(),
    owner: z.string().nullable().openapi({ description: 'null: nobody has taken it up' }),
    priority: z.number().int().openapi({ description: '1 comes first: danger, a broken promise, chased often' }),
    danger: z.boolean().openapi({ description: 'Words of danger, or somebody who depends on the supply' }),
    openedAt: time,
    deadline: time
      .nullable()
      .openapi({ description: 'Of the promise that falls due next; null while the clock stands still' }),
    late: z.boolean(),
    waitsFor: z.enum(['resident', 'old-holder']).nullable(),
    chases: z.number().int(),
    nextActionText: z.string().nullable().openapi({ description: 'null when it is closed' }),
    about: z.string().nullable().openapi({ description: 'What it is about, in a line; masked' }),
    who: z.string().nullable().openapi({ description: 'Masked; null: no account, or an anonymous report' }),
  })
  .openapi('DeskCaseLine');

export const caseSchema = lineSchema
  .extend({
    closedAt: time.nullable(),
    anonymous: z.boolean(),
    account: z
      .object({
        accountNumber: z.string(),
        holder: z.string(),
        address: z.string(),
        phone: z.string(),
        status: z.enum(['active', 'cut', 'closed']),
      })
      .nullable(),
    contact: z
      .object({
        name: z.string().optional(),
        idNumber: z.string().optional(),
        phone: z.string().optional(),
        oldHolderPhone: z.string().optional(),
      })
      .openapi({ description: 'What the resident gave for this case; kept sealed' }),
    facts: z.array(z.object({ fact: z.enum(FACTS), label: z.string(), value: z.string() })),
    promises: z.array(
      z.object({ kind: z.enum(PROMISE_KINDS), text: z.string(), due: time.nullable(), metAt: time.nullable() }),
    ),
    missing: z.array(z.object({ kind: z.enum(DOCUMENT_KINDS), kindText: z.string() })),
    papers: z.array(
      z.object({
        documentId: z.string(),
        kind: z.enum(DOCUMENT_KINDS),
        kindText: z.string(),
        type: z.string(),
        size: z.number().int(),
        uploadedAt: time,
      }),
    ),
    history: z.array(
      z.object({
        at: time,
        event: z.enum([...MOVES, ...STAYS]),
        eventText: z.string(),
        by: z.object({
          kind: z.enum(['resident', 'old-holder', 'service', 'clerk']),
          name: z.string().nullable(),
        }),
        words: z.string().nullable(),
        estimate: time.nullable().openapi({ description: 'Of `estimate-changed`: when power is expected back' }),
      }),
    ),
    relatedCase: z.string().nullable(),
    handoffCase: z.string().nullable().openapi({
      description: 'Of a danger: the talk with a person that is asked for or going on in its conversation',
    }),
    dangerCase: z.string().nullable().openapi({ description: 'Of a talk: the open danger that was told in it' }),
    outageId: z.string().nullable().openapi({ description: 'The outage of many homes that it belongs to' }),
    rating: z.number().int().nullable(),
    acts: z
      .array(
        z.object({
          event: z.enum(CLERK_EVENTS),
          eventText: z.string(),
          needs: z.enum(['words', 'papers', 'hands']).nullable(),
        }),
      )
      .openapi({ description: 'What I can do with it now' }),
  })
  .openapi('DeskCase');

const NEEDED = { text: 'words', missing: 'papers', to: 'hands' } as const;

type Voice = ReturnType<typeof deskVoice>;
const LINE_SIGNS = 60;

const timeOf = (at: Date | string | null) => (at === null ? null : rfc3339(new Date(at)));

/** The same of a case that is read whole as its line in a list has. */
function lineWords({ summary }: CaseAtDesk['found']): Pick<CaseLine, 'words' | 'why' | 'goal'> {
  const written = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const { description, comment, address, place, about, why, goals } = summary;
  return {
    words: [description, comment, address, place, about].map(written).find((one) => one !== null) ?? null,
    why: written(why),
    goal: Array.isArray(goals) ? written(goals[0]) : null,
  };
}

/** Words of theirs, what they were at before they asked for a person, or why the house opened it. */
function aboutOf({ words, goal, why }: CaseLine, voice: Voice): string | null {
  const service = SERVICES.find((one) => one === goal);
  if (service) return voice.say(phrase('label.service', { service }));
  if (words) return firstWords(maskText(words), LINE_SIGNS);
  return why && voice.code(why);
}

export function lineShape(line: CaseLine, locale: Locale, now: Date): z.infer<typeof lineSchema> {
  const voice = deskVoice(locale);
  return {
    caseNumber: line.caseNumber,
    kind: line.kind,
    kindText: line.hazard ? voice.danger : voice.say(phrase('case.kind', { kind: line.kind })),
    status: line.status,
    stage: line.stage,
    stageText: voice.stage(line.stage),
    team: line.team,
    teamText: voice.say(phrase('case.team', { team: line.team })),
    owner: line.owner,
    priority: line.priority,
    danger: line.danger,
    openedAt: rfc3339(line.openedAt),
    deadline: timeOf(line.deadline),
    late: line.status === 'open' && line.deadline !== null && line.deadline < now,
    waitsFor: line.wait?.who ?? null,
    chases: line.chases,
    nextActionText: line.status === 'open' ? voice.action(line.nextAction) : null,
    about: aboutOf(line, voice),
    who: line.holder === null || line.holder === '' ? null : maskName(line.holder),
  };
}

export function caseShape(
  { found, account, contact, papers, beside, acts }: CaseAtDesk,
  staff: readonly StaffMember[],
  locale: Locale,
  now: Date,
): z.infer<typeof caseSchema> {
  const voice = deskVoice(locale);
  const paper = (kind: DocumentKind) => ({ kind, kindText: voice.say(phrase('paper', { kind })) });
  const chases = found.history.filter(({ event }) => event === 'chased').length;
  const danger = found.summary.danger === true || found.summary.needs !== undefined;
  const given = {
    name: contact.name,
    idNumber: contact.idNumber,
    phone: contact.contactPhone,
    oldHolderPhone: contact.oldHolderPhone,
  };
  return {
    ...lineShape(
      {
        ...found,
        ...lineWords(found),
        holder: found.anonymous ? null : (account?.holder ?? null),
        status: isEnd(found.stage) ? 'closed' : 'open',
        chases,
        danger,
        hazard: found.summary.danger === true,
      },
      locale,
      now,
    ),
    closedAt: timeOf(found.closedAt),
    anonymous: found.anonymous,
    account: account && {
      accountNumber: account.accountNumber,
      holder: account.holder,
      address: account.address,
      phone: account.phone,
      status: account.status,
    },
    contact: Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
    facts: voice.facts(found.summary, found.calendar).map((one) =>
      // Masked beside the same number in full it would only puzzle: who handles the case reads it.
      one.fact === 'newPhone' && contact.contactPhone ? { ...one, value: contact.contactPhone } : one,
    ),
    promises: found.promises
      .filter(({ dropped }) => !dropped)
      .map(({ kind, due, metAt }) => ({ kind, text: voice.promise(kind), due: timeOf(due), metAt: timeOf(metAt) })),
    missing: isEnd(found.stage) ? [] : (found.missing as DocumentKind[]).map(paper),
    papers: papers.map(({ documentId, kind, type, size, uploadedAt }) => ({
      documentId,
      ...paper(kind),
      type,
      size,
      uploadedAt: rfc3339(uploadedAt),
    })),
    history: found.history.map(({ at, event, actor, data }) => {
      const { text, more } = JSON.parse(data) as {
        text?: string;
        more?: { note?: string; words?: string; estimate?: string | null };
      };
      const staffId = actor.startsWith('clerk:') ? actor.slice('clerk:'.length) : null;
      return {
        at: rfc3339(at),
        event,
        eventText: event === 'noted' && staffId === null ? voice.added : voice.event(event),
        by:
          staffId === null
            ? { kind: actor as 'resident' | 'old-holder' | 'service', name: null }
            : { kind: 'clerk' as const, name: staff.find((one) => one.staffId === staffId)?.name ?? staffId },
        // What a resident added is for those who work on it.
        words: text ?? more?.words ?? more?.note ?? null,
        estimate: timeOf(more?.estimate ?? null),
      };
    }),
    relatedCase: found.relatedCase,
    handoffCase: beside.handoff,
    dangerCase: beside.danger,
    outageId: found.outageId,
    rating: found.score,
    acts: acts.map((event) => {
      const needed = NEEDS[event];
      return { event, eventText: voice.act(event), needs: needed === undefined ? null : NEEDED[needed] };
    }),
  };
}
