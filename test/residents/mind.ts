/** What a resident does at an open question: answers from what they know, slips once if that is planned, or is at a loss. */
import { type Meant, meantFor } from './answers.ts';
import type { Facts } from './facts.ts';
import type { Mouth } from './mouth.ts';
import type { Goal, Resident } from './people.ts';
import type { Talk } from './talk.ts';
import type { World } from './world.ts';

const MOST_AT_A_LOSS = 3;
/** Answers that can be given wrong at first, and how the wrong one looks. */
const WRONG: Readonly<Record<string, (right: string) => string>> = {
  contactPhone: (right) => (right.startsWith('09') ? '0987654321' : '13987654321'),
  capacityKw: (right) => String(Number(right) + 4),
  address: (right) => right.replace(/\d+/, (digits) => String(Number(digits) + 3)),
  parkingSpace: (right) => right.replace(/\d(?=\D*$)/, '9'),
};
const SIX_DIGITS = /\d{6}/;

export const isCorrectable = (slot: string): boolean => WRONG[slot] !== undefined;

export interface MindOptions {
  readonly world: World;
  readonly talk: Talk;
  readonly mouth: Mouth;
  readonly resident: Resident;
  readonly facts: (goal: Goal) => Facts;
}

export function createMind({ world, talk, mouth, resident, facts }: MindOptions) {
  let sent: string[] = [];
  let atALoss = 0;
  let lastAsked = '';
  let repeated = 0;
  let wrongFirst = false;
  /** Given wrong, to be put right. */
  let wrong: { readonly slot: string; readonly right: string; readonly service: string } | null = null;

  const codeFor = (of: Facts): string => {
    const phone = String(of.get('phone') ?? '');
    return SIX_DIGITS.exec(world.texts.findLast((text) => text.phone === phone)?.text ?? '')?.[0] ?? '';
  };

  /** Gives a wrong one once, if that is planned. */
  function slipping(slot: string, meant: Meant, goal: Goal): Meant {
    const spoil = WRONG[slot];
    if (!wrongFirst || !spoil || (meant.kind !== 'number' && meant.kind !== 'verbatim')) return meant;
    wrongFirst = false;
    const right = meant.kind === 'number' ? meant.value : meant.text;
    wrong = { slot, right, service: goal.service };
    return meant.kind === 'number' ? { ...meant, value: spoil(right) } : { ...meant, text: spoil(right) };
  }

  return {
    codeFor,
    begins: (): void => {
      sent = [];
    },
    isLost: (): boolean => atALoss > MOST_AT_A_LOSS,
    willSlip: (): void => {
      wrongFirst = true;
    },
    wrong: () => wrong,

    /** Puts right what was given wrong. */
    async mend(): Promise<void> {
      if (!wrong) return;
      const { slot, right } = wrong;
      wrong = null;
      await mouth.correct(slot, right);
    },

    async answer(goal: Goal, plainly: boolean): Promise<void> {
      const of = facts(goal);
      const slot = talk.slot();
      const choices = talk
        .buttons()
        .flatMap(({ kind, question, rest }) => (kind === 'set' && question !== '' ? [rest[1] ?? ''] : []));
      const asked = `${talk.service()} ${slot} ${choices.length}`;
      repeated = asked === lastAsked ? repeated + 1 : 0;
      lastAsked = asked;
      const meant = meantFor({
        service: talk.service() ?? '',
        slot,
        choices,
        goal,
        resident,
        facts: of,
        code: codeFor(of),
        keys: talk.keys(),
        sent,
        wanted: talk.wanted(),
      });
      if (meant === null) {
        atALoss += 1;
        return mouth.between('help');
      }
      if (meant.kind === 'photo') sent.push(meant.paper);
      await mouth.give(slipping(slot, meant, goal), goal, of, { plainly, repeated: repeated });
    },
  };
}
