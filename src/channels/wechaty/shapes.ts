/** What the gateway and our door say to each other: a call with what came in and what went out, an answer with what is to be said (contract.md section 8). */
import { z } from 'zod';

/** PostgreSQL keeps neither NUL nor half a surrogate pair: an id that held one would come back as another. */
const isKept = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
const id = z.string().min(1).max(200).refine(isKept, 'must be text without NUL or half a surrogate pair');

export const MOST_MESSAGES = 1_000;
const MOST_NAMED = 10_000;
const MOST_TEXT = 20_000;

/** What is not text comes as its kind, for the bot to say that it can't be read here. */
export const KINDS = ['text', 'image', 'voice', 'video', 'file', 'sticker', 'link', 'location', 'other'] as const;
export type Kind = (typeof KINDS)[number];

const messageSchema = z.strictObject({
  /** The platform's own: a repeated one is the same message. */
  id,
  talkerId: id,
  text: z.string().max(MOST_TEXT),
  at: z.iso.datetime({ offset: true }),
  kind: z.enum(KINDS).optional(),
  /** Of a shared place, in degrees; its address is the text. */
  place: z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
});

export const callSchema = z.strictObject({
  messages: z.array(messageSchema).max(MOST_MESSAGES).default([]),
  /** Replies that reached WeChat: they are not asked for again. */
  delivered: z.array(id).max(MOST_NAMED).default([]),
  /** Replies that can't be delivered, and why. */
  failed: z
    .array(
      z.strictObject({ replyId: id, reason: z.string().min(1).max(500).refine(isKept, 'must be text without NUL') }),
    )
    .max(MOST_NAMED)
    .default([]),
  /** Messages that their writers took back. */
  takenBack: z
    .array(z.strictObject({ id, talkerId: id }))
    .max(MOST_MESSAGES)
    .default([]),
  /** Whether the gateway's account is logged in at WeChat. */
  account: z.enum(['in', 'out']).optional(),
});

export const answerSchema = z.object({
  replies: z.array(z.object({ replyId: z.string().min(1), talkerId: z.string().min(1), text: z.string() })),
});

export type Call = z.input<typeof callSchema>;
export type CallRead = z.output<typeof callSchema>;
export type CallMessage = CallRead['messages'][number];
export type ReplyToSay = z.output<typeof answerSchema>['replies'][number];
