/** One person on several channels: a code given or typed, a phone both have shown, one of them parted, an open task gone on with here. */
import { LINK_CODE, spacedCode } from '../../domain/channels.ts';
import type { Result } from '../../domain/result.ts';
import type { Offer } from '../../services/links.ts';
import { done, type Flow, type ReadBack, type Slot, type Slots, type Step, type Turn } from '../flow.ts';
import { openTasks, takeOver } from '../open-elsewhere.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';

const CODE_MINUTES = 10;
const [PHONE, PART, TASK] = ['phone:', 'part:', 'task:'] as const;

async function standingCards(turn: Turn): Promise<readonly Said[]> {
  const places = await turn.services.links.places(turn.viewer);
  // Who writes for the first time is nobody we know yet.
  if (places.length === 0) return [];
  const tasks = await openTasks(turn);
  const page = await turn.services.links.linePage(turn.viewer);
  const card: Said = {
    kind: 'card',
    title: phrase('link.standing-title'),
    rows: [
      ...places.map(({ channel, isHere, since }) => {
        const what = isHere || !since ? phrase('link.here') : phrase('link.since', { since });
        return [phrase('link.channel', { channel }), what] as const;
      }),
      ...tasks.map(
        ({ channel, service }) =>
          [phrase('link.channel', { channel }), phrase('link.open-there', { service })] as const,
      ),
    ],
    buttons: [],
    ...(page && { link: { label: phrase('link.open-page'), url: page } }),
  };
  return [card];
}

const link: Slot = {
  name: 'link',
  prefill: (_turn, slots) => (slots.linkCode === undefined ? undefined : 'typed'),
  before: async (turn, _slots, frame) =>
    frame.memo.shown ? { kind: 'go-on' } : { kind: 'go-on', memo: { shown: 'yes' }, say: await standingCards(turn) },
  async ask(turn) {
    const [places, offers, tasks] = [
      await turn.services.links.places(turn.viewer),
      await turn.services.links.offersByPhone(turn.viewer),
      await openTasks(turn),
    ];
    return {
      say: text('ask.link'),
      options: [
        ...tasks.map(({ channel, conversationId }) => ({
          label: phrase('option.link-task', { channel }),
          value: `${TASK}${conversationId}`,
        })),
        { label: phrase('option.link-code'), value: 'code' },
        { label: phrase('option.link-typed'), value: 'typed' },
        ...offers.map(({ key, phone }) => ({
          label: phrase('option.link-phone', { phone: phone ?? '' }),
          value: `${PHONE}${key}`,
        })),
        ...(places.length > 1 ? places : [])
          .filter(({ isMain }) => !isMain)
          .map(({ linkId, channel }) => ({
            label: phrase('option.link-part', { channel }),
            value: `${PART}${linkId}`,
          })),
      ],
    };
  },
  check: (value) => (LINK_CODE.test(value) ? { value, instead: 'linkCode' } : { value }),
};

const linkCode: Slot = {
  name: 'linkCode',
  when: (slots) => slots.link === 'typed',
  ask: () => ({ say: text('ask.linkCode') }),
  check: (value) => (LINK_CODE.test(value) ? { value } : { wrong: text('link.wrong-code') }),
};

/** What can't be, in a word; a code that is wrong is asked for again. */
function refused({ problem }: Extract<Result<unknown>, { ok: false }>): Step {
  switch (problem.code) {
    case 'code_wrong':
      return { kind: 'ask-again', slots: ['linkCode'], say: [text('link.wrong-code')] };
    case 'too_many_requests': {
      const at = problem.retryAt ? Math.ceil(problem.retryAt.getTime() / 60_000) * 60_000 : null;
      return done([text('link.too-many', { retryAt: at === null ? null : new Date(at) })], { failed: true });
    }
    case 'already_linked':
      return done([text('link.same')], { served: false });
    case 'too_many_links':
      return done([text('link.full')], { failed: true });
    default:
      return done([text('link.gone')], { failed: true });
  }
}

/** The offer that is meant; a typed code is looked up once and then known by its key, so that no try is counted twice. */
async function meant(turn: Turn, slots: Slots, frame: Frame): Promise<Result<Offer>> {
  const { links } = turn.services;
  if (slots.link?.startsWith(PHONE))
    return links.offerAgain(turn.viewer, { by: 'phone', key: slots.link.slice(PHONE.length) });
  if (frame.memo.codeFor === slots.linkCode && frame.memo.offer)
    return links.offerAgain(turn.viewer, { by: 'code', key: frame.memo.offer });
  const found = await links.offerByCode(turn.viewer, slots.linkCode ?? '', turn.messageKey);
  if (found.ok) Object.assign(frame.memo, { codeFor: slots.linkCode, offer: found.value.key });
  return found;
}

async function giveCode(turn: Turn): Promise<Step> {
  const issued = await turn.services.links.issueCode(turn.viewer, turn.messageKey);
  if (!issued.ok) return refused(issued);
  const { value, writes } = issued.value;
  return done([text('link.code', { code: spacedCode(value.code), minutes: CODE_MINUTES })], { writes, served: false });
}

async function askToPart(turn: Turn, linkId: string): Promise<ReadBack | Step> {
  const places = await turn.services.links.places(turn.viewer);
  const leaving = places.find((place) => place.linkId === linkId);
  const main = places.find(({ isMain }) => isMain);
  if (!leaving || !main || places.length < 2) return done([text('link.gone')], { failed: true });
  return {
    say: [],
    question: phrase('link.ask-part', { channel: leaving.channel, keeps: main.channel }),
    yes: phrase('label.yes'),
    values: ['part', linkId],
  };
}

export const channelLink: Flow = {
  service: 'channel.link',
  version: 1,
  slots: [link, linkCode],
  async readBack(turn, slots, frame) {
    const wish = slots.link ?? '';
    if (wish === 'code') return giveCode(turn);
    if (wish.startsWith(TASK)) return takeOver(turn, frame, wish.slice(TASK.length));
    if (wish.startsWith(PART)) return askToPart(turn, wish.slice(PART.length));
    const offer = await meant(turn, slots, frame);
    if (!offer.ok) return refused(offer);
    const { key, channel, holders } = offer.value;
    return {
      say: [],
      question: phrase('link.ask-join', { channel, holders }),
      yes: phrase('label.yes'),
      values: ['join', key],
    };
  },
  async act(turn, slots, frame) {
    const { links } = turn.services;
    if (slots.link?.startsWith(PART)) {
      const parted = await links.planPart(turn.viewer, slots.link.slice(PART.length));
      if (!parted.ok) return refused(parted);
      const { value, writes } = parted.value;
      return done([text('link.part-done', { channel: value.channel })], {
        writes,
        served: false,
        viewer: value.viewer,
      });
    }
    const offer = await meant(turn, slots, frame);
    if (!offer.ok) return refused(offer);
    const planned = await links.planJoin(turn.viewer, offer.value);
    if (!planned.ok) return refused(planned);
    const { value: viewer, writes } = planned.value;
    const tasks = await openTasks({ ...turn, viewer });
    const told = phrase('link.done', { channel: offer.value.channel });
    return done(
      [
        tasks.length === 0
          ? { kind: 'text', phrase: told }
          : {
              kind: 'choices',
              phrase: told,
              buttons: tasks.map(({ channel, conversationId }) =>
                start('channel.link', phrase('option.link-task', { channel }), { link: `${TASK}${conversationId}` }),
              ),
            },
      ],
      { writes, viewer, served: false },
    );
  },
};
