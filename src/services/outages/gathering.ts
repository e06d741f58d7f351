/** Makes of what joinReport found an outage and its writes: joined, opened with earlier singles pulled in, or none. */
import type { DatedClock } from '../../clocks/presets.ts';
import { addMinutes, dayOf } from '../../domain/calendar.ts';
import { casesByNumbers } from '../../store/cases.ts';
import type { Write } from '../../store/commit.ts';
import { moveReport } from '../../store/outage-reports.ts';
import { adoptChildren, openOutage, type PlaceSheet, raisePriority, type StandingOutage } from '../../store/outages.ts';
import type { Cases } from '../cases.ts';
import type { Deps } from '../deps.ts';
import type { Joining } from './joining.ts';
import { shownOutage, toldOf, wordMinutes } from './standing.ts';

export interface Gathered {
  readonly outage: StandingOutage | null;
  readonly opened: boolean;
  /** With the case that the report becomes. */
  writes(caseNumber: string): readonly Write[];
}

export type Gathering = ReturnType<typeof createGathering>;

/** What an open outage is about, once in the table. */
function levelOf(joining: Extract<Joining, { kind: 'open' }>, place: PlaceSheet['place']): string {
  if (joining.reach === 'feeder') return `F:${place.feeder}`;
  return joining.reach === 'transformer' ? `T:${place.feeder}/${place.transformer}` : `B:${place.buildingKey}`;
}

export function createGathering(deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'settings'>, cases: Cases) {
  /** Earlier singles follow; who opened one hears of it once. */
  const pullIn = async (caseNumbers: readonly string[], outage: StandingOutage): Promise<readonly Write[]> => {
    const found = caseNumbers.length > 0 ? await casesByNumbers(deps.db, caseNumbers) : [];
    const moves = await Promise.all(
      found.map(async (single) => {
        const moved = await cases.move(single, 'joined', 'service', {
          change: { outageId: outage.outageId },
          priority: single.priority === 1 ? 1 : 2,
          more: { outageId: outage.outageId },
          tell: true,
        });
        return moved.ok ? [...moved.value.writes, moveReport(single.caseNumber, toldOf(outage), outage.outageId)] : [];
      }),
    );
    return moves.flat();
  };

  return {
    async settle(joining: Joining, sheet: PlaceSheet, urgency: 1 | 2 | 3): Promise<Gathered> {
      if (joining.kind === 'single') return { outage: null, opened: false, writes: () => [] };
      const now = deps.clock.now();
      const { place } = sheet;
      const minutes = wordMinutes(now, (await deps.settings()).clocks as readonly DatedClock[]);
      if (joining.kind === 'join') {
        const found = sheet.outages.find(({ outageId }) => outageId === joining.outageId);
        const outage = found ? shownOutage(found, now, minutes) : null;
        const writes = outage && urgency < outage.priority ? [raisePriority(outage.outageId, urgency)] : [];
        return { outage, opened: false, writes: () => writes };
      }
      const priority = urgency === 1 ? 1 : 2;
      const outageId = `R-${dayOf(now).replaceAll('-', '').slice(2)}${deps.chance.digits(5)}`;
      const made = {
        outageId,
        feeder: joining.reach === 'building' ? null : place.feeder,
        transformers: joining.transformers,
        address: joining.reach === 'building' ? place.address : null,
        fromAt: now,
        parentId: joining.parentId,
        nextWordAt: addMinutes(now, minutes),
        priority,
      };
      const outage: StandingOutage = {
        ...made,
        cause: 'fault',
        source: 'reports',
        toAt: null,
        estimatedRestoration: null,
        restoredAt: null,
        noFault: false,
        stage: 'reported',
        reason: '',
        dispatchedAt: null,
        arrivedAt: null,
        seq: 0,
        reports: 1,
      };
      const pulled = await pullIn(joining.pullIn, outage);
      return {
        outage,
        opened: true,
        writes: (caseNumber) => [
          openOutage({
            ...made,
            buildingKey: joining.reach === 'building' ? place.buildingKey : null,
            openedBy: caseNumber,
            levelKey: levelOf(joining, place),
          }),
          ...(joining.children.length > 0 ? [adoptChildren(outageId, joining.children)] : []),
          ...pulled,
        ],
      };
    },
  };
}
