/** What stands in the inbox, read back: rows of an older release, or of nobody's, are something we can't read. */
import { z } from 'zod';
import type { Content } from './message.ts';

const id = z.string();
const happening = z.discriminatedUnion('name', [
  z.object({ name: z.literal('payment.paid'), paymentId: id }),
  z.object({ name: z.literal('payment.failed'), paymentId: id }),
  z.object({ name: z.literal('payment.expired'), paymentId: id }),
  z.object({ name: z.literal('payment.disputed'), paymentId: id, caseNumber: id }),
  z.object({ name: z.literal('payment.refunded'), paymentId: id, refundId: id }),
  z.object({ name: z.literal('payment.refund-trouble'), paymentId: id, refundId: id, caseNumber: id }),
  z.object({
    name: z.literal('case.moved'),
    caseNumber: id,
    seq: z.int(),
    topic: z.literal('case-progress').optional(),
    urgent: z.literal(true).optional(),
  }),
  z.object({ name: z.literal('notice.due'), noticeId: id }),
  z.object({ name: z.literal('account.left'), accountNumber: id }),
  z.object({ name: z.enum(['channels.joined', 'channels.parted']), channel: z.string() }),
  z.object({ name: z.literal('line.linked'), nonce: z.string() }),
  z.object({ name: z.literal('task.moved'), frame: z.int() }),
  z.object({ name: z.literal('told.elsewhere'), paymentId: id.optional(), caseNumber: id.optional() }),
  z.object({ name: z.enum(['person.took', 'person.said', 'person.left']), caseNumber: id, staffId: id }),
  z.object({ name: z.literal('handoff.back'), caseNumber: id, person: z.string() }),
]);

const contentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('button'), value: z.string() }),
  z.object({ kind: z.literal('document'), documentId: id }),
  z.object({
    kind: z.literal('file'),
    what: z.enum(['image', 'file']),
    mediaId: id,
    size: z.number().optional(),
  }),
  z.object({ kind: z.literal('place'), address: z.string(), latitude: z.number(), longitude: z.number() }),
  z.object({ kind: z.literal('other'), what: z.string() }),
  z.object({
    kind: z.literal('event'),
    event: happening,
    instead: z.object({ inboxId: z.string().regex(/^\d{1,18}$/), channel: z.string(), residentId: id }).optional(),
  }),
]);

export function readContent(stored: unknown): Content {
  const parsed = contentSchema.safeParse(stored);
  return parsed.success ? (parsed.data as Content) : { kind: 'other', what: 'unknown' };
}
