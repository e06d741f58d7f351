/** Buttons know their turn: what a press means is written into it, and whether it still counts is judged when it is pressed. */
import { SERVICES, type ServiceId, SLOTS, type SlotName } from '../domain/names.ts';
import type { Command } from './message.ts';
import { openFrame, type Session } from './session.ts';

/** Where a button was given: an answer to a frame's question, or an offer of a turn (frame 0). */
export interface Place {
  readonly turn: number;
  readonly frame: number;
  readonly question: string;
}

/**
 * `turn/frame/question/command…`: short enough for LINE's 300 characters of postback data. It carries no authority: whatever
 * is in it, its sender could have typed as well.
 */
export function encodeButton(place: Place, command: Command): string {
  return [place.turn, place.frame, place.question, ...encodeCommand(command)]
    .map((part) => encodeURIComponent(part))
    .join('/');
}

function encodeCommand(command: Command): string[] {
  switch (command.kind) {
    case 'start':
      return [
        'start',
        command.service,
        ...Object.entries(command.slots ?? {}).map(([slot, value]) => `${slot}=${value}`),
      ];
    case 'set':
      return ['set', command.slot, command.value];
    case 'affirm':
      return ['affirm', command.bound ?? ''];
    case 'reject':
      return ['reject', command.slot ?? ''];
    default:
      return [command.kind];
  }
}

/** The command of a press: as it was meant while its place is still open, else `stale` with what it once meant. */
export function readButton(value: string, session: Session): Command {
  const parts = decode(value);
  if (!parts) return { kind: 'stale', wanted: null };
  const [turn = '', frame = '', question = '', ...rest] = parts;
  const command = decodeCommand(rest);
  if (!command) return { kind: 'stale', wanted: null };
  const open = openFrame(session);
  const live =
    frame === '0'
      ? session.live.includes(Number(turn))
      : open !== null &&
        open.id === Number(frame) &&
        open.asked === question &&
        (command.kind !== 'affirm' || command.bound === open.readBack) &&
        // Asked a second time, a question may offer something else.
        (command.kind !== 'set' || open.options.some(({ value }) => value === command.value));
  return live ? command : { kind: 'stale', wanted: command };
}

/** The turn that offered a button; null for anything that is no button of ours. */
export function turnOfButton(value: string): number | null {
  const turn = /^(\d{1,9})\//.exec(value)?.[1];
  return turn ? Number(turn) : null;
}

/** The score, 1 to 5, that a button gives; null for every other. Who is asked for one types it as well as pressing it. */
export function scoreOn(value: string): number | null {
  const command = decodeCommand(decode(value)?.slice(3) ?? []);
  return command?.kind === 'set' && command.slot === 'score' && /^[1-5]$/.test(command.value)
    ? Number(command.value)
    : null;
}

function decode(value: string): string[] | null {
  try {
    return value.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

function decodeCommand([kind, ...args]: readonly string[]): Command | null {
  switch (kind) {
    case 'start': {
      const service = SERVICES.find((known) => known === args[0]);
      if (!service) return null;
      const slots: Partial<Record<SlotName, string>> = {};
      for (const pair of args.slice(1)) {
        const at = pair.indexOf('=');
        const slot = SLOTS.find((known) => known === pair.slice(0, at));
        if (!slot) return null;
        slots[slot] = pair.slice(at + 1);
      }
      return { kind: 'start', service: service as ServiceId, slots };
    }
    case 'set': {
      const slot = SLOTS.find((known) => known === args[0]);
      return slot && args[1] !== undefined ? { kind: 'set', slot, value: args[1] } : null;
    }
    case 'affirm':
      return { kind: 'affirm', bound: args[0] ?? '' };
    case 'reject': {
      const slot = SLOTS.find((known) => known === args[0]);
      return slot ? { kind: 'reject', slot } : null;
    }
    case 'deny':
    case 'skip':
    case 'cancel':
    case 'back':
    case 'repeat':
    case 'help':
    case 'resend':
    case 'undo':
    case 'go-on':
      return { kind };
    default:
      return null;
  }
}
