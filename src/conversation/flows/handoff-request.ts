/** Asking for a person: a case with everything known, so that nobody has to say it again. */
import { done, type Flow } from '../flow.ts';
import { text } from '../saying.ts';

export const handoffRequest: Flow = {
  service: 'handoff.request',
  version: 1,
  slots: [],
  async act(turn) {
    const goals = turn.standing.filter((frame) => frame.service !== 'handoff.request');
    const opened = await turn.services.cases.open({
      kind: 'handoff',
      reason: `handoff:${turn.conversationId}`,
      residentId: turn.viewer.residentId,
      conversationId: turn.conversationId,
      accountNumber:
        turn.topic?.account ??
        turn.viewer.currentAccount ??
        (turn.viewer.accounts.length === 1 ? (turn.viewer.accounts[0]?.accountNumber ?? null) : null),
      summary: {
        conversationId: turn.conversationId,
        locale: turn.locale,
        goals: goals.map((frame) => frame.service),
        // A code is nobody's to read, and of no use to a clerk.
        slots: goals.map(({ slots: { code: _code, ...slots } }) => slots),
        tried: goals.reduce((misses, frame) => misses + frame.misses, 0),
        topic: turn.topic,
      },
    });
    const { alreadyOpen, caseNumber, deadline } = opened.value;
    return done([text(alreadyOpen ? 'handoff.already' : 'handoff.done', { caseNumber, deadline })], {
      writes: opened.writes,
    });
  },
};
