/** The promised times as dated presets with their sources (facts/domain.md 2.8); a utility confirms or replaces each. */
import type { IsoDate } from '../domain/billing.ts';
import { editionOn } from './editions.ts';

export type ClockId =
  | 'fault.arrive.city'
  | 'fault.arrive.rural'
  | 'fault.arrive.remote'
  | 'fault.restore.city'
  | 'fault.restore.rural'
  | 'outage.planned.notice'
  | 'outage.temporary.notice'
  | 'complaint.contact'
  | 'complaint.answer'
  | 'report.answer'
  | 'consult.answer'
  | 'billing.dispute'
  | 'cutoff.dispute'
  | 'meter.test'
  | 'meter.data_anomaly'
  | 'reconnect.after_payment'
  | 'appliance.onsite'
  | 'connect.resident'
  | 'connect.small-business'
  | 'name.change'
  | 'transfer'
  | 'suggestion.answer'
  | 'opinion.answer'
  | 'request.answer'
  | 'closing.answer'
  | 'phone.change'
  | 'handoff.contact'
  | 'recovery.contact'
  | 'danger.contact'
  | 'papers.wait'
  | 'old-holder.wait'
  | 'signing.wait'
  | 'settlement.reading'
  | 'restored.confirm'
  | 'word.outage'
  | 'word.case'
  | 'word.chase-fault';

export interface Clock {
  /** A whole number above 0. */
  readonly limit: number;
  /** `day`: until the end of the n-th calendar day after the first; `working-day`: of the n-th working day after it. */
  readonly unit: 'minute' | 'hour' | 'day' | 'working-day';
  readonly pausable: boolean;
}

export interface DatedClock extends Clock {
  readonly id: ClockId;
  readonly effectiveFrom: IsoDate;
  /** false: ask the utility before go-live (facts/domain.md 11). */
  readonly confirmed: boolean;
  readonly source: string;
}

/** State Grid's promises as published that day (S11). */
const PROMISED = '2023-12-08';
/** The copy of the older edition (S12); when that edition began is not known. */
const OLDER = '2022-04-01';
/** This product's own proposals. */
const OURS = '2023-12-08';

const fixed = { pausable: false } as const;
const pausable = { pausable: true } as const;
const confirmed = { confirmed: true } as const;
const unconfirmed = { confirmed: false } as const;

const minutes = (limit: number) => ({ limit, unit: 'minute' }) as const;
const hours = (limit: number) => ({ limit, unit: 'hour' }) as const;
const days = (limit: number) => ({ limit, unit: 'day' }) as const;
const workingDays = (limit: number) => ({ limit, unit: 'working-day' }) as const;

const promised = (id: ClockId, source: string) => ({ id, effectiveFrom: PROMISED, source, ...confirmed });
const since = (id: ClockId, effectiveFrom: IsoDate, source: string) => ({ id, effectiveFrom, source, ...unconfirmed });
const ours = (id: ClockId, source: string) => since(id, OURS, `proposal, ${source}`);

/** The two `outage.*.notice` run backwards from the start of the outage: `dueOf` is not for them. */
export const CLOCKS: readonly DatedClock[] = [
  { ...promised('fault.arrive.city', 'S11'), ...minutes(45), ...fixed },
  { ...promised('fault.arrive.rural', 'S11'), ...minutes(90), ...fixed },
  { ...promised('fault.arrive.remote', 'S11'), ...minutes(120), ...fixed },
  { ...promised('fault.restore.city', 'S11; stands still for weather and access'), ...minutes(180), ...pausable },
  { ...promised('fault.restore.rural', 'S11; stands still for weather and access'), ...minutes(240), ...pausable },
  {
    ...since('outage.planned.notice', '2019-03-02', '条例 第二十八条, S2'),
    ...days(7),
    ...fixed,
    ...confirmed,
  },
  {
    ...since('outage.temporary.notice', '2019-03-02', '条例 第二十八条, S2'),
    ...hours(24),
    ...fixed,
    ...confirmed,
  },
  { ...since('complaint.contact', OLDER, 'older edition, S12, S15'), ...workingDays(1), ...fixed },
  { ...since('complaint.contact', PROMISED, 'S11b, S13'), ...hours(24), ...fixed },
  { ...since('complaint.answer', OLDER, 'older edition, S12, S15'), ...workingDays(7), ...pausable },
  {
    ...since('complaint.answer', PROMISED, 'S11b, S13; a supervisor agrees to a pause'),
    ...workingDays(5),
    ...pausable,
  },
  { ...since('report.answer', '2021-09-25', 'S13: 9 for the unit'), ...workingDays(10), ...pausable },
  { ...since('consult.answer', '2023-09-01', 'S15'), ...workingDays(5), ...pausable },
  {
    ...since('billing.dispute', '2018-05-24', 'S3 第二十七条, S4 第十六条: law in Shanghai and Henan'),
    ...workingDays(5),
    ...fixed,
  },
  {
    ...since('cutoff.dispute', '2018-05-24', 'S3 第二十五条, S4 第十五条: law in Shanghai and Henan'),
    ...workingDays(3),
    ...fixed,
  },
  { ...promised('meter.test', 'S11; stands still while nobody is home'), ...workingDays(5), ...pausable },
  { ...since('meter.data_anomaly', OLDER, 'older edition, S12, S15'), ...workingDays(7), ...fixed },
  { ...promised('meter.data_anomaly', 'S11'), ...workingDays(5), ...fixed },
  { ...since('reconnect.after_payment', OLDER, 'S12, S15; Southern Grid 12 h, S20'), ...hours(24), ...fixed },
  { ...since('appliance.onsite', '1996-08-21', 'S21'), ...hours(24), ...fixed },
  { ...promised('connect.resident', 'S11; without the steps of the resident'), ...workingDays(5), ...pausable },
  { ...promised('connect.small-business', 'S11; without the steps of the customer'), ...workingDays(6), ...pausable },
  { ...ours('name.change', 'facts/domain.md 1.5'), ...workingDays(1), ...pausable },
  { ...ours('transfer', 'facts/domain.md 1.5, S15: at most 5'), ...workingDays(3), ...pausable },
  { ...since('suggestion.answer', PROMISED, 'facts/domain.md 2.5, no source'), ...workingDays(10), ...pausable },
  { ...since('opinion.answer', PROMISED, 'facts/domain.md 2.5, no source'), ...workingDays(10), ...pausable },
  { ...since('request.answer', '2023-09-01', 'S15, other service requests'), ...workingDays(5), ...pausable },
  { ...ours('closing.answer', 'after request.answer'), ...workingDays(5), ...pausable },
  { ...ours('phone.change', 'after name.change'), ...workingDays(1), ...pausable },
  { ...ours('handoff.contact', 'after complaint.contact, S11b'), ...hours(24), ...fixed },
  { ...ours('recovery.contact', 'facts/domain.md 7'), ...workingDays(1), ...fixed },
  { ...ours('danger.contact', 'facts/domain.md 5.1'), ...minutes(10), ...fixed },
  { ...ours('papers.wait', 'how long missing papers are waited for'), ...days(20), ...fixed },
  { ...ours('old-holder.wait', 'facts/domain.md 1.4, step 8'), ...days(5), ...fixed },
  { ...ours('signing.wait', 'facts/domain.md 1.4, step 10'), ...days(10), ...fixed },
  { ...ours('settlement.reading', 'facts/domain.md 1.4, step 9'), ...workingDays(2), ...pausable },
  { ...ours('restored.confirm', 'how long "still out?" waits for an answer'), ...hours(24), ...fixed },
  { ...ours('word.outage', 'next word while there is no estimate'), ...minutes(30), ...fixed },
  { ...ours('word.case', 'next word after a chase'), ...workingDays(1), ...fixed },
  { ...ours('word.chase-fault', 'next word after a chase of a fault'), ...minutes(15), ...fixed },
];

/**
 * The edition that counts on `day`, which is the day the case was opened: the newest not after it. The utility's own
 * entries win over ours of the same day; before the first edition the first one counts.
 */
export function clockInForce(id: ClockId, day: IsoDate, own: readonly DatedClock[] = []): DatedClock {
  return editionOn(
    [...CLOCKS, ...own].filter((clock) => clock.id === id),
    day,
  );
}
