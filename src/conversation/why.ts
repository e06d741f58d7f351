/** Why a question is asked, one sentence each, and what is possible for whoever would rather not answer it. */
import type { SlotName } from '../domain/names.ts';
import { unclear } from './clarify.ts';
import { slotOf } from './frames.ts';
import { type Making, sayAll, sayBeforeQuestion } from './making.ts';
import { start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';
import { askAgain } from './step.ts';

const PHONES: readonly (SlotName | 'confirm')[] = ['phone', 'contactPhone', 'oldHolderPhone'];
const ACCOUNTS: readonly (SlotName | 'confirm')[] = ['accountNumber', 'account'];

/** `named`: what the question "why" names; it counts where the open service asks for such a thing. */
export async function why(making: Making, named: SlotName | 'confirm' | undefined): Promise<void> {
  const open = openFrame(making.session);
  if (!open?.asked) return unclear(making);
  const { asked, service } = open;
  const alike = [PHONES, ACCOUNTS].some((same) => named !== undefined && same.includes(named) && same.includes(asked));
  const known = named !== undefined && !alike && named !== 'confirm' && slotOf(service, named) !== undefined;
  sayBeforeQuestion(making, text('why.asked', { slot: named === 'confirm' || known ? named : asked, service }));
  return askAgain(making);
}

/** The first time the reason and what else is possible; after that like anything that is no answer. */
export async function refuse(making: Making): Promise<void> {
  const open = openFrame(making.session);
  if (!open?.asked || open.asked === 'confirm' || open.misses > 0) return unclear(making);
  open.misses += 1;
  sayAll(making, [
    text('why.asked', { slot: open.asked, service: open.service }),
    {
      kind: 'choices',
      phrase: phrase('repair.needed', { slot: open.asked }),
      buttons: [
        start('handoff.request', phrase('label.person')),
        { label: phrase('label.cancel'), command: { kind: 'cancel' } },
      ],
    },
  ]);
  return askAgain(making);
}
