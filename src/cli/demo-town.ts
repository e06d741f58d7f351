/** A small believable town for demonstrations: every line of its import file, made anew around any `now`. */
import { addDays, addMinutes, dayOf, rfc3339, startOfDay } from '../domain/calendar.ts';
import { billsOf } from './demo-town/bills.ts';
import { HOMES, type Home } from './demo-town/homes.ts';
import { TARIFFS } from './demo-town/tariffs.ts';

/**
 * The same town for the same `now`, and nobody real: numbers from 999…, phones 1390000xxxx and 0900000xxx, ID numbers with a
 * wrong check digit. Every bill agrees with its tariff but one: facts/domain.md section 10 says what the homes show. What an
 * import file cannot carry (changed meters, open transfers) is left to whoever needs it.
 */
export function* demoTown(now: Date): Generator<object> {
  for (const tariff of TARIFFS) yield { kind: 'tariff', ...tariff };
  for (const home of HOMES) yield accountOf(home);
  for (const home of HOMES) yield* billsOf(home, now);
  yield* outages(now);
}

function accountOf({ story, ...home }: Home): object {
  const balance = home.tariffId === 'EX-TW' ? '0' : '0.00';
  return {
    kind: 'account',
    ...home,
    category: 'residential',
    prepaid: story.prepaid !== undefined,
    balance: story.prepaid ?? balance,
    status: story.status ?? 'active',
  };
}

function* outages(now: Date): Generator<object> {
  const tomorrow = startOfDay(addDays(dayOf(now), 1));
  const at = (start: Date, hours: number) => rfc3339(addMinutes(start, Math.round(hours * 60)));
  const kind = 'outage';
  yield {
    kind,
    outageId: 'O-PLANNED-F12',
    cause: 'planned',
    feeder: 'F12',
    transformers: ['T045'],
    from: at(tomorrow, 9),
    to: at(tomorrow, 13),
    estimatedRestoration: at(tomorrow, 13),
    reason: '更换变压器',
  };
  yield {
    kind,
    outageId: 'O-FAULT-F21',
    cause: 'fault',
    feeder: 'F21',
    transformers: ['T105', 'T113'],
    from: at(now, -0.7),
    to: null,
    estimatedRestoration: at(now, 2.5),
    reason: '电缆故障，抢修中',
  };
  yield {
    kind,
    outageId: 'O-FAULT-F41',
    cause: 'fault',
    feeder: 'F41',
    transformers: ['T110'],
    from: at(now, -50),
    to: at(now, -47),
    estimatedRestoration: at(now, -46.5),
    reason: '树枝碰线，已清除',
  };
  yield {
    kind,
    outageId: 'O-ROTATION-S61',
    cause: 'rotation',
    feeder: 'S61',
    transformers: ['TW001', 'TW004'],
    from: at(tomorrow, 14),
    to: at(tomorrow, 15.5),
    estimatedRestoration: at(tomorrow, 15.5),
    reason: '分區輪流停電',
  };
}
