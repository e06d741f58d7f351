/** A question of policy: asked once, answered from the articles. */
import { done, type Flow } from '../flow.ts';
import { text } from '../saying.ts';

export const knowledgeAsk: Flow = {
  service: 'knowledge.ask',
  version: 1,
  slots: [{ name: 'question', ask: () => ({ say: text('ask.question') }) }],
  act: async ({ services, locale }) => {
    const { hotline } = await services.settings();
    return done([text('knowledge.unknown', { hotline: hotline[locale] })], { served: false });
  },
};
