/** Turns what is meant into what is read: sentences in one language, amounts formatted, buttons bound to their turn. */
import { encodeButton, type Place } from './buttons.ts';
import type { Choice, Reply } from './message.ts';
import type { Button, Said, Shown } from './saying.ts';
import type { Phrase, Voice } from './sentences/book.ts';

export function render(said: Said, voice: Voice, place: Place): Reply {
  const choices = (buttons: readonly Button[]): Choice[] =>
    buttons.map(({ label, command }) => ({
      label: 'literal' in label ? label.literal : voice.say(label),
      button: encodeButton(place, command),
    }));
  switch (said.kind) {
    case 'text':
      return { kind: 'text', text: voice.say(said.phrase) };
    case 'choices':
      return { kind: 'choices', text: voice.say(said.phrase), choices: choices(said.buttons) };
    case 'card':
      return {
        kind: 'card',
        title: voice.say(said.title),
        rows: said.rows.map(([label, value]) => [voice.say(label), shown(value, voice)] as const),
        choices: choices(said.buttons),
        ...(said.link && { link: { label: voice.say(said.link.label), url: said.link.url } }),
      };
    case 'chart':
      return {
        kind: 'chart',
        title: voice.say(said.title),
        unit: voice.locale === 'en' ? 'kWh' : '度',
        bars: said.bars.map(({ period, value }) => ({ label: period, value })),
      };
  }
}

function shown(value: Shown, voice: Voice): string {
  if ('key' in value) return voice.say(value);
  if ('literal' in value) return value.literal;
  if ('money' in value) return voice.format.money(value.money);
  if ('change' in value) return voice.format.change(value.change);
  if ('day' in value) return voice.format.day(value.day);
  if ('time' in value) return voice.format.time(value.time);
  return voice.format.kwh(value.kwh);
}

/** The keys of what was said, for the trace and for tests. */
export const keysOf = (said: Said): Phrase['key'][] =>
  said.kind === 'card' || said.kind === 'chart' ? [said.title.key] : [said.phrase.key];
