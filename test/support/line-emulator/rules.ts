/** What LINE checks before it takes messages (facts/channels.md 1.11); written apart from src, so that each can be wrong alone. */
import { z } from 'zod';

export interface Fault {
  readonly message: string;
  readonly property: string;
}

const KIB = 1024;
const segmenter = new Intl.Segmenter();
const graphemes = (text: string): number => [...segmenter.segment(text)].length;
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const seen = (text: string): boolean => /[^\s\p{C}\p{Z}\p{M}]/u.test(text) && text.isWellFormed();
const shown = z.string().refine(seen, 'must be non-empty text');
const units = (max: number) => shown.refine((text) => text.length <= max, `Length must be between 0 and ${max}`);
const clusters = (max: number) =>
  shown.refine((text) => graphemes(text) <= max, `Must not be longer than ${max} characters`);

const uri = z
  .string()
  .max(1000)
  .regex(
    /^(https?:\/\/|line:\/\/|tel:)([\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})+(#([\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*)?$/i,
    'invalid uri',
  );

/** One line: a button has no second one. */
const label = (max: number) => clusters(max).refine((text) => !/[\n\r]/.test(text), 'must be one line');

const action = (longest: number) =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('postback'),
      label: label(longest),
      data: z.string().min(1).max(300),
      displayText: clusters(300).optional(),
    }),
    z.strictObject({ type: z.literal('message'), label: label(longest), text: units(300) }),
    z.strictObject({ type: z.literal('uri'), label: label(longest), uri }),
  ]);

/** What an area of a rich menu does. */
export const menuAction = action(20);

const size = z.string().regex(/^(none|xxs|xs|sm|md|lg|xl|xxl|[345]xl|\d+(\.\d+)?px)$/);
const percent = z.string().regex(/^(\d+(\.\d+)?px|(100|\d{1,2})(\.\d+)?%)$/);
const colour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i);
const flex = z.number().int().nonnegative();
const placing = { flex: flex.optional(), margin: size.optional() };

const text = z.strictObject({
  ...placing,
  type: z.literal('text'),
  text: shown,
  size: size.optional(),
  align: z.enum(['start', 'end', 'center']).optional(),
  gravity: z.enum(['top', 'bottom', 'center']).optional(),
  color: colour.optional(),
  weight: z.enum(['regular', 'bold']).optional(),
  wrap: z.boolean().optional(),
  maxLines: flex.optional(),
  scaling: z.boolean().optional(),
});

const button = z.strictObject({
  ...placing,
  type: z.literal('button'),
  style: z.enum(['primary', 'secondary', 'link']).optional(),
  height: z.enum(['sm', 'md']).optional(),
  color: colour.optional(),
  adjustMode: z.literal('shrink-to-fit').optional(),
  scaling: z.boolean().optional(),
  action: action(40),
});

const separator = z.strictObject({ type: z.literal('separator'), margin: size.optional(), color: colour.optional() });

const box = z.strictObject({
  ...placing,
  type: z.literal('box'),
  layout: z.enum(['vertical', 'horizontal']),
  get contents(): z.ZodType {
    return z.array(z.discriminatedUnion('type', [text, button, separator, box]));
  },
  spacing: size.optional(),
  width: percent.optional(),
  height: percent.optional(),
  backgroundColor: colour.optional(),
  cornerRadius: size.optional(),
  paddingAll: size.optional(),
});

const bubble = z
  .strictObject({
    type: z.literal('bubble'),
    size: z.enum(['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']).optional(),
    header: box.optional(),
    body: box,
    footer: box.optional(),
  })
  .refine((value) => bytes(value) <= 30 * KIB, 'bubble is larger than 30 KB');

const carousel = z
  .strictObject({ type: z.literal('carousel'), contents: z.array(bubble).min(1).max(12) })
  .refine((value) => bytes(value) <= 50 * KIB, 'carousel is larger than 50 KB')
  .refine((value) => new Set(value.contents.map((one) => one.size ?? 'mega')).size === 1, 'bubbles differ in width');

const quickReply = z
  .strictObject({
    items: z
      .array(z.strictObject({ type: z.literal('action'), action: action(20) }))
      .min(1)
      .max(13),
  })
  .optional();

const message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: units(5000), quickReply }),
  z.strictObject({
    type: z.literal('flex'),
    altText: units(1500),
    contents: z.discriminatedUnion('type', [bubble, carousel]),
    quickReply,
  }),
]);

export const LineMessages = z.array(message).min(1).max(5);
export type DeliverableMessage = z.infer<typeof message>;

export const ReplyBody = z.strictObject({
  replyToken: z.string(),
  messages: LineMessages,
  notificationDisabled: z.boolean().optional(),
});
export const PushBody = z.strictObject({
  to: z.string(),
  messages: LineMessages,
  notificationDisabled: z.boolean().optional(),
  customAggregationUnits: z.array(z.string().max(30)).max(1).optional(),
});
export const LoadingBody = z.strictObject({
  chatId: z.string(),
  loadingSeconds: z.number().int().min(5).max(60).multipleOf(5).optional(),
});

/** The `details` of a 400, properties written as LINE writes them: `messages[0].text`. */
export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.map((issue) => ({
    message: issue.message,
    property: issue.path.reduce<string>(
      (path, key) =>
        typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`,
      '',
    ),
  }));

/** What LINE would say to these messages; empty when it takes them. */
export function refusals(messages: unknown): Fault[] {
  const checked = z.object({ messages: LineMessages }).safeParse({ messages });
  return checked.success ? [] : faultsOf(checked.error);
}

/** The messages as they reach a phone; throws with LINE's reasons when it doesn't take them. Nothing to send is fine here. */
export function taken(messages: readonly unknown[]): DeliverableMessage[] {
  if (messages.length === 0) return [];
  const faults = refusals(messages);
  if (faults.length > 0) throw new Error(`LINE refuses: ${JSON.stringify(faults)}`);
  return LineMessages.parse(JSON.parse(JSON.stringify(messages)));
}
