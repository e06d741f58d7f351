/** Rating a finished service: one question, a word on what went wrong if it did, never twice. */
import type { ServiceId } from '../../domain/names.ts';
import { SERVICES } from '../../domain/names.ts';
import type { GivenRating } from '../../services/ratings.ts';
import { done, type Flow } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

const SCORES = [5, 4, 3, 2, 1] as const;

export const ratingGive: Flow = {
  service: 'rating.give',
  version: 1,
  slots: [
    {
      // Which finished service; never asked: the newest one that nobody rated yet.
      name: 'rated',
      async prefill(turn) {
        const [newest] = await turn.services.ratings.pending(turn.viewer);
        return newest ? `${newest.serviceId} ${newest.service}` : undefined;
      },
      before: () => done([text('rating.nothing')], { failed: true }),
      ask: () => ({ say: text('rating.nothing') }),
    },
    {
      name: 'score',
      ask: (_turn, slots) => ({
        say: text('ask.score', { service: serviceIn(slots.rated) }),
        options: SCORES.map((score) => ({ label: phrase('option.score', { score }), value: String(score) })),
      }),
      check: (value) => (/^[1-5]$/.test(value) ? { value } : { wrong: text('wrong.score') }),
    },
    {
      name: 'comment',
      when: (slots) => Number(slots.score) <= 3,
      ask: () => ({ say: text('ask.comment'), optional: true }),
    },
  ],
  async act(turn, slots) {
    const [serviceId = ''] = slots.rated?.split(' ') ?? [];
    const rated = await turn.services.ratings.rate(turn.viewer, {
      serviceId,
      score: Number(slots.score) as GivenRating['score'],
      reasons: [],
      comment: slots.comment || null,
    });
    if (!rated.ok)
      return done([text(rated.problem.code === 'already_rated' ? 'rating.already' : 'rating.nothing')], {
        failed: true,
      });
    const { recovery } = rated.value.value;
    return done([recovery ? text('rating.recovery', recovery) : text('rating.thanks')], { writes: rated.value.writes });
  },
};

function serviceIn(rated: string | undefined): ServiceId {
  const named = rated?.split(' ')[1];
  return SERVICES.find((service) => service === named) ?? 'payment.pay';
}
