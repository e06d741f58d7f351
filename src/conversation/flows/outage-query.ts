/** What is known of outages at a place: on now, planned within a week, when it comes back; nothing that is not on record. */
import { buildingKey } from '../../domain/outages.ts';
import type { OutagePlace } from '../../services/outages/place.ts';
import type { PlaceNow } from '../../services/outages.ts';
import { hasHan } from '../../text/script.ts';
import { done, type Flow } from '../flow.ts';
import { caseWords, outageCard, wordsOf } from '../outage-cards.ts';
import { type Button, type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { cutOff } from './outage-ends.ts';
import { accountIn, placeIn, placeSlots } from './outage-place.ts';

const { accounts, address, coordinates } = placeSlots(() => true, { ask: () => ({ say: text('outage.ask-address') }) });

export const outageQuery: Flow = {
  service: 'outage.query',
  version: 1,
  slots: [
    ...accounts,
    { ...address, check: (value) => (value === '' ? { wrong: text('outage.wrong-address') } : { value }) },
    coordinates,
  ],
  async act(turn, slots) {
    const place = placeIn(slots);
    const seen = await turn.services.outages.look(turn.viewer, place);
    if (!seen.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
    const account = accountIn(slots);
    // 近期没有停电 would be no answer to somebody who sits in the dark because the account was cut.
    if (account && seen.value.account?.why === 'cut' && !isSomethingKnown(seen.value)) return cutOff(turn, slots);
    if (place.address !== null && nothingKnown(seen.value)) {
      const said = text('outage.not-located', { address: place.address });
      // An estate or a street alone is no building: with its number it may be found.
      if (hasHan(place.address) && buildingKey(place.address) === null)
        return { kind: 'ask-again', slots: ['address'], say: [said] };
    }
    const where = account ? { account } : { address: place.address ?? '' };
    const report = start('outage.report', phrase('label.service', { service: 'outage.report' }), where);
    return done(answer(seen.value, place, turn.now, report), {
      topic: account ? { account, month: null } : (turn.topic ?? { account: null, month: null }),
      about: isSomethingKnown(seen.value) ? where : null,
    });
  },
};

/** There may be an outage or none: nobody of ours lives there as far as we can tell. */
const nothingKnown = (now: PlaceNow): boolean => !now.located && !isSomethingKnown(now);

const isSomethingKnown = ({ known, on, ahead, own }: PlaceNow): boolean =>
  known !== null || own !== null || on.length + ahead.length > 0;

function answer(now: PlaceNow, { address }: OutagePlace, at: Date, report: Button): readonly Said[] {
  const { known, on, ahead, own } = now;
  const others = on.filter(({ outageId }) => outageId !== known?.outageId);
  const cards = [...(known ? [known] : []), ...others, ...ahead].map((outage) => outageCard(outage, at));
  if (own?.stage === 'restored') {
    const { caseNumber } = own;
    return [
      {
        kind: 'choices',
        phrase: phrase('outage.ask-back', { caseNumber }),
        buttons: (['back', 'still-out'] as const).map((back) =>
          start('outage.report', phrase('label.back', { back }), { case: caseNumber, category: back }),
        ),
      },
      ...cards,
    ];
  }
  if (own) {
    return [text('outage.told', { ...caseWords(own, known, at), caseNumber: own.caseNumber }), ...cards];
  }
  if (known) {
    const keep = { ...report, label: phrase('label.keep-informed') };
    return [...cards, { kind: 'choices', phrase: phrase('outage.known', wordsOf(known, at)), buttons: [keep] }];
  }
  if (address !== null && nothingKnown(now))
    return [{ kind: 'choices', phrase: phrase('outage.not-located', { address }), buttons: [report] }];
  return [
    ...cards,
    { kind: 'choices', phrase: phrase(ahead.length > 0 ? 'outage.none-now' : 'outage.none'), buttons: [report] },
  ];
}
