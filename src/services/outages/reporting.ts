/** A report becomes a case: of an outage that is known, of one that it opens, or of one home; and the answer to "is it back?". */
import { maskIdNumbers, maskPhone } from '../../domain/mask.ts';
import type { ReportScope } from '../../domain/outages.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { boundAccount, type Viewer } from '../../domain/viewer.ts';
import { caseByNumber, type WholeCase } from '../../store/cases.ts';
import { addReport, moveReport, reportsOf } from '../../store/outage-reports.ts';
import type { PlaceSheet, StandingOutage } from '../../store/outages.ts';
import type { CaseReason, Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import type { Gathering } from './gathering.ts';
import { type Joining, joinReport } from './joining.ts';
import { type Need, needsIn } from './needs.ts';
import { type OutagePlace, reasonOf, reportAt, sheetFor } from './place.ts';
import { catchingUp, promisesFor, toldOf } from './standing.ts';

export interface OutageAsk extends OutagePlace {
  readonly scope: ReportScope;
  /** `yes`: the main switch is off and does not stay on. */
  readonly breaker: 'yes' | 'no' | 'unknown' | null;
  /** Digits only; null: the phone on file. */
  readonly contactPhone: string | null;
  /** In the resident's words. */
  readonly since: string | null;
  readonly description: string | null;
  /** Of a shared place: `latitude,longitude` in degrees. */
  readonly coordinates?: string | null;
  readonly conversationId: string | null;
}

export interface Reported {
  readonly caseNumber: string;
  readonly record: WholeCase;
  /** `own`: it was open already; `still-out`: it was said to be back and is not. */
  readonly how: 'opened' | 'joined' | 'single' | 'own' | 'still-out';
  readonly outage: StandingOutage | null;
}

/** Whether power is back, as the resident says. */
export type Back = 'back' | 'still-out';

const LONGEST_DESCRIPTION = 1_000;

export function createReporting(
  deps: Pick<Deps, 'db' | 'clock' | 'tokens' | 'settings'>,
  cases: Cases,
  gathering: Gathering,
) {
  const moved = (
    planned: Planned<WholeCase>,
    how: Reported['how'],
    outage: StandingOutage | null,
    writes: Planned<unknown>['writes'] = [],
  ): Planned<Reported> => ({
    value: { caseNumber: planned.value.caseNumber, record: planned.value, how, outage },
    writes: [...planned.writes, ...writes],
  });

  /** The case goes back to work, with the outage that holds now: another report's, or a nested one of its own. */
  const stillOut = async (found: WholeCase, sheet: PlaceSheet): Promise<Result<Planned<Reported>>> => {
    const now = deps.clock.now();
    const [report] = await reportsOf(deps.db, [found.caseNumber], now);
    const scope = report?.scope ?? 'unknown';
    const around = { outages: sheet.outages, singles: sheet.singles };
    const joining = joinReport(reportAt(sheet, { at: now, scope, accountNumber: found.accountNumber }), around);
    const priority = found.priority > 1 ? ((found.priority - 1) as 1 | 2) : 1;
    const again = nested(joining, sheet, report?.outage?.noFault ? null : found.outageId);
    const gathered = await gathering.settle(again, sheet, priority);
    const { outage } = gathered;
    const next = await cases.move(found, 'still-out', 'resident', {
      change: { outageId: outage?.outageId ?? null },
      priority,
      ...promisesFor(outage, found.area, now),
      ...(outage && { more: { outageId: outage.outageId } }),
      tell: false,
    });
    if (!next.ok) return next;
    // The case starts anew, whoever is out there already: upkeep brings it to where its outage is, one move of the table at a time.
    const told = { ...toldOf(outage), stage: 'reported' as const };
    const belongs = moveReport(found.caseNumber, told, outage?.outageId ?? null);
    return ok(
      moved(next.value, 'still-out', outage, [...gathered.writes(found.caseNumber), ...(report ? [belongs] : [])]),
    );
  };

  return {
    /**
     * Refuses `not_found` (an account that is not bound). A report of the same resident about the same place joins their open
     * case; after "restored" it means that it is not.
     */
    async plan(viewer: Viewer, ask: OutageAsk): Promise<Result<Planned<Reported>>> {
      if (ask.accountNumber && !boundAccount(viewer, ask.accountNumber)) return refuse('not_found');
      const sheet = await sheetFor(deps, viewer.residentId, ask);
      if (!sheet) return refuse('not_found');
      const now = deps.clock.now();
      if (sheet.own) {
        const found = await caseByNumber(deps.db, sheet.own.caseNumber);
        if (!found) return refuse('not_found');
        if (found.stage === 'restored') return stillOut(found, sheet);
        const outage = sheet.outages.find(({ outageId }) => outageId === found.outageId) ?? null;
        return ok(moved({ value: found, writes: [] }, 'own', outage));
      }
      const needs = needsIn(ask.description ?? '');
      const at = { at: now, scope: ask.scope, accountNumber: ask.accountNumber };
      const joining = joinReport(reportAt(sheet, at), { outages: sheet.outages, singles: sheet.singles });
      const priority = needs.length > 0 ? 1 : joining.kind === 'single' && ask.scope === 'home' ? 3 : 2;
      return ok(await open(viewer, ask, sheet, joining, { priority, needs }));
    },

    /**
     * The resident's answer after "restored". Refuses `not_found` (not theirs) and `not_now` (nothing is asked any more: they
     * report anew).
     */
    async answer(viewer: Viewer, caseNumber: string, back: Back): Promise<Result<Planned<Reported>>> {
      const seen = await cases.find(viewer, caseNumber);
      if (!seen.ok) return seen;
      const { found, own } = seen.value;
      if (!own || found.kind !== 'outage') return refuse('not_found');
      if (found.stage !== 'restored') return refuse('not_now');
      if (back === 'still-out') {
        const [report] = await reportsOf(deps.db, [caseNumber], deps.clock.now());
        const place = { accountNumber: found.accountNumber, address: report?.address ?? null };
        const sheet = await sheetFor(deps, viewer.residentId, place);
        return sheet ? stillOut(found, sheet) : refuse('not_found');
      }
      // The rating that follows is asked for by the case's own event.
      const confirmed = await cases.move(found, 'confirmed', 'resident', { tell: true });
      return confirmed.ok ? ok(moved(confirmed.value, 'own', null)) : confirmed;
    },
  };

  async function open(
    viewer: Viewer,
    ask: OutageAsk,
    sheet: PlaceSheet,
    joining: Joining,
    urgency: { readonly priority: 1 | 2 | 3; readonly needs: readonly Need[] },
  ): Promise<Planned<Reported>> {
    const now = deps.clock.now();
    const { place } = sheet;
    const gathered = await gathering.settle(joining, sheet, urgency.priority);
    const { outage, opened } = gathered;
    const { contactPhone, description } = ask;
    const then: CaseReason['then'] =
      outage && !opened
        ? [
            { event: 'joined', more: { more: { outageId: outage.outageId } } },
            ...catchingUp('reported', outage).events.map((event) => ({ event })),
          ]
        : [];
    const planned = await cases.plan(
      {
        kind: 'outage',
        reason: reasonOf(viewer.residentId, ask),
        residentId: viewer.residentId,
        accountNumber: ask.accountNumber,
        area: place.area,
        outageId: outage?.outageId ?? null,
        conversationId: ask.conversationId,
        summary: {
          scope: ask.scope,
          feeder: place.feeder,
          transformer: place.transformer,
          ...(ask.address && { address: maskIdNumbers(ask.address) }),
          ...(ask.coordinates && { coordinates: ask.coordinates }),
          ...(ask.breaker && { breaker: ask.breaker }),
          ...(ask.since && { since: ask.since }),
          ...(description && { description: maskIdNumbers(description).slice(0, LONGEST_DESCRIPTION) }),
          ...(urgency.needs.length > 0 && { needs: urgency.needs }),
          phone: contactPhone ? maskPhone(contactPhone) : place.phone ? maskPhone(place.phone) : null,
        },
        sealed: contactPhone ? await deps.tokens.seal(JSON.stringify({ contactPhone })) : null,
        more: { priority: urgency.priority, ...promisesFor(outage, place.area, now) },
        then,
      },
      true,
    );
    const { caseNumber, record } = planned.value;
    const report = addReport(
      {
        caseNumber,
        residentId: viewer.residentId,
        outageId: outage?.outageId ?? null,
        at: now,
        scope: ask.scope,
        accountNumber: ask.accountNumber,
        feeder: place.feeder,
        transformer: place.transformer,
        address: ask.accountNumber ? null : place.address,
        buildingKey: place.buildingKey,
        since: null,
      },
      toldOf(outage),
    );
    return {
      value: { caseNumber, record, how: opened ? 'opened' : outage ? 'joined' : 'single', outage },
      writes: [...planned.writes, ...gathered.writes(caseNumber), report],
    };
  }
}

/** "Still out" after an outage is one below it, however late it is said and however little else is known. */
function nested(joining: Joining, { place }: PlaceSheet, outageId: string | null): Joining {
  if (joining.kind === 'join' || outageId === null) return joining;
  if (joining.kind === 'open') return { ...joining, parentId: joining.parentId ?? outageId };
  if (place.transformer === null && place.buildingKey === null) return joining;
  return {
    kind: 'open',
    reach: place.transformer === null ? 'building' : 'transformer',
    transformers: place.transformer === null ? [] : [place.transformer],
    parentId: outageId,
    pullIn: [],
    children: [],
  };
}
