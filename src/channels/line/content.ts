/** What is in a LINE event, in the conversation's own terms. */
import { z } from 'zod';
import type { Content } from '../../conversation/message.ts';
import { storable } from '../../domain/written.ts';
import { saidBySticker } from './stickers.ts';

const message = z.looseObject({
  type: z.string().min(1).max(40),
  id: z
    .string()
    .regex(/^\d{1,40}$/)
    .optional()
    .catch(undefined),
  text: z.string().optional(),
});
const picture = z.looseObject({
  contentProvider: z.looseObject({ type: z.string() }).optional(),
  fileSize: z.number().nonnegative().optional().catch(undefined),
});
const place = z.looseObject({
  title: z.string().max(300).optional().catch(undefined),
  address: z.string().max(300).optional().catch(undefined),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
const sticker = z.looseObject({ keywords: z.array(z.string()).max(50).optional().catch(undefined) });
const postback = z.looseObject({ data: z.string() });

type Event = { readonly type: string; readonly [field: string]: unknown };

export const isPersonal = (type: string): boolean => type === 'message' || type === 'postback' || type === 'follow';

/** LINE's id of the message, by which its content is fetched and its writer takes it back. */
export function messageIdOf(event: Event): string | null {
  return event.type === 'message' ? (message.safeParse(event.message).data?.id ?? null) : null;
}

/** Null: nothing that needs an answer. */
export function contentOf(event: Event): Content | null {
  switch (event.type) {
    case 'message':
      return messageContent(event.message);
    case 'postback': {
      const { data } = postback.safeParse(event.postback);
      return data ? { kind: 'button', value: storable(data.data) } : null;
    }
    case 'follow':
      return { kind: 'other', what: 'follow' };
    default:
      return null;
  }
}

function messageContent(given: unknown): Content | null {
  const { data } = message.safeParse(given);
  if (!data) return null;
  switch (data.type) {
    case 'text':
      return data.text === undefined ? null : { kind: 'text', text: storable(data.text) };
    case 'image':
    case 'file':
      return fileContent(data.type, data.id, given);
    case 'location': {
      const where = place.safeParse(given).data;
      return where ? { kind: 'place', ...placeIn(where) } : { kind: 'other', what: 'location' };
    }
    case 'sticker': {
      const talk = saidBySticker(sticker.safeParse(given).data?.keywords ?? []);
      return { kind: 'other', what: talk === null ? 'sticker' : `sticker:${talk}` };
    }
    default:
      return { kind: 'other', what: storable(data.type) };
  }
}

/** Only what LINE itself keeps is ever fetched: a picture that lies elsewhere names an address of its sender's choosing. */
function fileContent(what: 'image' | 'file', messageId: string | undefined, given: unknown): Content {
  const { data } = picture.safeParse(given);
  const isLines = what === 'file' || data?.contentProvider === undefined || data.contentProvider.type === 'line';
  if (messageId === undefined || !data || !isLines) return { kind: 'other', what };
  return { kind: 'file', what, mediaId: messageId, ...(data.fileSize !== undefined && { size: data.fileSize }) };
}

/** The address as LINE knows it, with the name of the place where that says more; without either, only the coordinates. */
function placeIn({ title, address, latitude, longitude }: z.infer<typeof place>) {
  const [named = '', written = ''] = [title, address].map((text) => storable(text ?? '').trim());
  const text = written.includes(named) ? written : `${written} ${named}`.trim();
  return { address: text, latitude, longitude };
}
