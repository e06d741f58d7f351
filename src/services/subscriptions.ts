/** Subscribe messages: what a mini program asks its users for, what they answered, and how many messages that is. */
import type { MiniTemplate, SubscriptionAnswer } from '../domain/mini-templates.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { conversationOfSession } from '../store/conversations.ts';
import { identityOf } from '../store/identities.ts';
import { consentsOf, keepAnswers } from '../store/subscriptions.ts';
import type { Deps, Planned } from './deps.ts';

export interface StandingTemplate extends Pick<MiniTemplate, 'topic' | 'templateId'> {
  readonly left: number;
  /** The newest one; null: never asked. */
  readonly answer: SubscriptionAnswer | null;
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;

export function createSubscriptions(deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'settings'>) {
  const openIdOf = async (viewer: Viewer): Promise<string | null> =>
    (await identityOf(deps.db, viewer.self ?? viewer.residentId, 'wechat-mini'))?.subject ?? null;

  const notHere = () =>
    refuse('not_possible_here', { detail: 'Only a session of the mini program is asked for this.' });

  return {
    /** Which forms to ask for, and how many messages each may still send. */
    async standing(viewer: Viewer): Promise<Result<readonly StandingTemplate[]>> {
      const openId = await openIdOf(viewer);
      if (!openId) return notHere();
      const [{ miniTemplates }, consents] = [await deps.settings(), await consentsOf(deps.db, openId)];
      return ok(
        miniTemplates.map(({ topic, templateId }) => {
          const consent = consents.find((one) => one.templateId === templateId);
          return { topic, templateId, left: consent?.left ?? 0, answer: consent?.answer ?? null };
        }),
      );
    },

    /** What the person answered to one prompt of WeChat's; the same prompt again changes nothing. */
    async record(
      viewer: Viewer,
      prompt: string,
      answers: readonly { readonly templateId: string; readonly answer: SubscriptionAnswer }[],
    ): Promise<Result<Planned<null>>> {
      const openId = await openIdOf(viewer);
      if (!openId) return notHere();
      const { miniTemplates } = await deps.settings();
      const unknown = answers.findIndex(
        ({ templateId }) => !miniTemplates.some((template) => template.templateId === templateId),
      );
      if (unknown >= 0)
        return refuse('invalid_input', {
          errors: [{ field: `answers[${unknown}].templateId`, reason: 'is not one of our templates' }],
        });
      const who = { residentId: viewer.self ?? viewer.residentId, openId, prompt, now: deps.clock.now() };
      // What they agreed to hear of has to happen somewhere.
      const place = conversationOfSession(deps.chance.id(), who.residentId, who.now);
      return ok({ value: null, writes: [keepAnswers(who, answers), place] });
    },
  };
}
