/** How the chat's replies, answers and transcript look on the wire (contract.md section 7). */
import { z } from '@hono/zod-openapi';
import { DOCUMENT_KINDS } from '../../domain/documents.ts';

const choice = z.object({ label: z.string(), button: z.string() });
export const replySchema = z
  .union([
    z.object({ kind: z.literal('text'), text: z.string(), from: z.string().optional() }),
    z.object({ kind: z.literal('choices'), text: z.string(), choices: z.array(choice) }),
    z.object({
      kind: z.literal('card'),
      title: z.string(),
      rows: z.array(z.tuple([z.string(), z.string()])),
      choices: z.array(choice),
      link: z.object({ label: z.string(), url: z.string() }).optional(),
    }),
    z.object({
      kind: z.literal('chart'),
      title: z.string(),
      unit: z.string(),
      bars: z.array(z.object({ label: z.string(), value: z.string() })),
    }),
  ])
  .openapi('Reply');

export const answerSchema = z
  .object({
    replies: z.array(replySchema),
    turn: z.object({
      person: z.string().optional().openapi({ description: 'The person who talks here; the bot is silent meanwhile.' }),
      service: z.string().nullable(),
      awaiting: z.string().nullable(),
      wanted: z.array(z.enum(DOCUMENT_KINDS)).optional(),
      understood: z.array(
        z.object({
          kind: z.string(),
          service: z.string().optional(),
          slot: z.string().optional(),
          by: z.enum(['button', 'rule', 'local', 'model']),
        }),
      ),
    }),
    inboundId: z.string(),
    messageIds: z.array(z.string()),
    at: z.string(),
  })
  .openapi('Answer');

export const transcriptItemSchema = z
  .object({
    messageId: z.string(),
    direction: z.enum(['in', 'out']),
    at: z.string(),
    content: z
      .object({
        kind: z.string(),
        text: z.string().optional(),
        label: z.string().optional(),
        what: z.string().optional(),
        documentId: z.string().optional(),
      })
      .optional(),
    reply: replySchema.optional(),
  })
  .openapi('TranscriptItem');

/** A message from which somebody goes on. */
export const mark = z
  .string()
  .regex(/^\d{1,12}$/, 'must be the id of a message')
  .optional();

export const streamQuery = z.strictObject({ after: mark });
