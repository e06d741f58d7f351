/** A case as a resident sees it: stage, next step, owner, what was promised and what is missing, with what can be done. */
import { addMinutes } from '../domain/calendar.ts';
import { isEnd, type Stage } from '../domain/case-processes.ts';
import type { StandingPromise } from '../domain/cases.ts';
import type { DocumentKind } from '../domain/documents.ts';
import { type ShownCase, shownHistory } from '../services/case-view.ts';
import { canDo, type ResidentAct } from '../services/cases/resident-acts.ts';
import { type Button, type Said, type Shown, start } from './saying.ts';
import { type Phrase, phrase } from './sentences/book.ts';

/** What a clock stands still for at these stages; anywhere else for papers. */
const WAITS: Readonly<Partial<Record<Stage, 'old-holder' | 'signature' | 'answer'>>> = {
  'awaiting-old-holder': 'old-holder',
  'contract-signing': 'signature',
  restored: 'answer',
};

/** A promise of a case at this stage in one phrase: kept, kept late, broken, standing still, or due. */
export function promisePhrase(promise: StandingPromise, stage: Stage, now: Date): Phrase {
  if (promise.metAt) {
    const at = new Date(promise.metAt);
    return promise.due && at > new Date(promise.due)
      ? phrase('case.promise-late', { kind: promise.kind, due: new Date(promise.due), at })
      : phrase('case.promise-met', { kind: promise.kind, at });
  }
  if (!promise.due) return phrase('case.promise-paused', { kind: promise.kind, waits: WAITS[stage] ?? 'papers' });
  const due = new Date(promise.due);
  return due < now
    ? phrase('case.promise-broken', { kind: promise.kind, due })
    : phrase('case.promise', { kind: promise.kind, due });
}

/** Of others' cases: kind, stage and dates. The buttons lead to what its owner can do now, through the flows of progress. */
export function caseCard(shown: ShownCase, now: Date): Said {
  const { found, own } = shown;
  const open = !isEnd(found.stage);
  const rows: (readonly [Phrase, Shown])[] = [
    [phrase('row.stage'), stageOf(found)],
    ...(own ? ownRows(shown, now) : []),
    [phrase('row.opened'), { time: found.openedAt }],
    ...(!open && found.closedAt ? [[phrase('row.closed'), { time: found.closedAt }] as const] : []),
  ];
  return {
    kind: 'card',
    title: phrase('case.title', { kind: found.kind, caseNumber: found.caseNumber }),
    rows,
    buttons: own ? buttonsOf(shown, now) : [],
  };
}

function ownRows({ found, left }: ShownCase, now: Date): readonly (readonly [Phrase, Shown])[] {
  const open = !isEnd(found.stage);
  const given = found.promises.filter((promise) => !promise.dropped && (open || promise.metAt));
  // Of what was promised again only the newest counts: a contact for the call-back after the first one.
  const promises = given.filter(({ kind }, place) => !given.slice(place + 1).some((later) => later.kind === kind));
  const word = shownHistory(found).findLast(({ words, byClerk }) => byClerk && words !== null)?.words;
  return [
    ...(open
      ? ([
          [phrase('row.next'), phrase('case.action', { action: found.nextAction })],
          [phrase('row.owner'), phrase('value.owner', { team: found.team, name: found.owner })],
        ] as const)
      : []),
    ...promises.map((promise) => [phrase('row.promised'), promisePhrase(promise, found.stage, now)] as const),
    ...(left && open ? [[phrase('row.left'), phrase('case.left', left)] as const] : []),
    ...(open && found.wait ? [[phrase('row.waits-until'), { time: new Date(found.wait.due) }] as const] : []),
    ...(open && found.missing.length > 0
      ? [[phrase('row.missing'), phrase('value.papers', { kinds: found.missing as DocumentKind[] })] as const]
      : []),
    ...(word ? [[phrase('row.last-word'), { literal: word }] as const] : []),
  ];
}

/** Days in which the button is offered; whether it still counts is the utility's setting, judged when it is pressed. */
const REOPEN_OFFERED_DAYS = 30;

/** More is added by saying so, which needs no button. */
type Pressed = Exclude<ResidentAct, 'add'>;
const LABELS: Readonly<Record<Pressed, Phrase>> = {
  solved: phrase('label.solved'),
  'not-solved': phrase('label.not-solved'),
  reopen: phrase('label.reopen'),
  withdraw: phrase('label.withdraw'),
};

function buttonsOf({ found }: ShownCase, now: Date): Button[] {
  const open = !isEnd(found.stage);
  const about = { case: found.caseNumber };
  const late = found.closedAt !== null && now > addMinutes(found.closedAt, REOPEN_OFFERED_DAYS * 24 * 60);
  const act = (which: Pressed): Button[] =>
    canDo(found, which) && !(which === 'reopen' && late)
      ? [start('progress.query', LABELS[which], { ...about, category: which })]
      : [];
  return [
    ...act('solved'),
    ...act('not-solved'),
    ...(open && !found.wait ? [start('progress.chase', phrase('label.chase'), about)] : []),
    ...act('reopen'),
    ...act('withdraw'),
  ];
}

/** Nobody calls back who is anonymous: with its answer such a case waits for no call. For a planned outage no crew is sent. */
function stageOf({ stage, anonymous, nextAction }: ShownCase['found']): Phrase {
  if (anonymous && stage === 'calling-back') return phrase('case.event', { event: 'answered' });
  if (stage === 'reported' && nextAction === 'follow-plan') return phrase('case.event', { event: 'opened' });
  return phrase('case.stage', { stage });
}
