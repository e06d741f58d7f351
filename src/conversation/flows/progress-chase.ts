/** Chasing a case (催办): what a chase will do is read back, done by a yes, and told by its effect; a refusal says why and when. */

import { isEnd } from '../../domain/case-processes.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import type { Problem } from '../../domain/result.ts';
import type { ChaseRefusal } from '../../services/cases/chases.ts';
import { type Done, done, type Flow, type Step, type Turn } from '../flow.ts';
import { type Button, start, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import { caseOptions, casesSeen, checkCase, type Seen } from './which-case.ts';

const open = async (turn: Turn): Promise<readonly Seen[]> =>
  (await casesSeen(turn)).filter(({ found, own }) => own && !isEnd(found.stage));

const WHY: Readonly<Record<ChaseRefusal, 'first' | 'again' | 'today' | 'enough' | 'old-holder'>> = {
  'too-early': 'first',
  'too-soon': 'again',
  'enough-today': 'today',
  enough: 'enough',
  'waiting-for-old-holder': 'old-holder',
};
const whyOf = (detail: string | undefined) => WHY[detail as ChaseRefusal] ?? 'again';

const progress = (caseNumber: string): Button =>
  start('progress.query', phrase('label.progress'), { case: caseNumber });

/** For REST too, whose answer says the same. */
export const tooEarly = ({ detail, retryAt }: Problem): Phrase =>
  phrase('chase.too-early', { why: whyOf(detail), nextAt: retryAt ?? null });

async function refused(turn: Turn, problem: Problem, caseNumber: string): Promise<Done> {
  const end = (said: Phrase, buttons: readonly Button[]) =>
    done([{ kind: 'choices', phrase: said, buttons }], { failed: true });
  if (problem.code === 'too_many_requests') return end(tooEarly(problem), [progress(caseNumber)]);
  const seen = await turn.services.cases.find(turn.viewer, caseNumber);
  if (!seen.ok)
    return end(phrase('progress.not-found', { caseNumber }), [start('progress.query', phrase('label.my-cases'))]);
  const { found, own } = seen.value;
  if (!own) return end(phrase('chase.not-yours'), [progress(caseNumber)]);
  const { kind, stage, nextAction: action } = found;
  const missing = found.missing as readonly DocumentKind[];
  return problem.code === 'waiting_for_you'
    ? end(phrase('chase.waiting', { missing, action }), [progress(caseNumber)])
    : end(phrase('chase.closed', { kind, caseNumber, stage }), [progress(caseNumber)]);
}

/** Nothing of mine is open: said at once; one is known without asking. */
async function anyOpen(turn: Turn): Promise<Step> {
  return (await open(turn)).length > 0
    ? { kind: 'go-on' }
    : done(
        [
          {
            kind: 'choices',
            phrase: phrase('chase.none'),
            buttons: [start('progress.query', phrase('label.progress'))],
          },
        ],
        { failed: true },
      );
}

export const progressChase: Flow = {
  service: 'progress.chase',
  version: 2,
  slots: [
    {
      name: 'case',
      async prefill(turn) {
        const [only, second] = await open(turn);
        return only && !second ? only.found.caseNumber : undefined;
      },
      before: anyOpen,
      ask: async (turn) => ({ say: text('chase.which'), options: caseOptions(turn, await open(turn)) }),
      check: checkCase,
    },
  ],

  async readBack(turn, slots, frame) {
    const caseNumber = slots.case ?? '';
    // The one look of this turn has it, unless it ended long ago or is nobody's here.
    const known = (await casesSeen(turn)).find(({ found }) => found.caseNumber === caseNumber);
    const seen = await turn.services.chases.preview(turn.viewer, caseNumber, known);
    if (!seen.ok) return refused(turn, seen.problem, caseNumber);
    const { found, level, calls, owner, supervisor } = seen.value;
    frame.memo.effect = `${level} ${owner ?? ''}`;
    return {
      say: [],
      question: phrase('chase.confirm', { kind: found.kind, caseNumber, level, calls, owner, supervisor }),
      yes: phrase('label.chase'),
      values: [caseNumber, frame.memo.effect],
    };
  },

  async act(turn, slots, frame) {
    const caseNumber = slots.case ?? '';
    const planned = await turn.services.chases.plan(turn.viewer, caseNumber);
    if (!planned.ok) return refused(turn, planned.problem, caseNumber);
    const { value: chased, writes } = planned.value;
    // The yes was said to another effect, e.g. the promise was broken meanwhile: it is read back anew.
    if (`${chased.level} ${chased.owner ?? ''}` !== frame.memo.effect) return { kind: 'go-on' };
    return done([{ kind: 'choices', phrase: phrase('chase.effect', chased), buttons: [progress(caseNumber)] }], {
      writes,
      filed: caseNumber,
    });
  },
};
