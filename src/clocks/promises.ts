/** The promised times this release makes, as dated presets with their sources (facts/domain.md 2.8). */
import { addMinutes } from '../domain/calendar.ts';
import { endOfWorkingDay, type WorkingCalendar } from './working-days.ts';

export interface Promised {
  readonly limit: number;
  readonly unit: 'minute' | 'hour' | 'working-day';
  readonly effectiveFrom: string;
  readonly source: string;
}

export const PROMISES = {
  'handoff.contact': {
    limit: 24,
    unit: 'hour',
    effectiveFrom: '2023-12-08',
    source: 'proposal after complaint.contact, S11b',
  },
  'bill-check.answer': { limit: 5, unit: 'working-day', effectiveFrom: '2018-05-24', source: 'billing.dispute, S3' },
  'recovery.contact': {
    limit: 1,
    unit: 'working-day',
    effectiveFrom: '2023-12-08',
    source: 'proposal, facts/domain.md 7',
  },
  'danger.contact': { limit: 10, unit: 'minute', effectiveFrom: '2023-12-08', source: 'proposal, facts/domain.md 5.1' },
} as const satisfies Record<string, Promised>;

export type PromiseId = keyof typeof PROMISES;

/** When the promise falls due that is given at `from`. */
export function dueAt(promise: PromiseId, from: Date, calendar: WorkingCalendar): Date {
  const { limit, unit }: Promised = PROMISES[promise];
  if (unit === 'working-day') return endOfWorkingDay(from, limit, calendar);
  return addMinutes(from, unit === 'hour' ? limit * 60 : limit);
}
