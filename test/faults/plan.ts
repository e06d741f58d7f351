/** Who does what next: mostly what moves a case on, now and then what cannot be done, what is asked twice, or a few words. */
import type { Dice } from '../crash/chance.ts';
import type { Acts } from './acts.ts';
import type { CaseRow } from './books.ts';
import { isEnd, type Moves } from './chain.ts';
import type { ClerkEvent } from './desk.ts';
import type { Resident } from './homes.ts';
import { FEEDBACK } from './residents.ts';
import type { World } from './world.ts';

const CLERKS = ['P01', 'V01', 'S01', 'D01', 'A01'] as const;
const CLERK_MOVES = [
  'accepted',
  'material-missing',
  'checked',
  'settled',
  'approved',
  'dispatched',
  'arrived',
  'restored',
  'contacted',
  'started',
  'answered',
  'called-back',
  'not-solved',
  'passed-on',
  'rejected',
] as const satisfies readonly ClerkEvent[];
/** Who does what on an application in the ordinary way: the second person approves. */
const PATH: Readonly<Record<string, readonly [staff: string, event: ClerkEvent]>> = {
  submitted: ['A01', 'accepted'],
  checking: ['A01', 'checked'],
  'awaiting-settlement': ['M01', 'settled'],
  approving: ['V01', 'approved'],
};
const WORDS = ['你好', '谢谢', '查电费', '有什么服务', '算了', '停电多久能来', '转人工'] as const;
const TWICE = ['no', 'no', 'same', 'other'] as const;

interface Scene {
  readonly acts: Acts;
  readonly world: World;
  readonly plan: Dice;
  readonly cases: readonly CaseRow[];
  readonly moves: Moves;
  readonly who: Resident;
}

export async function doSomething(scene: Omit<Scene, 'who'>, step: number): Promise<void> {
  const { plan, world, cases } = scene;
  const own = { ...scene, who: plan.oneOf(world.residents) };
  const open = cases.filter(({ stage }) => !isEnd(stage));
  const chance = plan.next();
  if (step === 0 || open.length === 0 || (chance < 0.12 && cases.length < 4)) {
    if (step === 0 && plan.often(0.6)) await say(own);
    return beginSomething(own);
  }
  if (chance < 0.2) return say(own);
  const mine = cases.filter(({ resident }) => resident === own.who.id);
  if (chance < 0.42 && mine.length > 0) return askAfter(own, plan.oneOf(mine));
  return goOn(own, plan.oneOf(open));
}

const say = ({ acts, plan, who }: Scene, words: readonly string[] = WORDS): Promise<void> =>
  acts.residents.say(who, plan.oneOf(words), plan.often(0.25));

async function beginSomething({ acts, world, plan, who }: Scene): Promise<void> {
  const { residents } = acts;
  const twice = plan.oneOf(TWICE);
  switch (plan.below(12)) {
    case 0:
    case 1:
    case 2:
      return residents.complain(who, plan.oneOf(FEEDBACK), twice);
    case 3:
    case 4:
    case 5: {
      // Neighbours, at once or one after the other.
      const scope = plan.oneOf(['building', 'building', 'home', 'area'] as const);
      const reports = plan.shuffled(world.residents).map((one) => () => residents.reportOutage(one, scope, twice));
      if (plan.often(0.5)) await Promise.all(reports.map((report) => report()));
      else await reports[0]?.();
      return;
    }
    case 6:
      return residents.request(who, plan.oneOf(['bill-check', 'meter-test']), twice);
    case 7:
      return residents.changePhone(who, twice);
    case 8:
    case 9:
      return residents.apply(who, plan.oneOf(['rename-corrected', 'rename']), twice);
    case 10:
      return residents.apply(who, 'transfer', twice);
    default:
      return residents.say(who, '转人工', twice !== 'no');
  }
}

/** A resident and a case of theirs. */
async function askAfter(scene: Scene, of: CaseRow): Promise<void> {
  const { acts, plan, who } = scene;
  const { residents } = acts;
  if (of.stage === 'done' && plan.often(0.7))
    return residents.rate(who, of, plan.oneOf([1, 1, 2, 3, 5]), plan.often(0.3));
  if (isEnd(of.stage)) {
    await residents.takeBack(who, of, 'reopening');
    return;
  }
  if (of.stage === 'restored') return say(scene, ['来电了', '还没来电']);
  if (of.stage === 'need-material' && plan.often(0.7)) return residents.handIn(who, of);
  if (plan.often(0.12)) {
    await residents.takeBack(who, of, 'withdrawal');
    return;
  }
  return residents.chase(who, of, plan.oneOf(TWICE));
}

/** What moves an open case on, whoever does it. */
async function goOn(scene: Scene, of: CaseRow): Promise<void> {
  const { acts, world, plan, moves } = scene;
  const owner = world.residents.find(({ id }) => id === of.resident) ?? scene.who;
  if (of.kind === 'handoff') return goOnTalking({ ...scene, who: owner }, of);
  if (of.process === 'outage' && of.outage && plan.often(0.7)) {
    const act = plan.oneOf(['dispatched', 'arrived', 'estimated', 'estimated', 'restored', 'reopened'] as const);
    // An estimate can be given again right after it was given: two of them are two.
    const staff = act !== 'estimated' && plan.often(0.25) ? ['D01', 'D02'] : ['D01'];
    return acts.desk.outage(staff, of.outage, act);
  }
  if (of.stage === 'restored') return say({ ...scene, who: owner }, ['来电了', '还没来电']);
  if (of.stage === 'need-material') return acts.residents.handIn(owner, of);
  if (of.stage === 'awaiting-old-holder') {
    const answered = await acts.residents.consent(of, plan.often(0.8) ? 'agree' : 'refuse');
    if (!answered) await world.tick();
    return;
  }
  if (of.stage === 'contract-signing') {
    await acts.residents.sign(owner, of);
    return;
  }
  const way = of.process === 'rename' || of.process === 'transfer' ? PATH[of.stage] : undefined;
  if (way && plan.often(0.8)) return acts.desk.act([way[0]], of, way[1]);
  return pressSomething(scene, of, moves);
}

async function pressSomething(scene: Scene, of: CaseRow, moves: Moves): Promise<void> {
  const { acts, plan } = scene;
  const staff = plan.often(0.25) ? plan.shuffled(CLERKS).slice(0, 2) : [plan.oneOf(CLERKS)];
  if (of.stage === 'calling-back' && plan.often(0.4)) return acts.desk.act(staff, of, 'call-missed');
  const can = CLERK_MOVES.filter((event) => moves.has(`${of.process}|${of.stage}|${event}`));
  if (can.length === 0) return say(scene);
  const event = plan.often(0.1) ? plan.oneOf(CLERK_MOVES) : plan.oneOf(can);
  // What can be done again right after it was done would be a deed of each of the two.
  const to = moves.get(`${of.process}|${of.stage}|${event}`) ?? of.stage;
  const again = moves.has(`${of.process}|${to}|${event}`);
  return acts.desk.act(again ? staff.slice(0, 1) : staff, of, event);
}

/** A person takes the conversation, both talk, the bot gets it back. */
async function goOnTalking(scene: Scene, of: CaseRow): Promise<void> {
  const { acts, plan, who } = scene;
  if (of.stage === 'waiting') {
    if (plan.often(0.8)) return acts.desk.take(plan.often(0.3) ? ['S01', 'S02'] : ['S01'], of);
    return acts.desk.act(['S02'], of, 'called-back');
  }
  const holder = of.history.findLast(({ event }) => event === 'taken')?.actor.slice('clerk:'.length) ?? 'S01';
  const chance = plan.next();
  if (chance < 0.35) return acts.desk.tell(holder, of);
  if (chance < 0.65) {
    await Promise.all([say({ ...scene, who }), ...(plan.often(0.4) ? [acts.desk.tell(holder, of)] : [])]);
    return;
  }
  return acts.desk.giveBack(holder, of);
}
