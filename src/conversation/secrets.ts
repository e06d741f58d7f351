/** What a conversation hears and nobody may read in its rows: sealed in the session, masked in the message once it is answered. */
import { maskIdNumbers } from '../domain/mask.ts';
import type { ServiceId, SlotName } from '../domain/names.ts';
import type { Content } from './message.ts';
import { beginsAnew, type Session } from './session.ts';

const SECRET: readonly SlotName[] = ['idNumber'];
const MARK = 'sealed:';

interface Seals {
  seal(text: string): Promise<string>;
  unseal(sealed: string): Promise<string>;
}

export interface Opened {
  readonly session: Session;
  /** Services of which something could not be opened, e.g. since the secret was changed: they begin again. */
  readonly unreadable: readonly ServiceId[];
}

async function each(session: Session, change: (value: string) => Promise<string | null>): Promise<Opened> {
  const unreadable: ServiceId[] = [];
  const changed = (frames: Session['stack']) =>
    Promise.all(
      frames.map(async (frame) => {
        const slots = { ...frame.slots };
        for (const name of SECRET) {
          const value = slots[name];
          if (value === undefined) continue;
          const after = await change(value);
          if (after === null) {
            unreadable.push(frame.service);
            return beginsAnew(frame);
          }
          slots[name] = after;
        }
        return { ...frame, slots };
      }),
    );
  const stack = await changed(session.stack);
  const left = session.left && { ...session.left, frames: await changed(session.left.frames) };
  const queue = session.queue.map((wish) => ({ ...wish, slots: { ...wish.slots } }));
  for (const { slots } of queue) for (const name of SECRET) delete slots[name];
  return { session: { ...session, stack, queue, ...(left && { left }) }, unreadable };
}

/** The session as it is stored. A wish that waits in the queue asks for its ID number when it begins. */
export const sealSecrets = async (session: Session, { seal }: Seals): Promise<Session> =>
  (await each(session, async (value) => `${MARK}${await seal(value)}`)).session;

/** The session as it is worked with; one that was never stored is that already. What does not open now never will. */
export const openSecrets = (session: Session, { unseal }: Seals): Promise<Opened> =>
  each(session, async (value) => (value.startsWith(MARK) ? unseal(value.slice(MARK.length)).catch(() => null) : value));

/** The message as it is kept after its answer; undefined: as it came. */
export function keptContent(content: Content): Content | undefined {
  if (content.kind === 'text') {
    const text = maskIdNumbers(content.text);
    return text === content.text ? undefined : { ...content, text };
  }
  if (content.kind !== 'button') return undefined;
  const value = maskIdNumbers(content.value);
  return value === content.value ? undefined : { ...content, value };
}
