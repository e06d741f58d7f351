/** What happens outside the chat once something is settled there: a payment at the gateway, a clerk who takes over, time. */

import { newestCase, pass, payAt } from './before.ts';
import type { Dice } from './dice.ts';
import type { Mouth } from './mouth.ts';
import type { Goal } from './people.ts';
import type { Talk } from './talk.ts';
import type { World } from './world.ts';

const OUTCOMES = { pay: 'paid', 'pay-declined': 'declined', 'pay-late': 'late', 'pay-twice': 'duplicate' } as const;

const PAID = ['pay', 'pay', 'pay', 'pay-late', 'pay-twice'] as const;

async function atTheGateway(world: World, talk: Talk, how: keyof typeof OUTCOMES): Promise<void> {
  const link = talk.link();
  if (!link) return;
  note(talk, OUTCOMES[how]);
  world.advance(40);
  await payAt(world, link, OUTCOMES[how]);
  await talk.listen(null);
}

const note = (talk: Talk, outcome: string): void => talk.note('💳', outcome);

/** A person of the house takes over, talks, and gives back; the resident goes on writing meanwhile. */
async function withClerk(world: World, talk: Talk, mouth: Mouth): Promise<void> {
  const { handoff, attempt } = world.house().services;
  const number = await newestCase(world, 'handoff');
  const done = async (what: string, act: Promise<{ readonly ok: boolean }>): Promise<void> => {
    if (!(await act).ok) throw new Error(`the clerk could not ${what}`);
    await world.upkeep();
    await talk.listen(null);
  };
  world.advance(120);
  await done(
    'take over',
    attempt(() => handoff.take('S01', number)),
  );
  await mouth.between('talk');
  await mouth.between('to-a-person');
  await done(
    'say anything',
    attempt(() => handoff.say('S01', number, 'OK')),
  );
  await mouth.between('to-a-person');
  const back = await attempt(() => handoff.handBack('S01', number));
  if (back.ok) await world.house().converse.answerWaiting(back.value);
  await done('give back', Promise.resolve(back));
}

/** true: the chat has to be asked again, e.g. because the card was declined. */
export async function afterwards(
  world: World,
  talk: Talk,
  mouth: Mouth,
  goal: Goal,
  dice: Dice | null,
): Promise<boolean> {
  switch (goal.afterwards) {
    case undefined:
      return false;
    case 'clerk':
      await withClerk(world, talk, mouth);
      return false;
    case 'pay-expired':
      // Longer than the payment page is good for.
      await pass(world, 45);
      await talk.listen(null);
      return true;
    case 'wait':
      await pass(world, 30);
      await talk.listen(null);
      return false;
    default:
      // The bank's notice may be late or come three times; gold is told of it once, at once.
      await atTheGateway(world, talk, goal.afterwards === 'pay' && dice ? dice.oneOf(PAID) : goal.afterwards);
      return goal.afterwards === 'pay-declined';
  }
}
