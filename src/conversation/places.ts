/** A place that was shared on the map: the place of a danger or an outage, else it is asked what it is for. */
import { takeValues } from './answering.ts';
import { unclear } from './clarify.ts';
import { slotOf } from './frames.ts';
import { type Making, sayAll } from './making.ts';
import type { Content } from './message.ts';
import { start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';
import { askAgain } from './step.ts';

type Place = Extract<Content, { kind: 'place' }>;

/** About a metre: as good as a telephone knows it. */
const DECIMALS = 5;

export async function takePlace(making: Making, { address, latitude, longitude }: Place): Promise<void> {
  const coordinates = pointOf({ latitude, longitude });
  const open = openFrame(making.session);
  if (open && slotOf(open.service, 'coordinates')) {
    const where = { kind: 'correct', slot: 'coordinates', value: coordinates } as const;
    // A danger told beside a report is there, too.
    if (making.session.danger) await isWhereDangerIs(making, { address: address === '' ? null : address, coordinates });
    if (address !== '') return takeValues(making, [{ kind: 'correct', slot: 'address', value: address }, where]);
    // A point on the map with no words to it: kept for the crew, but a street and a number are still asked for.
    sayAll(making, [text('place.no-address')]);
    return takeValues(making, [where]);
  }
  if (open?.asked === 'address' && address !== '')
    return takeValues(making, [{ kind: 'set', slot: 'address', value: address }]);
  if (await isWhereDangerIs(making, { address: address === '' ? null : address, coordinates })) return askAgain(making);
  if (open) {
    sayAll(making, [text('place.not-here')]);
    return askAgain(making);
  }
  if (address === '') return unclear(making, text('place.no-address'));
  const slots = { address, coordinates };
  sayAll(making, [
    {
      kind: 'choices',
      phrase: phrase('place.what-for'),
      buttons: (['outage.report', 'outage.query'] as const).map((service) =>
        start(service, phrase('label.service', { service }), slots),
      ),
    },
  ]);
}

const pointOf = ({ latitude, longitude }: Pick<Place, 'latitude' | 'longitude'>): string =>
  `${latitude.toFixed(DECIMALS)},${longitude.toFixed(DECIMALS)}`;

interface Shared {
  readonly address: string | null;
  readonly coordinates: string;
}

/** Onto the open danger's case, silently; the case, where that was news to it. */
async function noteOnDanger({ turn, writes }: Making, where: Shared): Promise<string | null> {
  const { danger } = turn.services.outages;
  const caseNumber = await danger.openIn(turn.conversationId);
  if (caseNumber === null) return null;
  const planned = await danger.add(turn.viewer, caseNumber, where);
  writes.push(...planned.writes);
  return planned.writes.length > 0 ? caseNumber : null;
}

/** While a person holds the conversation: those who go to a danger know the place, and nothing is said. */
export async function notePlace(making: Making, place: Place): Promise<void> {
  await noteOnDanger(making, { address: place.address === '' ? null : place.address, coordinates: pointOf(place) });
}

/** Whoever was in danger a moment ago and now shows where goes to no question first. */
async function isWhereDangerIs(making: Making, where: Shared): Promise<boolean> {
  const caseNumber = await noteOnDanger(making, where);
  if (caseNumber === null) return false;
  making.said.push({ said: text('outage.noted', { caseNumber }), frame: 0, question: '' });
  return true;
}
