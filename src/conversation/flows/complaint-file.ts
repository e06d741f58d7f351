/** Complaints, reports, opinions, suggestions and praise: heard, read back in the resident's own words, filed by a yes. */
import { maskPhone } from '../../domain/mask.ts';
import { contactPhone } from '../../domain/phone.ts';
import { shownCase } from '../../services/case-view.ts';
import { FEEDBACK_CATEGORIES, type FeedbackCategory, needsPhone, promisedIn } from '../../services/feedback.ts';
import { caseCard } from '../case-card.ts';
import { done, type Flow, type Slot, type Slots, type Step, type Turn } from '../flow.ts';
import { type Shown, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import { ABOUTS } from '../sentences/complaints/params.ts';
import type { Frame } from '../session.ts';
import { storyIn, subjectIn } from '../understanding/parsers/story.ts';
import { photosGiven } from './papers.ts';
import { caseNumberIn, casesSeen } from './which-case.ts';

const categoryOf = ({ category }: Slots): FeedbackCategory =>
  FEEDBACK_CATEGORIES.find((one) => one === category) ?? 'complaint';
/** Only a report may be anonymous; an answer given before the category was corrected counts for nothing. */
const isAnonymous = (slots: Slots): boolean => categoryOf(slots) === 'report' && slots.anonymous === 'yes';

/** Compensation for what an outage cost: told by the understanding, never chosen from the list. */
const isClaim = (turn: Turn, { about }: Slots): boolean =>
  about === turn.render(phrase('option.about', { about: 'loss' }));

/** Cases of one's own that can be pointed at. */
const CASES_OFFERED = 3;

/** Who may stay unknown is asked anew, with the warning; what an outage cost has a question of its own. */
const keepsOpening = (turn: Turn, slots: Slots): boolean => categoryOf(slots) !== 'report' && !isClaim(turn, slots);

/** The words that answer what it is about, in the turn that they come in. */
const justSaidAbout = (frame: Frame): boolean => frame.asked === null && frame.given.at(-1) === 'about';

/** What was told without being asked for. */
function told(turn: Turn, slots: Slots, frame: Frame): string | undefined {
  if (!keepsOpening(turn, slots)) return undefined;
  const said = frame.memo.heard === undefined || justSaidAbout(frame) ? storyIn(turn.written).slice(0, 1_000) : '';
  return frame.memo.told || said || undefined;
}

/** What happened, and what was added to it. */
const wordsOf = ({ description = '', addition }: Slots): string =>
  addition ? `${description}\n${addition}` : description;

/** Thanks, or that it is understood how it feels: once, before the first question after the category. */
const heardOut = (turn: Turn, slots: Slots, frame: Frame): Extract<Step, { kind: 'go-on' }> =>
  frame.memo.heard
    ? { kind: 'go-on' }
    : {
        kind: 'go-on',
        memo: { heard: 'yes', told: storyIn(turn.written).slice(0, 1_000) },
        say: [text('complaint.open', { category: categoryOf(slots) })],
      };

/** Whoever was not asked for the story hears that it was taken down, and how more comes to it. */
const noted: Slot['before'] = (turn, slots, frame) => {
  const heard = heardOut(turn, slots, frame);
  if (heard.kind !== 'go-on' || frame.memo.noted || frame.given.includes('description')) return heard;
  return {
    kind: 'go-on',
    memo: { ...heard.memo, noted: 'yes' },
    say: [...(heard.say ?? []), text('complaint.noted')],
  };
};

const between =
  (least: number, most: number, wrong: Phrase): NonNullable<Slot['check']> =>
  (value) => {
    const plain = value.trim();
    return plain.length >= least && plain.length <= most
      ? { value: plain }
      : { wrong: { kind: 'text', phrase: wrong } };
  };

export const complaintFile: Flow = {
  service: 'complaint.file',
  version: 3,
  slots: [
    {
      name: 'category',
      ask: () => ({
        say: text('complaint.ask-category'),
        options: FEEDBACK_CATEGORIES.map((kind) => ({ label: phrase('case.kind', { kind }), value: kind })),
      }),
      check: (value) =>
        FEEDBACK_CATEGORIES.some((one) => one === value) ? { value } : { wrong: text('wrong.choice') },
    },
    {
      name: 'anonymous',
      // A case of one's own and a telephone say who it is.
      clears: ['about', 'contactPhone'],
      when: (slots) => categoryOf(slots) === 'report',
      before: heardOut,
      ask: () => ({
        say: text('complaint.ask-anonymous'),
        options: (['yes', 'no'] as const).map((value) => ({ label: phrase('option.anonymous', { value }), value })),
      }),
      check: (value) => (value === 'yes' || value === 'no' ? { value } : { wrong: text('wrong.choice') }),
    },
    {
      name: 'about',
      before: heardOut,
      prefill: (turn, slots, frame) => {
        const about = frame.memo.heard || categoryOf(slots) !== 'complaint' ? null : subjectIn(turn.written);
        if (!about) return undefined;
        return 'who' in about ? about.who : turn.render(phrase('option.about', { about: about.what }));
      },
      ask: async (turn, slots) => {
        const cases = isAnonymous(slots)
          ? []
          : // A report without a name, pointed at from a complaint with one, would have its name.
            (await casesSeen(turn)).filter(({ own, found }) => own && !found.anonymous).slice(0, CASES_OFFERED);
        return {
          say: text('complaint.ask-about', { category: categoryOf(slots) }),
          options: [
            ...cases.map(({ found: { kind, caseNumber } }) => ({
              label: phrase('option.about-case', { kind, caseNumber }),
              value: caseNumber,
              alsoSaid: [caseNumber],
            })),
            ...ABOUTS.map((about) => ({
              label: phrase('option.about', { about }),
              value: turn.render(phrase('option.about', { about })),
            })),
          ],
        };
      },
      check: between(2, 200, phrase('complaint.wrong-about')),
    },
    {
      name: 'description',
      before: heardOut,
      prefill: told,
      ask: (turn, slots) => ({
        say: isClaim(turn, slots)
          ? text('complaint.ask-claim')
          : text('complaint.ask-description', { category: categoryOf(slots), anonymous: isAnonymous(slots) }),
      }),
      check: between(2, 1_000, phrase('complaint.wrong-description')),
    },
    // Told at any time: context/addition.ts.
    { name: 'addition', when: () => false, ask: () => ({ say: text('complaint.noted') }) },
    {
      name: 'contactPhone',
      when: (slots) => !isAnonymous(slots),
      before: noted,
      ask: (_turn, slots) => ({
        say: text('complaint.ask-phone', { category: categoryOf(slots) }),
        optional: !needsPhone(categoryOf(slots)),
      }),
      check: (value, _turn, slots) => {
        if (value === '' && !needsPhone(categoryOf(slots))) return { value };
        const phone = contactPhone(value);
        return phone ? { value: phone } : { wrong: text('complaint.wrong-phone') };
      },
    },
  ],

  async readBack(_turn, slots) {
    const category = categoryOf(slots);
    const anonymous = isAnonymous(slots);
    const phone = anonymous ? '' : (slots.contactPhone ?? '');
    const rows: (readonly [Phrase, Shown])[] = [
      [phrase('row.feedback-about'), { literal: slots.about ?? '' }],
      [phrase('row.feedback-words'), { literal: wordsOf(slots) }],
      ...(category === 'report' ? [[phrase('row.feedback-from'), phrase('value.from', { anonymous })] as const] : []),
      ...(phone ? [[phrase('row.feedback-phone'), { literal: maskPhone(phone) }] as const] : []),
    ];
    return {
      say: [{ kind: 'card', title: phrase('complaint.read-back', { category }), rows, buttons: [] }],
      question: phrase('complaint.confirm', { category }),
      yes: phrase('label.yes'),
      values: [category, `${anonymous}`, slots.about ?? '', wordsOf(slots), phone],
    };
  },

  async act(turn, slots, frame) {
    const category = categoryOf(slots);
    const anonymous = isAnonymous(slots);
    const planned = await turn.services.feedback.plan(turn.viewer, {
      category,
      about: caseNumberIn(slots.about ?? '') ?? slots.about ?? '',
      description: wordsOf(slots),
      contactPhone: slots.contactPhone || null,
      anonymous,
      conversationId: turn.conversationId,
    });
    if (!planned.ok) return { kind: 'ask-again', slots: ['contactPhone'], say: [text('complaint.wrong-phone')] };
    const { record, caseNumber } = planned.value.value;
    const photos = photosGiven(frame);
    return done(
      [
        text('complaint.filed', { category, caseNumber, ...promisedIn(record) }),
        ...(anonymous ? [text('complaint.keep-number')] : []),
        ...(anonymous && photos.length > 0 ? [text('photo.not-anonymous')] : []),
        caseCard(shownCase(record, true, turn.now), turn.now),
      ],
      {
        writes: [...planned.value.writes, ...turn.services.papers.toNewCase(anonymous ? [] : photos, caseNumber)],
        filed: caseNumber,
      },
    );
  },
};
