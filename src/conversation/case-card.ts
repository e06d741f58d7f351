/** A case as a resident sees it: stage, next step, owner, what was promised and what is missing, with what can be done. */
import { isEnd } from '../domain/case-processes.ts';
import type { StandingPromise } from '../domain/cases.ts';
import type { DocumentKind } from '../domain/documents.ts';
import type { ShownCase } from '../services/case-view.ts';
import { type Button, type Said, type Shown, start } from './saying.ts';
import { type Phrase, phrase } from './sentences/book.ts';

/** A promise in one phrase: kept, broken, standing still, or due. */
export function promisePhrase(promise: StandingPromise, now: Date): Phrase {
  if (promise.metAt) return phrase('case.promise-met', { kind: promise.kind, at: new Date(promise.metAt) });
  if (!promise.due) return phrase('case.promise-paused', { kind: promise.kind });
  const due = new Date(promise.due);
  return due < now
    ? phrase('case.promise-broken', { kind: promise.kind, due })
    : phrase('case.promise', { kind: promise.kind, due });
}

/** `full` adds when it was opened; the buttons lead to progress, chase and missing papers. */
export function caseCard(shown: ShownCase, now: Date): Said {
  const { found, own } = shown;
  const open = !isEnd(found.stage);
  const promises = found.promises.filter((promise) => !promise.dropped && (open || promise.metAt));
  const rows: (readonly [Phrase, Shown])[] = [
    [phrase('row.stage'), phrase('case.stage', { stage: found.stage })],
    ...(own && open
      ? ([
          [phrase('row.next'), phrase('case.action', { action: found.nextAction })],
          [phrase('row.owner'), phrase('value.owner', { team: found.team, name: found.owner })],
        ] as const)
      : []),
    ...(own ? promises.map((promise) => [phrase('row.promised'), promisePhrase(promise, now)] as const) : []),
    ...(shown.left && open ? [[phrase('row.left'), phrase('case.left', shown.left)] as const] : []),
    ...(own && open && found.missing.length > 0
      ? [[phrase('row.missing'), phrase('value.papers', { kinds: found.missing as DocumentKind[] })] as const]
      : []),
    [phrase('row.opened'), { time: found.openedAt }],
  ];
  const slots = { case: found.caseNumber };
  const buttons: Button[] = own && open ? [start('progress.chase', phrase('label.chase'), slots)] : [];
  return {
    kind: 'card',
    title: phrase('case.title', { kind: found.kind, caseNumber: found.caseNumber }),
    rows,
    buttons,
  };
}
