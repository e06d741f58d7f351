/** Between two wishes nothing is begun on a guess: the resident chooses, or says it another way. */
import { type Making, sayAll } from './making.ts';
import type { Command } from './message.ts';
import { start } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { askAgain } from './step.ts';

export async function unsure(making: Making, command: Extract<Command, { kind: 'unsure' }>): Promise<void> {
  sayAll(making, [
    {
      kind: 'choices',
      phrase: phrase('repair.which'),
      buttons: [
        ...command.between.map((service, place) =>
          start(service, phrase('label.service', { service }), command.slots[place]),
        ),
        ...(command.between.includes('handoff.request') ? [] : [start('handoff.request', phrase('label.person'))]),
      ],
    },
  ]);
  return askAgain(making);
}
