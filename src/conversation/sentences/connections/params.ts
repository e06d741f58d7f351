/** What sentences about connections and other requests need. */
import type { IsoDate } from '../../../domain/billing.ts';
import type { CaseKind, PromiseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { Money } from '../../../domain/money.ts';
import type { ConnectionKind } from '../../../services/applications/connection-papers.ts';
import type { RequestKind } from '../../../services/requests.ts';

type None = Record<never, never>;

export interface ConnectionsParams {
  // Applications for power
  'connection.ask-category': None;
  'connection.ask-address': None;
  'connection.wrong-address': None;
  'connection.ask-place': None;
  'connection.elsewhere': None;
  'connection.ask-capacity': { kind: ConnectionKind };
  'connection.capacity-unsure': { kw: string };
  'connection.wrong-capacity': None;
  'connection.ask-purpose': None;
  'connection.ask-name': None;
  'connection.wrong-name': None;
  'connection.ask-phone': None;
  'connection.wrong-phone': None;
  'connection.ask-parking': None;
  'connection.wrong-parking': None;
  'connection.ask-role': None;
  'connection.role': { role: 'owner' | 'tenant' };
  'connection.lease-note': None;
  'connection.read-back': { kind: ConnectionKind };
  'connection.notice': None;
  'connection.confirm': { kind: ConnectionKind };
  'connection.opened': { kind: CaseKind; caseNumber: string; missing: readonly DocumentKind[]; waits: boolean };
  'connection.arrears': { account: string };
  'connection.not-possible': { account: string };
  'change.open': { caseNumber: string | null };
  'value.kw': { kw: string };
  'value.steps': None;
  /** `waits`: the clock starts when the papers are there. */
  'value.done-by': { workingDays: number; due: Date; waits: boolean };
  'row.supply-address': None;
  'row.capacity': None;
  'row.purpose': None;
  'row.applicant': None;
  'row.request-phone': None;
  'row.parking': None;
  'row.parking-of': None;
  'row.handed-in': None;
  'row.steps': None;

  // Requests
  'request.ask-category': None;
  'request.ask-month': None;
  'request.no-bill': None;
  'request.ask-description': { kind: RequestKind };
  'request.wrong-description': None;
  'request.ask-since': None;
  'request.since-option': { day: IsoDate; ago: number };
  'request.since-earlier': { days: number };
  'request.wrong-since': None;
  'request.too-late': { days: number; hotline: string };
  /** Welcome, never needed; `given`: how many came. */
  'request.ask-photos': { kind: RequestKind; given: number };
  'request.ask-phone': None;
  'request.ask-new-phone': { oldPhone: string };
  'request.wrong-new-phone': None;
  'request.same-phone': None;
  'request.ask-reason': None;
  'request.read-back': { kind: RequestKind };
  /** The rule that goes with it, said before the yes. */
  'request.note': { kind: RequestKind };
  'request.confirm': { kind: RequestKind };
  'request.opened': { kind: CaseKind; caseNumber: string; missing: readonly DocumentKind[] };
  'request.joined': { kind: CaseKind; caseNumber: string };
  'request.not-cut': { account: string };
  'request.closed': { account: string };
  'request.owed': { kind: RequestKind; amount: Money };
  'text-message.phone-change': { account: string; caseNumber: string; supplier: string; hotline: string };
  'value.promise': { kind: PromiseKind; due: Date; hours: number | null };
  'value.later-papers': { kinds: readonly DocumentKind[] };
  'value.photos': { count: number };
  'row.bill': None;
  'row.happened': None;
  'row.request-about': None;
  'row.devices': None;
  'row.new-phone': None;
  'row.request-reason': None;
  'row.still-due': None;
}
