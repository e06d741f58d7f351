/** How far a case is, and what its owner may do with it there: withdraw it, add to it, say whether it is solved, have it taken up again. */
import type { Problem } from '../../domain/result.ts';
import { shownCase } from '../../services/case-view.ts';
import { failedBefore, RESIDENT_ACTS, type ResidentAct } from '../../services/cases/resident-acts.ts';
import { caseCard } from '../case-card.ts';
import { offers } from '../clarify.ts';
import { type Done, done, type Flow, type Slots, type Step, type Turn } from '../flow.ts';
import { caseWords } from '../outage-cards.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { caseOptions, checkCase, offered, type Seen } from './which-case.ts';

/** Pressed on a card, `category` says what is to be done with the case; `all`: choose, though one is likelier. */
const ALL = 'all';
const actIn = ({ category }: Slots): ResidentAct | null => RESIDENT_ACTS.find((act) => act === category) ?? null;

const myCases = start('progress.query', phrase('label.my-cases'));

/** Until when it is planned stands in no case, but in its outage. */
async function plannedEnd({ services, now }: Turn, { found, own }: Seen): Promise<readonly Said[]> {
  if (!own || found.stage !== 'reported' || found.nextAction !== 'follow-plan' || !found.outageId) return [];
  const outage = await services.outages.find(found.outageId);
  return [text('outage.told', { ...caseWords(found, outage, now), caseNumber: found.caseNumber })];
}

/** Ends with the card of a case; of others' only kind, stage and dates stand in it. */
async function shown(turn: Turn, { found, own }: Seen, before: readonly Said[] = [], more = false): Promise<Done> {
  const others = start('progress.query', phrase('label.other-cases'), { category: ALL });
  const card = caseCard(shownCase(found, own, turn.now), turn.now);
  const said = [
    ...before,
    ...(await plannedEnd(turn, { found, own })),
    more && card.kind === 'card' ? { ...card, buttons: [...card.buttons, others] } : card,
    ...(own ? [] : [text('progress.of-others')]),
  ];
  return done(said, own ? { about: { case: found.caseNumber } } : {});
}

/** Mine: the only one at once, none with what can be done instead; several are asked about. */
async function mine(turn: Turn, slots: Slots): Promise<Step> {
  const tiers = await offered(turn);
  const [first] = tiers;
  if (!first) return done([{ kind: 'choices', phrase: phrase('progress.none'), buttons: offers() }], { failed: true });
  const [only, second] = first;
  if (!only || second || slots.category === ALL) return { kind: 'go-on' };
  return shown(turn, only, [], tiers.length > 1);
}

/** A number that does not exist and one of somebody else's hear the same. */
const notFound = (caseNumber: string): Done =>
  done([{ kind: 'choices', phrase: phrase('progress.not-found', { caseNumber }), buttons: [myCases] }], {
    failed: true,
  });

/** Who stands above the supplier, where there is somebody: the mainland's energy regulator (facts/domain.md 6.2). */
const regulatorOf = async ({ services, locale }: Turn, { calendar }: Seen['found']): Promise<readonly Said[]> =>
  calendar === 'mainland'
    ? [text('complaint.regulator', { line: (await services.settings()).regulatorLine[locale] })]
    : [];

async function refused(problem: Problem, act: ResidentAct, { found, own }: Seen, turn: Turn): Promise<Done> {
  const { kind, caseNumber } = found;
  const again = act === 'reopen' && found.history.some(({ event }) => event === 'reopened');
  const regulator = again ? await regulatorOf(turn, found) : [];
  if (problem.code === 'too_late') return done([text('act.too-late', { kind, caseNumber })], { failed: true });
  const said = again
    ? text('act.reopened-before', { kind, caseNumber })
    : text('act.not-now', { act, kind, caseNumber });
  return { ...(await shown(turn, { found, own }, [said, ...regulator])), failed: true };
}

async function add(turn: Turn, { kind, caseNumber }: Seen['found'], words: string): Promise<Done> {
  const added = await turn.services.residentActs.plan(turn.viewer, caseNumber, 'add', words);
  if (!added.ok) return notFound(caseNumber);
  return done([text('act.done', { act: 'add', kind, caseNumber })], { writes: added.value.writes, filed: caseNumber });
}

export const progressQuery: Flow = {
  service: 'progress.query',
  version: 2,
  slots: [
    {
      name: 'category',
      when: () => false,
      ask: () => ({ say: text('progress.which') }),
      check: (value) =>
        value === ALL || RESIDENT_ACTS.some((act) => act === value) ? { value } : { wrong: text('wrong.choice') },
    },
    {
      name: 'case',
      clears: ['reason'],
      before: mine,
      ask: async (turn) => ({
        say: text('progress.which'),
        options: caseOptions(turn, (await offered(turn)).flat()),
      }),
      check: checkCase,
    },
    {
      name: 'reason',
      when: (slots) => actIn(slots) === 'reopen' || actIn(slots) === 'not-solved' || actIn(slots) === 'add',
      ask: (_turn, slots) => ({
        say: text('act.ask-reason', { act: actIn(slots) ?? 'reopen' }),
        optional: actIn(slots) === 'not-solved',
      }),
      check: (value) => ({ value: value.trim().slice(0, 500) }),
    },
  ],

  async readBack(turn, slots) {
    const caseNumber = slots.case ?? '';
    const seen = await turn.services.cases.find(turn.viewer, caseNumber);
    if (!seen.ok) return notFound(caseNumber);
    const act = actIn(slots);
    // Somebody else's case is only looked at, whatever button is pressed.
    if (!act || !seen.value.own) return shown(turn, seen.value);
    const { found } = seen.value;
    const possible = await turn.services.residentActs.allowed(found, act);
    if (!possible.ok) return refused(possible.problem, act, seen.value, turn);
    // Adding takes nothing away: no yes is needed.
    if (act === 'add') return add(turn, found, slots.reason ?? '');
    return {
      say: [],
      question: phrase('act.confirm', { act, kind: found.kind, caseNumber }),
      yes: phrase('label.yes'),
      values: [act, caseNumber, slots.reason ?? ''],
    };
  },

  async act(turn, slots) {
    const caseNumber = slots.case ?? '';
    const act = actIn(slots);
    const moved = act && (await turn.services.residentActs.plan(turn.viewer, caseNumber, act, slots.reason || null));
    if (!moved) return notFound(caseNumber);
    if (!moved.ok) {
      const seen = await turn.services.cases.find(turn.viewer, caseNumber);
      return seen.ok ? refused(moved.problem, act, seen.value, turn) : notFound(caseNumber);
    }
    const { value: found, writes } = moved.value;
    const before = { history: found.history.slice(0, -1) };
    const stillUnhappy = (act === 'not-solved' || act === 'reopen') && failedBefore(before);
    const said = [
      text('act.done', { act, kind: found.kind, caseNumber }),
      ...(stillUnhappy ? await regulatorOf(turn, found) : []),
    ];
    // The end of a call-back is told by itself, with its card and the question how it was.
    return act === 'solved' ? done(said, { writes }) : { ...(await shown(turn, { found, own: true }, said)), writes };
  },
};
