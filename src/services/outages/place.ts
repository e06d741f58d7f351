/** Where a report is about: the account or address as asked, under one reason per resident and place. */
import { maskIdNumbers } from '../../domain/mask.ts';
import type { OutageReport, ReportScope } from '../../domain/outages.ts';
import { type PlaceSheet, placeSheet, type StandingOutage } from '../../store/outages.ts';
import type { Deps } from '../deps.ts';
import { buildingKey, JOINING_RULES, joinReport } from './joining.ts';

export interface OutagePlace {
  readonly accountNumber: string | null;
  readonly address: string | null;
}

/** How far ahead planned outages are told (facts/domain.md 2.1 no. 2). */
const AHEAD_DAYS = 7;

/** One open case per resident and place: reporting twice joins the first. */
export const reasonOf = (residentId: string, { accountNumber, address }: OutagePlace): string => {
  const place =
    accountNumber ?? buildingKey(address ?? '') ?? (address ?? '').normalize('NFKC').replace(/\s+/g, '').slice(0, 80);
  return `outage:${residentId}:${place}`;
};

/** All that is known there; null: no such account. */
export const sheetFor = (
  deps: Pick<Deps, 'db' | 'clock'>,
  residentId: string,
  { accountNumber, address }: OutagePlace,
): Promise<PlaceSheet | null> =>
  placeSheet(
    deps.db,
    {
      accountNumber,
      address: address && maskIdNumbers(address),
      buildingKey: address === null ? null : buildingKey(address),
    },
    {
      residentId,
      reason: reasonOf(residentId, { accountNumber, address }),
      now: deps.clock.now(),
      aheadDays: AHEAD_DAYS,
      backMinutes: JOINING_RULES.stillOutMinutes,
      singleMinutes: Math.max(JOINING_RULES.pairMinutes, JOINING_RULES.feederMinutes),
    },
  );

export const reportAt = (
  { place }: PlaceSheet,
  { at, scope, accountNumber }: { at: Date; scope: ReportScope; accountNumber: string | null },
): OutageReport => ({
  at,
  scope,
  feeder: place.feeder,
  transformer: place.transformer,
  address: place.address,
  accountNumber,
  since: null,
});

/** The outage that somebody who asks now would join. */
export function knownOutage(sheet: PlaceSheet, now: Date): StandingOutage | null {
  const joining = joinReport(reportAt(sheet, { at: now, scope: 'unknown', accountNumber: null }), {
    outages: sheet.outages,
    singles: [],
  });
  return joining.kind === 'join' ? (sheet.outages.find(({ outageId }) => outageId === joining.outageId) ?? null) : null;
}
