/** PLACEHOLDER progress.query: replaced before the session ends. */
import { done, type Flow } from '../flow.ts';
import { text } from '../saying.ts';

export const progressQuery: Flow = {
  service: 'progress.query',
  version: 1,
  slots: [],
  async act(turn) {
    return done([text('scope.not-yet', { hotline: (await turn.services.settings()).hotline[turn.locale] })]);
  },
};
