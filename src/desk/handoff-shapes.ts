/** A hand-off on the desk's wire: as those who may take it see it, and opened with all that is known. */
import { z } from '@hono/zod-openapi';
import { phrase } from '../conversation/sentences/book.ts';
import { rfc3339 } from '../domain/calendar.ts';
import { type StaffMember, TEAMS } from '../domain/cases.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale, type ServiceId, type SlotName } from '../domain/names.ts';
import { type HandoffView, isFor, type WaitingSlots } from '../services/handoff/view.ts';
import { lineSchema } from './transcript.ts';
import { deskVoice } from './words/speak.ts';

const time = z.string().openapi({ example: '2026-12-05T10:00:00+08:00' });
const given = z.array(z.object({ label: z.string(), value: z.string() }));

export const handoffSchema = z
  .object({
    caseNumber: z.string(),
    stage: z.enum(['waiting', 'with-person']),
    who: z.string().nullable().openapi({ description: 'Masked; null: a guest' }),
    account: z.string().nullable().openapi({ description: 'Masked' }),
    locale: z.enum(LOCALES),
    channel: z.string().nullable(),
    goals: z.array(z.object({ service: z.string(), serviceText: z.string(), slots: given })),
    tried: z.number().int().openapi({ description: 'Questions that were not understood or not answered before' }),
    mood: z.enum(['calm', 'worried', 'angry']).nullable(),
    since: time,
    deadline: time.nullable(),
    opensAt: time.nullable().openapi({ description: 'Asked out of hours: people are there from then' }),
    holder: z.string().nullable(),
    mine: z.boolean(),
    offeredTo: z
      .object({
        team: z.enum(TEAMS),
        teamText: z.string(),
        name: z.string().nullable().openapi({ description: 'null: whoever of the team is free' }),
        forMe: z.boolean().openapi({ description: 'I may take it over' }),
        note: z.string().nullable().openapi({ description: 'For those it is offered to, its holder and those above' }),
      })
      .nullable()
      .openapi({ description: 'Its holder hands it on: it stays theirs until one of these takes it' }),
    unansweredSince: time.nullable(),
    dangerCase: z
      .string()
      .nullable()
      .openapi({ description: 'The open priority case of words of danger that were written here: first of all' }),
    lastWords: z.string().nullable().openapi({ description: 'What was written before a person was asked for; masked' }),
  })
  .openapi('Handoff');

export const openedSchema = handoffSchema
  .extend({
    whole: z
      .boolean()
      .openapi({ description: 'false: it waits; what was written and given is shown to whoever takes it over' }),
    contactPhone: z.string().nullable(),
    secret: given.openapi({ description: 'What was given and is kept sealed' }),
    transcript: z.array(lineSchema),
  })
  .openapi('OpenedHandoff');

const timeOf = (at: Date | null) => at && rfc3339(at);

export function handoffShape(one: HandoffView, member: StaffMember, locale: Locale): z.infer<typeof handoffSchema> {
  const { offeredTo: offered } = one;
  const [mine, forMe] = [one.heldBy === member.staffId, isFor(member, offered)];
  const { mood } = (one.mood ?? {}) as { mood?: z.infer<typeof handoffSchema>['mood'] };
  return {
    caseNumber: one.caseNumber,
    stage: one.stage === 'waiting' ? 'waiting' : 'with-person',
    who: one.who,
    account: one.account,
    locale: LOCALES.find((known) => known === one.locale) ?? DEFAULT_LOCALE,
    channel: one.channel,
    goals: one.goals.map(({ service, slots }) => ({
      service,
      serviceText: deskVoice(locale).say(phrase('label.service', { service: service as ServiceId })),
      slots: givenIn(slots, locale),
    })),
    tried: one.tried,
    mood: mood ?? null,
    since: rfc3339(one.since),
    deadline: timeOf(one.deadline),
    opensAt: timeOf(one.opensAt),
    holder: one.holder,
    mine,
    offeredTo: offered && {
      team: offered.team,
      teamText: deskVoice(locale).say(phrase('case.team', { team: offered.team })),
      name: offered.name,
      forMe,
      note: forMe || mine || member.role !== 'clerk' ? offered.note : null,
    },
    unansweredSince: timeOf(one.unansweredSince),
    dangerCase: one.dangerCase,
    lastWords: one.lastWords,
  };
}

export const givenIn = (slots: WaitingSlots, locale: Locale) =>
  Object.entries(slots).map(([slot, value]) => ({
    label: deskVoice(locale).say(phrase('label.slot', { slot: slot as SlotName })),
    value: deskVoice(locale).slot(slot as SlotName, value),
  }));
