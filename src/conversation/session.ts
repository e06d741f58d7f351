/** What a conversation remembers between messages: a stack of frames, plain data that survives a deployment. */
import { z } from 'zod';
import { SERVICES, SLOTS } from '../domain/names.ts';
import { HAZARDS } from './understanding/distress.ts';
import type { Hearing } from './understanding/hearing.ts';

/** Raised when the shape changes; an older session then starts fresh, politely. */
export const SESSION_VERSION = 2;

const slots = z.partialRecord(z.enum(SLOTS), z.string());
const option = z.object({ label: z.string(), value: z.string(), alsoSaid: z.array(z.string()).optional() });

const frame = z.object({
  /** Unique in the conversation: buttons name it. */
  id: z.number().int(),
  service: z.enum(SERVICES),
  version: z.number().int(),
  slots,
  /** Slots that the resident filled, in the order it happened: what "back" takes back. */
  given: z.array(z.enum(SLOTS)),
  /** Slots whose value the resident took back: they are asked for, not guessed again. */
  mustAsk: z.array(z.enum(SLOTS)),
  /** The open question, when one was asked. */
  asked: z.union([z.enum(SLOTS), z.literal('confirm')]).nullable(),
  options: z.array(option),
  optional: z.boolean(),
  /** How often the open question was answered with something that was no answer. */
  misses: z.number().int(),
  /** What a step of this flow left for its next one, e.g. the id of a verification. */
  memo: z.record(z.string(), z.string()),
  /** Hash of the values that were read back; a yes counts for exactly these. */
  readBack: z.string().nullable(),
  /** What the button says that agrees to what was read back: typed, it is that button. */
  yes: z.string().optional(),
  /** Hash of the values that heard their yes. */
  agreed: z.string().nullable(),
});

const sessionSchema = z.object({
  version: z.literal(SESSION_VERSION),
  /** The last is the open one. */
  stack: z.array(frame),
  nextFrame: z.number().int(),
  /** Turns whose offers may still be taken up. */
  live: z.array(z.number().int()),
  /** Wishes heard and not begun yet. */
  queue: z.array(z.object({ service: z.enum(SERVICES), slots })),
  /** Messages in a row that nobody understood. */
  misses: z.number().int(),
  /** What was talked about last, for questions that don't name it; `service`: by which of them, for 那五月的呢. */
  topic: z
    .object({
      account: z.string().nullable(),
      month: z.string().nullable(),
      at: z.string(),
      service: z.enum(SERVICES).optional(),
    })
    .nullable(),
  /** What was done last and may be wished undone; `id`: its case, payment or account. */
  filed: z.object({ service: z.enum(SERVICES), id: z.string(), at: z.string() }).optional(),
  /** What the last answer was about, for questions that name nothing: a case, an article, a place. */
  lately: z.object({ service: z.enum(SERVICES), slots, at: z.string() }).optional(),
  /** What was put off or cancelled last, outermost first, with its answers: it may be taken up again. */
  left: z.object({ frames: z.array(frame), at: z.string() }).optional(),
  /** What the last answer offered, for a yes that begins it; `asks`: it was put as a question. */
  offered: z.object({ asks: z.boolean(), wishes: z.array(z.object({ service: z.enum(SERVICES), slots })) }).optional(),
  /** A rating that was asked for often enough: it waits in silence for a score. */
  unrated: z.object({ frame, at: z.string() }).optional(),
  /** The last message only asked something beside the open question. */
  aside: z.boolean().optional(),
  /** When they were last warned of a swindle. */
  warnedAt: z.string().optional(),
  /** The emergency case that was opened here, what threatened there, when something was last said of it, whether its place was told. */
  danger: z
    .object({ caseNumber: z.string(), hazard: z.enum(HAZARDS), at: z.string(), placed: z.boolean().optional() })
    .optional(),
  /** The feeling that was noticed last: it is acknowledged once. */
  felt: z.object({ mood: z.enum(['angry', 'worried']), at: z.string() }).optional(),
  /** How this case stood, up to its entry `seq`, was told here since another channel could not deliver it. */
  retold: z.object({ caseNumber: z.string(), seq: z.number().int() }).optional(),
  /** When they wrote last, to know who comes back after hours or days. */
  heardAt: z.string().optional(),
  /** The Chinese they wrote or asked for before they wrote English. */
  chinese: z.enum(['zh-CN', 'zh-TW']).optional(),
  /** The last answer without its buttons, for "say that again". */
  lastSaid: z.array(z.unknown()),
  /** What a model cost in this conversation on its last day with one. */
  modelSpent: z.object({ day: z.string(), tokens: z.number() }).optional(),
});

export type Frame = z.infer<typeof frame>;
export type Session = z.infer<typeof sessionSchema>;

/** No flow has this version, so a frame of it starts again. */
const NEVER = -1;
const EMPTY_FRAME = {
  id: 1,
  slots: {},
  given: [],
  mustAsk: [],
  asked: null,
  options: [],
  optional: false,
  misses: 0,
  memo: {},
  readBack: null,
  agreed: null,
} satisfies Omit<Frame, 'service' | 'version'>;

export const newSession = (): Session => ({
  version: SESSION_VERSION,
  stack: [],
  nextFrame: 1,
  live: [],
  queue: [],
  misses: 0,
  topic: null,
  lastSaid: [],
});

/** What can be told of a session that an older or newer release wrote. */
const strange = z.object({ stack: z.array(z.object({ service: z.enum(SERVICES) })) });

/** The stored session; of one in another shape only what was being done is known: it is begun anew, which is said. */
export function restore(stored: unknown): Session {
  const parsed = sessionSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const session = newSession();
  const service = strange.safeParse(stored).data?.stack.at(-1)?.service;
  if (service) session.stack.push({ ...EMPTY_FRAME, service, version: NEVER });
  return { ...session, nextFrame: 2 };
}

/** What of a frame is left when part of it can't be read any more: what was being done, and what waits for it. It begins anew, which is said. */
export const beginsAnew = ({ id, service, memo: { needed } }: Frame): Frame => ({
  ...EMPTY_FRAME,
  id,
  service,
  version: NEVER,
  memo: { unreadable: 'yes', ...(needed !== undefined && { needed }) },
});

/** What the understanding may know of it. */
export function hearingOf(session: Session, { locale, today }: Pick<Hearing, 'locale' | 'today'>): Hearing {
  const open = openFrame(session);
  return {
    locale,
    today,
    open: open?.asked
      ? {
          service: open.service,
          slot: open.asked,
          options: open.options.map(({ alsoSaid, ...option }) => ({ ...option, ...(alsoSaid && { alsoSaid }) })),
          optional: open.optional,
        }
      : null,
    filled: open?.slots ?? {},
  };
}

export const openFrame = (session: Session): Frame | null => session.stack.at(-1) ?? null;
