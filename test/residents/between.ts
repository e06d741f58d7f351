/** Carries out what is planned to come between a question and its answer, at the first question where it fits. */
import { pass } from './before.ts';
import type { Dice } from './dice.ts';
import { type At, DISTURBANCES, planned } from './disturbances.ts';
import type { Door } from './doors.ts';
import type { Mouth } from './mouth.ts';
import type { Cast, Resident } from './people.ts';
import type { Talk } from './talk.ts';
import type { World } from './world.ts';

/** These take the resident elsewhere on purpose. */
const LEADS_AWAY = ['goes back', 'begins anew'];
/** A bill that becomes due within days costs more tomorrow. */
const SOON_DUE = '2026-12-12';

/** Services whose rows or promises are other ones tomorrow. */
const OF_TODAY = ['handoff.request', 'progress.chase', 'request.file'];

const sameDayOnly = ({ wants, bound, home }: Resident, { homes }: Cast): boolean =>
  wants.some(
    ({ service, afterwards }) => OF_TODAY.includes(service) || service.startsWith('outage') || afterwards !== undefined,
  ) || [...bound, home].some((name) => homes[name]?.bills.some(({ paid, due }) => !paid && due < SOON_DUE));

export interface BetweenOptions {
  readonly world: World;
  readonly talk: Talk;
  readonly mouth: Mouth;
  readonly door: Door;
  readonly resident: Resident;
  readonly cast: Cast;
  readonly dice: Dice;
  readonly gold: boolean;
  /** Answers that can be given wrong first and put right later. */
  readonly correctable: (slot: string) => boolean;
  readonly wrongFirst: () => void;
  readonly beginAnew: () => void;
}

export function createBetween(options: BetweenOptions) {
  const { world, talk, mouth, door, resident, cast, dice, gold } = options;
  const always = resident.who.flatMap((who) => who.does);
  const left = gold ? [] : planned(dice, always);
  const today = sameDayOnly(resident, cast);
  const done: string[] = [];

  return {
    done: done as readonly string[],

    /** true: something came in between; the question may be another one now. */
    async happens(questions: number): Promise<boolean> {
      const at: At = {
        slot: talk.slot(),
        service: talk.service() ?? '',
        door: door.name,
        bound: talk.seen().rows.bound.length,
        sameDayOnly: today,
        correctable: options.correctable(talk.slot()),
        hasOldButton: talk.stale().length > 0,
        asked: questions,
      };
      const next = left.findIndex(({ name, from }) => questions > from && DISTURBANCES[name]?.fits(at));
      const [chosen] = next < 0 ? [] : left.splice(next, 1);
      if (!chosen) return false;
      done.push(chosen.name);
      const place = `${talk.service()} ${talk.awaiting()}`;
      for (const deed of DISTURBANCES[chosen.name]?.deeds ?? []) {
        if (talk.awaiting() === null && deed.kind !== 'pause') break;
        switch (deed.kind) {
          case 'says':
            if (deed.words === 'cancel') options.beginAnew();
            await mouth.between(deed.words);
            break;
          case 'pause':
            talk.note('⏳', `${deed.minutes} min`);
            await pass(world, deed.minutes);
            await talk.listen(null);
            break;
          case 'again':
            await talk.again();
            break;
          case 'old-button': {
            const chosen = dice.oneOf(talk.stale());
            await talk.press(chosen);
            const told = talk.keys().some((key) => key.startsWith('repair.old-button'));
            talk.oldButton(told, `${chosen.label} was pressed at ${place}, said was ${talk.keys().join(' ')}`);
            break;
          }
          case 'sticker':
            await talk.sticker();
            break;
          case 'wrong-first':
            options.wrongFirst();
            return false;
        }
      }
      const now = `${talk.service()} ${talk.awaiting()}`;
      if (!LEADS_AWAY.includes(chosen.name))
        talk.place(now === place, `${chosen.name}: was at ${place}, now at ${now}`);
      return true;
    },
  };
}
