/** An outage as a resident sees it: cause, times, progress, and the time of the next word where no end is known. */
import type { Stage } from '../domain/case-processes.ts';
import type { StandingPromise } from '../domain/cases.ts';
import type { StandingOutage } from '../services/outages.ts';
import type { Said, Shown } from './saying.ts';
import { type Phrase, phrase } from './sentences/book.ts';
import type { OutageWords } from './sentences/outages/params.ts';

type Row = readonly (readonly [Phrase, Shown])[];

/** A fault that others tell of is being worked on or not, as far as we know: only our own reports wait for a crew of ours. */
const stageKnown = ({ cause, source, stage }: StandingOutage): StandingOutage['stage'] | null =>
  cause === 'fault' && source !== 'reports' && stage === 'reported' ? null : stage;

/** What sentences need; `nextWordAt` in place of the outage's own where somebody was promised another. */
export const wordsOf = (outage: StandingOutage, now: Date, nextWordAt = outage.nextWordAt): OutageWords => ({
  cause: outage.cause,
  stage: stageKnown(outage),
  estimate: outage.estimatedRestoration,
  late: outage.estimatedRestoration !== null && outage.estimatedRestoration <= now,
  nextWordAt,
});

interface OutageCase {
  readonly stage: Stage;
  readonly promises: readonly StandingPromise[];
}

/** When a case's next word is due. */
export function nextWordOf({ promises }: Pick<OutageCase, 'promises'>): Date | null {
  const due = promises.findLast(({ kind, metAt, dropped }) => kind === 'next-word' && !metAt && !dropped)?.due;
  return due ? new Date(due) : null;
}

/** How a case's outage stands, or the case itself where it has none; the next word is the one that was promised to it. */
export function caseWords(
  found: OutageCase,
  outage: StandingOutage | null,
  now: Date,
): OutageWords & { stage: StandingOutage['stage'] } {
  const nextWordAt = nextWordOf(found);
  const stage = found.stage === 'dispatched' || found.stage === 'on-site' ? found.stage : ('reported' as const);
  if (!outage || outage.restoredAt) return { cause: 'fault', stage, estimate: null, late: false, nextWordAt };
  return { ...wordsOf(outage, now, nextWordAt), stage: outage.stage };
}

export function outageCard(outage: StandingOutage, now: Date): Said {
  const ahead = outage.fromAt > now;
  const { cause, estimatedRestoration: estimate, reports, reason, nextWordAt } = outage;
  const stage = stageKnown(outage);
  const expected: Shown =
    estimate === null
      ? phrase('value.no-estimate')
      : estimate <= now
        ? phrase('value.estimate-late', { estimate })
        : { time: estimate };
  // Past its planned end it does not go on as planned, and nobody knows more.
  const overrun = cause !== 'fault' && stage === 'reported' && estimate !== null && estimate <= now;
  const rows: Row = [
    [phrase('row.outage-from'), { time: outage.fromAt }],
    // An estimate is no planned end.
    [phrase(ahead && (outage.toAt || !estimate) ? 'row.outage-to' : 'row.outage-estimate'), expected],
    ...(ahead || overrun || !stage
      ? []
      : ([[phrase('row.outage-stage'), phrase('value.outage-stage', { stage, cause })]] as const)),
    ...(nextWordAt && !ahead ? ([[phrase('row.outage-next-word'), { time: nextWordAt }]] as const) : []),
    ...(reports > 0 && outage.source === 'reports'
      ? ([[phrase('row.outage-reports'), phrase('value.reports', { count: reports })]] as const)
      : []),
    ...(reason ? ([[phrase('row.outage-reason'), { literal: reason }]] as const) : []),
  ];
  return { kind: 'card', title: phrase('outage.title', { cause, ahead }), rows, buttons: [] };
}
