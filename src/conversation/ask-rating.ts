/** Asks for a rating of a finished service: once, and not in the middle of something else. */
import type { ServiceId } from '../domain/names.ts';
import { push } from './frames.ts';
import type { Making } from './making.ts';
import { openFrame } from './session.ts';
import { advance } from './step.ts';
import { enqueue } from './wishes.ts';

/** In the middle of something else it waits until that is finished. */
export async function askForRating(making: Making, serviceId: string, service: ServiceId): Promise<void> {
  const slots = { rated: `${serviceId} ${service}` };
  making.writes.push(making.turn.services.ratings.markAsked(serviceId));
  if (openFrame(making.session)) {
    enqueue(making.session, 'rating.give', slots);
    return;
  }
  push(making, 'rating.give', slots);
  await advance(making);
}
