/** What the same person left open on another channel: named here, and taken up here with what was answered there. */
import type { ServiceId } from '../domain/names.ts';
import type { Slots, Step, Turn } from './flow.ts';
import { done } from './flow.ts';
import { text } from './saying.ts';
import { type Frame, openFrame, restore } from './session.ts';

export interface OpenTask {
  readonly conversationId: string;
  readonly channel: string;
  readonly service: ServiceId;
  readonly frame: number;
  readonly slots: Slots;
}

/** Not worth carrying over, or not to be. */
const STAYS: readonly ServiceId[] = ['channel.link', 'smalltalk', 'knowledge.ask', 'rating.give', 'handoff.request'];

/** One of each conversation, the newest first. Sealed answers, and codes that were sent, stay where they are. */
export async function openTasks(turn: Turn): Promise<readonly OpenTask[]> {
  const others = await turn.services.links.elsewhere(turn.viewer, turn.conversationId);
  return others.flatMap(({ conversationId, channel, session }) => {
    const restored = restore(session);
    // Below what is needed first lies what was wished for.
    const wished = restored.stack.find((frame) => !frame.memo.needed) ?? openFrame(restored);
    if (!wished || STAYS.includes(wished.service)) return [];
    const { idNumber: _, code: __, ...slots } = wished.slots;
    return [{ conversationId, channel, service: wished.service, frame: wished.id, slots }];
  });
}

/** Begins it here, and lets go of it there. Asked a second time, it has been done. */
export async function takeOver(turn: Turn, frame: Frame, conversationId: string): Promise<Step> {
  if (frame.memo.taken) return done([], { served: false });
  const task = (await openTasks(turn)).find((one) => one.conversationId === conversationId);
  if (!task) return done([text('link.gone')], { failed: true });
  frame.memo.taken = 'yes';
  return {
    kind: 'first',
    service: task.service,
    slots: task.slots,
    writes: [turn.services.links.planTakeOver(conversationId, task.frame, `${turn.messageKey}:${frame.id}`)],
  };
}
