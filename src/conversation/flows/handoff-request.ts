/** Asking for a person: a case with everything known, so that nobody has to say it again; out of hours a call-back. */
import { maskPhone } from '../../domain/mask.ts';
import type { Planned } from '../../services/deps.ts';
import type { Promised } from '../../services/handoff/asking.ts';
import { type Done, done, type Flow, type Slots, type Step, type Turn } from '../flow.ts';
import { moodOf } from '../mood.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';

/** The wish taken back, by a button or by 不用了. */
export const NO_PERSON = { consent: 'no' } as const;

function ask(turn: Turn): Promise<Planned<Promised>> {
  const goals = turn.standing.filter((frame) => frame.service !== 'handoff.request');
  return turn.services.handoff.request(turn.viewer, {
    conversationId: turn.conversationId,
    messageKey: turn.messageKey,
    locale: turn.locale,
    accountNumber:
      turn.topic?.account ??
      turn.viewer.currentAccount ??
      (turn.viewer.accounts.length === 1 ? (turn.viewer.accounts[0]?.accountNumber ?? null) : null),
    goals,
    topic: turn.topic,
    judge: moodOf,
  });
}

/** Only what the record says: the case, when people are there, until when somebody will be in touch. */
function promised({ caseNumber, deadline, position, opensAt, alreadyOpen }: Promised): Said {
  return {
    kind: 'choices',
    phrase: opensAt
      ? phrase(alreadyOpen ? 'handoff.call-back-already' : 'handoff.call-back', { caseNumber, deadline, opensAt })
      : phrase(alreadyOpen ? 'handoff.already' : 'handoff.done', { caseNumber, deadline, position }),
    buttons: [start('handoff.request', phrase('label.no-person'), NO_PERSON)],
  };
}

/** The case is opened before its telephone is asked for: who does not answer is waited for all the same. */
async function opened(turn: Turn, _slots: Slots, frame: Frame): Promise<Step> {
  if (frame.memo.case) return { kind: 'go-on' };
  const { value, writes } = await ask(turn);
  const say = [promised(value)];
  if (!value.opensAt || value.phoneKnown) return done(say, { writes });
  return { kind: 'go-on', say, writes, memo: { case: value.caseNumber, deadline: value.deadline.toISOString() } };
}

async function withdrawn(turn: Turn): Promise<Done> {
  const taken = await turn.services.handoff.withdraw(turn.viewer, turn.conversationId);
  if (!taken.ok) return done([text('handoff.nothing-open')], { failed: true });
  const { value, writes } = taken.value;
  return done([text('handoff.withdrawn', { caseNumber: value.caseNumber })], { writes });
}

const deadlineOf = ({ memo }: Frame): Date => new Date(memo.deadline ?? '');

export const handoffRequest: Flow = {
  service: 'handoff.request',
  version: 2,
  slots: [
    {
      // Never asked: `no` takes the wish back.
      name: 'consent',
      when: () => false,
      ask: () => ({ say: text('handoff.nothing-open') }),
    },
    {
      name: 'contactPhone',
      when: ({ consent }) => consent !== 'no',
      before: opened,
      ask: () => ({ say: text('ask.handoff-phone'), optional: true }),
      check: (value) => (value === '' || /^\+?[\d-]{7,15}$/.test(value) ? { value } : { wrong: text('wrong.phone') }),
    },
  ],
  async readBack(turn, slots, frame) {
    if (slots.consent === 'no') return withdrawn(turn);
    // A number given with the wish itself: the case comes first.
    if (!frame.memo.case) return { kind: 'ask-again', slots: ['contactPhone'], say: [] };
    if (!slots.contactPhone) return done([text('handoff.no-phone', { deadline: deadlineOf(frame) })]);
    return {
      say: [],
      question: phrase('handoff.phone-confirm', { phone: slots.contactPhone }),
      yes: phrase('label.yes'),
      values: [slots.contactPhone],
    };
  },
  async act(turn, slots, frame) {
    const phone = slots.contactPhone ?? '';
    const left = await turn.services.handoff.leavePhone(turn.viewer, frame.memo.case ?? '', phone);
    if (!left.ok) return done([text('handoff.nothing-open')], { failed: true });
    return done([text('handoff.phone-kept', { phone: maskPhone(phone), deadline: deadlineOf(frame) })], {
      writes: left.value.writes,
    });
  },
};
