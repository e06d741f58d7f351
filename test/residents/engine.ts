/** One dialogue: a resident with an agenda talks at a public door until content, out of patience, or gone. */
import type { Locale } from '../../src/domain/names.ts';
import { afterwards } from './afterwards.ts';
import { bind, happens } from './before.ts';
import { createBetween } from './between.ts';
import { actOf, offerOf } from './buttons.ts';
import type { Counted } from './counters.ts';
import { diceOf } from './dice.ts';
import { openDoor } from './doors.ts';
import { type Facts, factsOf } from './facts.ts';
import { createMind, isCorrectable } from './mind.ts';
import { createMouth } from './mouth.ts';
import type { Cast, Goal, Resident } from './people.ts';
import type { Seen } from './seen.ts';
import { openTalk } from './talk.ts';
import { showsLanguage } from './wording.ts';
import type { WordBook } from './words.ts';
import type { World } from './world.ts';

export type Ending = 'content' | 'left' | 'out of patience' | 'gave up';

export interface Played {
  readonly resident: Resident;
  readonly seed: number;
  readonly ending: Ending;
  /** Messages of the resident. */
  readonly moves: number;
  readonly baseline: Seen;
  readonly end: Seen;
  /** Sentences said from the first message of the agenda on. */
  readonly keys: readonly string[];
  /** Sentences in answer to the first message. */
  readonly firstKeys: readonly string[];
  readonly text: string;
  readonly disturbed: readonly string[];
  readonly counted: Counted;
  /** What the door itself, or the service's own log, found wrong. */
  readonly broken: readonly string[];
  readonly transcript: readonly string[];
  /** Of wishes said in one message, one had to be said again. */
  readonly saidTwice: boolean;
  /** What was written shows its language. */
  readonly tells: boolean;
  /** How many wishes the resident believes to be done. */
  readonly believed: number;
  /** Milliseconds of the machine's clock that the longest answer took, and how often a model was asked. */
  readonly slowestMs: number;
  /** Of a turn, for the model, as the service measures it. */
  readonly longestWaitMs: number;
  readonly askedModel: number;
  /** Turns in which the resident was not understood, or asked which is meant. */
  readonly unheard: number;
  /** How often a wish had to be said again. */
  readonly restated: number;
}

interface Wish {
  readonly goal: Goal;
  started: boolean;
  done: boolean;
  /** How often it was said. */
  stated: number;
}

export interface Stage {
  readonly world: World;
  readonly cast: Cast;
  readonly words: Readonly<Record<Locale, WordBook>>;
}

const USUAL_PATIENCE = 30;
const FOR_ANOTHER_WISH = 12;
const MOST_STATED = 5;
const GOLD = 0;
/** After these a resident looks for their wish among what is offered. */
const ASKS_BACK = [
  'repair.which',
  'repair.unclear-again',
  'repair.choose-or-person',
  'progress.none',
  'emergency.where',
];
/** `seed` 0 is the gold path: perfect wording and nothing in between. */
export async function play({ world, cast, words }: Stage, resident: Resident, seed: number): Promise<Played> {
  const gold = seed === GOLD;
  const dice = diceOf(resident.id, seed, 'what is done');
  const askedBefore = world.askedModel();
  await world.begin(diceOf(resident.id, seed, 'house'), resident.at);
  const userId = `U${diceOf(resident.id, 'line').next().toString(16).slice(2).padEnd(32, '0').slice(0, 32)}`;
  const door = await openDoor(world, resident.door, userId);
  const account = cast.homes[resident.home]?.account ?? '';
  if (resident.bound.length > 0)
    await bind(
      world,
      await door.residentId(),
      resident.bound.map((name) => cast.homes[name]?.account ?? ''),
    );
  const book = words[resident.language];
  const talk = await openTalk({ world, door, resident, homes: cast.homes, dice, gold });
  const mouth = createMouth({ talk, resident, book, dice, gold });
  const facts = (goal: Goal): Facts => factsOf(resident, goal, cast.homes, world.now(), caseOf, book.texts);
  const caseOf = (kind: string) => talk.seen().rows.cases.findLast((one) => one.kind === kind)?.number;

  const mind = createMind({ world, talk, mouth, resident, facts });
  let counts = false;
  let ending: Ending | null = null;
  let questions = 0;
  /** A wish that was settled by what was just said; and what the resident does then, outside the chat. */
  async function settle(wish: Wish): Promise<void> {
    const { goal } = wish;
    if (wish.done || !talk.keys().some((key) => goal.done.includes(key))) return;
    wish.done = true;
    if (!(await afterwards(world, talk, mouth, goal, counts ? dice : null))) return;
    await mouth.state(goal, facts(goal), 0);
    for (let n = 0; n < 4 && talk.awaiting() !== null; n += 1) await mind.answer(wish.goal, false);
    await afterwards(world, talk, mouth, { ...goal, afterwards: 'pay' }, null);
  }

  /** What was reached before: said plainly, and no part of the agenda. */
  async function before(goal: Goal): Promise<void> {
    const wish: Wish = { goal, started: true, done: false, stated: 0 };
    for (let n = 0; n < 16 && !wish.done; n += 1) {
      if (talk.awaiting() === null || n === 0) await mouth.state(goal, facts(goal), 2);
      else await mind.answer(wish.goal, true);
      await settle(wish);
    }
    if (!wish.done) throw new Error(`before, "${goal.name}" was not reached:\n${talk.transcript.join('\n')}`);
  }
  for (const line of resident.before) {
    if (await happens(world, line, { residentId: await door.residentId(), account })) continue;
    const goal = cast.goals[line];
    if (!goal) throw new Error(`nobody knows what "${line}" is that happened before`);
    await before(goal);
  }
  await talk.listen(null);
  const baseline = talk.seen();
  talk.begins();
  counts = !gold;
  mind.begins();

  const wishes: Wish[] = resident.wants.map((goal) => ({ goal, started: false, done: false, stated: 0 }));
  const between = createBetween({
    world,
    talk,
    mouth,
    door,
    resident,
    cast,
    dice,
    gold,
    // What is said in danger is written down at once.
    correctable: (slot) =>
      isCorrectable(slot) &&
      mind.wrong() === null &&
      talk.service() !== 'handoff.request' &&
      resident.state.danger !== 'yes',
    wrongFirst: mind.willSlip,
    beginAnew: () => {
      for (const wish of wishes) wish.started = false;
    },
  });

  async function state(wish: Wish): Promise<void> {
    const { goal } = wish;
    const next = wishes.find((one) => !one.started && one !== wish);
    wish.stated += 1;
    const act = goal.presses ? actOf(talk.buttons(), goal.presses) : undefined;
    if (act) return talk.press(act);
    const askedBack = talk.keys().some((key) => ASKS_BACK.includes(key));
    const offer = wish.started && askedBack ? offerOf(talk.buttons(), goal.service, goal.answers.category) : undefined;
    wish.started = true;
    if (offer) return talk.press(offer);
    if (resident.together && next && wish.stated === 1) {
      next.started = true;
      next.stated += 1;
      return mouth.both(goal, facts(goal), next.goal, facts(next.goal));
    }
    await mouth.state(goal, facts(goal), wish.stated - 1);
  }

  /** One message, or the end. */
  async function goOn(current: Wish): Promise<void> {
    const service = talk.service();
    const awaiting = talk.awaiting();
    if (awaiting === null) {
      if (current.stated >= MOST_STATED) ending = 'gave up';
      else await state(current);
      return;
    }
    const isAbout = ({ goal }: Wish) => goal.service === service || goal.also.some((one) => one === service);
    const mine = wishes.find((wish) => !wish.done && (wish.started || wish === current) && isAbout(wish));
    if (!mine && service !== 'account.bind') {
      // A question that comes by itself is passed over; anything else is not what was meant.
      if (service === 'rating.give' && !current.started) return state(current);
      current.started = false;
      return mouth.between('cancel');
    }
    const wish = mine ?? current;
    wish.started = true;
    questions += 1;
    const { stops } = wish.goal;
    // Who waits for a code that never comes leaves; one that comes is used.
    if (stops && stops.at === awaiting && !(awaiting === 'code' && mind.codeFor(facts(wish.goal)) !== '')) {
      if (stops.by === 'cancel') await mouth.between('cancel');
      else if (stops.by === 'no') await mouth.no();
      else ending = 'left';
      wish.done = true;
      return;
    }
    const wrong = mind.wrong();
    if (wrong && wrong.slot !== awaiting && service === wrong.service) return mind.mend();
    if (await between.happens(questions)) return;
    await mind.answer(wish.goal, false);
  }

  const patience =
    (resident.patience ?? USUAL_PATIENCE) +
    Math.max(0, ...resident.who.map((who) => who.patience)) +
    (wishes.length - 1) * FOR_ANOTHER_WISH;
  for (;;) {
    for (const wish of wishes) if (wish.started) await settle(wish);
    const current = wishes.find((wish) => !wish.done);
    if (mind.isLost()) ending = 'gave up';
    if (ending || !current) break;
    if (talk.moves() >= patience) ending = 'out of patience';
    else await goOn(current);
  }
  // What comes by itself soon after.
  world.advance(15);
  await world.upkeep();
  await talk.listen(null);
  return {
    resident,
    seed,
    ending: ending ?? 'content',
    moves: talk.moves(),
    baseline,
    end: talk.seen(),
    ...talk.all(),
    disturbed: between.done,
    counted: talk.counted,
    broken: [...door.complaints(), ...world.trouble],
    transcript: talk.transcript,
    saidTwice: resident.together && wishes.some(({ stated }) => stated > 1),
    tells: showsLanguage(talk.said(), resident.language),
    believed: wishes.filter(({ done }) => done).length,
    unheard: talk.unheard(),
    restated: wishes.reduce((sum, { stated }) => sum + Math.max(0, stated - 1), 0),
    slowestMs: talk.slowestMs(),
    longestWaitMs: talk.longestWaitMs(),
    askedModel: world.askedModel() - askedBefore,
  };
}
