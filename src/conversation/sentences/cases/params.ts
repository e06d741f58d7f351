/** What sentences about cases need: kinds, stages, events, promises, papers, owners. */
import type { CaseEvent, Stage } from '../../../domain/case-processes.ts';
import type { CaseKind, NextAction, PromiseKind, Team } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';

type None = Record<never, never>;

export interface CasesParams {
  'case.kind': { kind: CaseKind };
  'case.stage': { stage: Stage };
  'case.event': { event: CaseEvent };
  'case.action': { action: NextAction };
  'case.team': { team: Team };
  'case.promise': { kind: PromiseKind; due: Date };
  /** What the clock stands still for. */
  'case.promise-paused': { kind: PromiseKind; waits: 'papers' | 'old-holder' | 'signature' | 'answer' };
  'case.promise-met': { kind: PromiseKind; at: Date };
  /** Kept, but after its time. */
  'case.promise-late': { kind: PromiseKind; due: Date; at: Date };
  'case.promise-broken': { kind: PromiseKind; due: Date };
  'case.title': { kind: CaseKind; caseNumber: string };
  /** How many minutes or working days are left, of one of the two. */
  'case.left': { minutes: number | null; workingDays: number | null };
  'case.none': None;
  'case.opened': { kind: CaseKind; caseNumber: string; due: Date | null };
  /** What happened; `words` are a person's own. */
  'case.told': { event: CaseEvent; kind: CaseKind; caseNumber: string; words: string | null };
  paper: { kind: DocumentKind };
  'row.case': None;
  'row.stage': None;
  'row.next': None;
  'row.owner': None;
  'row.promised': None;
  'row.missing': None;
  'row.opened': None;
  'row.left': None;
  'row.waits-until': None;
  'value.owner': { team: Team; name: string | null };
  'value.papers': { kinds: readonly DocumentKind[] };
  'label.progress': None;
  'label.chase': None;
  'label.withdraw': None;
  'label.upload': None;
}
