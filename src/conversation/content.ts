/** What stands in the inbox, read back: rows of an older release, or of nobody's, are something we can't read. */
import { z } from 'zod';
import type { Content, Happening } from './message.ts';

const contentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('button'), value: z.string(), label: z.string().optional() }),
  z.object({ kind: z.literal('other'), what: z.string() }),
  z.object({
    kind: z.literal('event'),
    event: z.custom<Happening>(
      (value) => typeof value === 'object' && value !== null && 'name' in value && 'paymentId' in value,
    ),
  }),
]);

export function readContent(stored: unknown): Content {
  const parsed = contentSchema.safeParse(stored);
  return parsed.success ? (parsed.data as Content) : { kind: 'other', what: 'unknown' };
}
