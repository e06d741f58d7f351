/** What is known of outages at a place: on now, planned within a week, when it comes back; nothing that is not on record. */
import type { PlaceNow } from '../../services/outages.ts';
import { done, type Flow } from '../flow.ts';
import { caseWords, outageCard, wordsOf } from '../outage-cards.ts';
import { type Button, type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
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
    const where = account ? { account } : { address: place.address ?? '' };
    const report = start('outage.report', phrase('label.service', { service: 'outage.report' }), where);
    return done(answer(seen.value, turn.now, report), {
      topic: account ? { account, month: null } : (turn.topic ?? { account: null, month: null }),
    });
  },
};

function answer(now: PlaceNow, at: Date, report: Button): readonly Said[] {
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
  return [
    ...cards,
    { kind: 'choices', phrase: phrase(ahead.length > 0 ? 'outage.none-now' : 'outage.none'), buttons: [report] },
  ];
}
