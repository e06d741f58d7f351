/** What a person sees of LINE messages, and what of it can be pressed. */
import type { DeliverableMessage } from './rules.ts';

export interface Pressable {
  readonly label: string;
  /** What the person appears to say by pressing. */
  readonly says: string;
  /** Undefined for a button that only types its words or opens an address. */
  readonly data?: string;
  readonly uri?: string;
  /** Quick replies are gone as soon as another message follows. */
  readonly quick: boolean;
}

/** Every text of a message in reading order, buttons left out. */
export const textsOf = (message: DeliverableMessage): string[] =>
  message.type === 'text'
    ? [message.text]
    : objectsIn(message.contents).flatMap((part) => (part.type === 'text' ? [String(part.text)] : []));

export const pressablesOf = (message: DeliverableMessage): Pressable[] => [
  ...(message.type === 'flex' ? actionsIn(message.contents, false) : []),
  ...actionsIn(message.quickReply?.items, true),
];

const actionsIn = (container: unknown, quick: boolean): Pressable[] =>
  objectsIn(container).flatMap(({ action }) => {
    if (!isRecord(action)) return [];
    const label = String(action.label);
    return [
      {
        label,
        says: String(action.displayText ?? action.text ?? label),
        quick,
        ...(action.type === 'postback' ? { data: String(action.data) } : {}),
        ...(action.type === 'uri' ? { uri: String(action.uri) } : {}),
      },
    ];
  });

/** All objects inside a value, outermost first, in order. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isRecord(value)) return [];
  return [value, ...[value.contents, value.header, value.body, value.footer].flatMap(objectsIn)];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
