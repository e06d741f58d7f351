/** Choosing what is told by itself: what is on, one topic or all, read back, done. */
import {
  isNoticeTopic,
  NOTICE_TOPICS,
  type NoticeTopic,
  onByDefault,
  type StandingChoice,
} from '../../domain/notices.ts';
import { done, type Flow, type Slot, type Turn } from '../flow.ts';
import { type Said, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

/** Before the name of a topic that is to be turned off; a bare name turns it on. */
const OFF = 'off:';

type Wanted = readonly { readonly topic: NoticeTopic; readonly on: boolean }[];

function wantedBy(value: string): Wanted | null {
  if (value === 'all' || value === 'none') return NOTICE_TOPICS.map((topic) => ({ topic, on: value === 'all' }));
  const topic = value.startsWith(OFF) ? value.slice(OFF.length) : value;
  return isNoticeTopic(topic) ? [{ topic, on: topic === value }] : null;
}

const standingCard = (standing: readonly StandingChoice[]): Said => ({
  kind: 'card',
  title: phrase('notice.standing-title'),
  rows: standing.map(
    ({ topic, on }) => [phrase('notice.topic', { topic }), phrase(on ? 'notice.on' : 'notice.off')] as const,
  ),
  buttons: [],
});

const topics: Slot = {
  name: 'topics',
  async before(turn, _slots, frame) {
    const standing = await turn.services.notices.current(turn.viewer);
    // Shown once; a question that is asked again shows what is on by its buttons.
    return {
      kind: 'go-on',
      say: frame.memo.shown ? [] : [standingCard(standing)],
      memo: {
        shown: 'yes',
        on: standing
          .filter(({ on }) => on)
          .map(({ topic }) => topic)
          .join(' '),
      },
    };
  },
  ask: (_turn, _slots, { memo }) => {
    const on = memo.on?.split(' ') ?? [];
    return {
      say: text('ask.topics'),
      options: [
        ...NOTICE_TOPICS.map((topic) => ({
          label: phrase('option.topic', { topic, on: !on.includes(topic) }),
          value: on.includes(topic) ? `${OFF}${topic}` : topic,
        })),
        { label: phrase('option.topics-all', { on: true }), value: 'all' },
        { label: phrase('option.topics-all', { on: false }), value: 'none' },
      ],
    };
  },
  check: (value) => (wantedBy(value) ? { value } : { wrong: text('wrong.choice') }),
};

/** What a yes would change. */
async function changes(turn: Turn, value: string): Promise<{ on: NoticeTopic[]; off: NoticeTopic[] }> {
  const standing = await turn.services.notices.current(turn.viewer);
  const news = (wantedBy(value) ?? []).filter(({ topic, on }) =>
    standing.some((choice) => choice.topic === topic && choice.on !== on),
  );
  const named = (wanted: boolean) => news.filter(({ on }) => on === wanted).map(({ topic }) => topic);
  return { on: named(true), off: named(false) };
}

const joined = ({ on, off }: { on: readonly string[]; off: readonly string[] }): string =>
  [...on, ...off.map((topic) => `${OFF}${topic}`)].join(' ');

export const noticeChoose: Flow = {
  service: 'notice.choose',
  version: 1,
  slots: [topics],
  async readBack(turn, slots, frame) {
    const news = await changes(turn, slots.topics ?? '');
    if (news.on.length + news.off.length === 0) return done([text('notice.same')], { served: false });
    frame.memo.agreeing = joined(news);
    return {
      say: [],
      question: phrase('notice.read-back', news),
      yes: phrase('label.yes'),
      values: [frame.memo.agreeing],
    };
  },
  async act(turn, _slots, frame) {
    // Exactly what was read back, whatever another device changed meanwhile.
    const wanted = (frame.memo.agreeing ?? '').split(' ').flatMap((value) => wantedBy(value) ?? []);
    const { writes } = await turn.services.notices.choose(turn.viewer, wanted, 'chat');
    const named = (on: boolean) => wanted.filter((one) => one.on === on).map(({ topic }) => topic);
    const needsAccount = turn.viewer.accounts.length === 0 && wanted.some(({ topic, on }) => on && !onByDefault(topic));
    return done(
      [
        text('notice.done', { on: named(true), off: named(false) }),
        ...(needsAccount ? [text('notice.needs-account')] : []),
      ],
      {
        writes,
        filed: '',
        served: { serviceId: `notices:${turn.messageKey}:${frame.id}`, subject: frame.memo.agreeing ?? null },
      },
    );
  },
};
