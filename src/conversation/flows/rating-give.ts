/** Rating a finished service: one question, what went wrong if it did, by choosing or in words, never twice. */
import type { ServiceId } from '../../domain/names.ts';
import { SERVICES } from '../../domain/names.ts';
import { type GivenRating, RATING_REASONS, type RatingReason } from '../../services/ratings.ts';
import { done, type Flow, type Turn } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { choose } from '../understanding/parsers/options.ts';
import { hear } from '../understanding/spelling.ts';

const SCORES = [5, 4, 3, 2, 1] as const;

export const ratingGive: Flow = {
  service: 'rating.give',
  version: 2,
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
      // Chosen at the question for a comment: whoever chose one is asked once more for words.
      name: 'reason',
      when: () => false,
      ask: () => ({ say: text('ask.comment') }),
    },
    {
      name: 'comment',
      when: (slots) => Number(slots.score) <= 3,
      ask: (_turn, slots) =>
        slots.reason
          ? { say: text('ask.comment-more'), optional: true }
          : {
              say: text('ask.comment'),
              options: RATING_REASONS.map((reason) => ({ label: phrase('option.low', { reason }), value: reason })),
              optional: true,
            },
      check: (value, turn, slots) => {
        const reason = slots.reason ? null : reasonIn(value, turn);
        return reason ? { value: reason, instead: 'reason' } : { value };
      },
    },
  ],
  async act(turn, slots) {
    const [serviceId = ''] = slots.rated?.split(' ') ?? [];
    const rated = await turn.services.ratings.rate(turn.viewer, {
      serviceId,
      score: Number(slots.score) as GivenRating['score'],
      reasons: RATING_REASONS.filter((reason) => reason === slots.reason),
      comment: slots.comment || null,
    });
    if (!rated.ok)
      return done([text(rated.problem.code === 'already_rated' ? 'rating.already' : 'rating.nothing')], {
        failed: true,
      });
    const { recovery } = rated.value.value;
    return done([recovery ? text('rating.recovery', recovery) : text('rating.thanks')], {
      writes: rated.value.writes,
      filed: serviceId,
    });
  },
};

/** 第一个, 2, the third one: a place and nothing else. */
const PLACE =
  /^[1-9]$|^(?:选|選)?第?[一二两兩三四五六七八九1-9](?:个|個|项|項)$|^(?:the )?(?:first|second|third|fourth|last)(?: one)?$/;

/** By its button, its place in the list, or exactly its words. */
function reasonIn(value: string, turn: Turn): RatingReason | null {
  const said = value.trim().toLowerCase();
  const chosen = choose(
    hear(value).key,
    RATING_REASONS.map((reason) => ({ label: reason, value: reason })),
  );
  const place = PLACE.test(said) && chosen.ok ? RATING_REASONS.find((reason) => reason === chosen.value) : undefined;
  const named = RATING_REASONS.find(
    (reason) => reason === said || turn.render(phrase('option.low', { reason })).toLowerCase() === said,
  );
  return place ?? named ?? null;
}

function serviceIn(rated: string | undefined): ServiceId {
  const named = rated?.split(' ')[1];
  return SERVICES.find((service) => service === named) ?? 'payment.pay';
}
