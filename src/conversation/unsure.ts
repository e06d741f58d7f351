/** Between two wishes nothing is begun on a guess: the resident chooses, or says it another way. */
import { CASE_KINDS } from '../domain/cases.ts';
import type { ServiceId } from '../domain/names.ts';
import type { Slots } from './flow.ts';
import { type Making, sayAll } from './making.ts';
import type { Command } from './message.ts';
import { start } from './saying.ts';
import { type Phrase, phrase } from './sentences/book.ts';
import { askAgain } from './step.ts';

/** By what it would be, where that is known: 账单核查 says more than a request. */
function labelOf(service: ServiceId, slots: Slots | undefined): Phrase {
  const kind = CASE_KINDS.find((one) => one === slots?.category);
  return kind ? phrase('case.kind', { kind }) : phrase('label.service', { service });
}

export async function unsure(making: Making, command: Extract<Command, { kind: 'unsure' }>): Promise<void> {
  sayAll(making, [
    {
      kind: 'choices',
      phrase: phrase('repair.which'),
      buttons: [
        ...command.between.map((service, place) =>
          start(service, labelOf(service, command.slots[place]), command.slots[place]),
        ),
        ...(command.between.includes('handoff.request') ? [] : [start('handoff.request', phrase('label.person'))]),
      ],
    },
  ]);
  return askAgain(making);
}
