/** What an act needs beside words: which papers are missing, or whose hands it goes to. */
import { el } from '../../browser/dom.ts';
import { TEAMS, type Team } from '../../domain/cases.ts';
import { DOCUMENT_KINDS } from '../../domain/documents.ts';
import type { Says } from './case-acts.ts';
import type { Desk } from './desk.ts';
import { paperName, teamName } from './names.ts';
import { choiceField, newId } from './parts.ts';
import { say, type Word } from './words.ts';

export interface Part {
  readonly node: HTMLElement;
  /** A word: what is wrong with what is filled in. */
  says(): Says | Word;
  focus(): void;
}

export function papersField(): Part {
  const boxes = DOCUMENT_KINDS.map((kind) => {
    const id = newId('paper');
    const input = el('input', { id, type: 'checkbox', value: kind });
    return { input, node: el('div', { class: 'check' }, input, el('label', { for: id }, paperName(kind))) };
  });
  const node = el(
    'fieldset',
    {},
    el('legend', {}, say('whichPapers')),
    el('div', { class: 'checks' }, ...boxes.map((box) => box.node)),
    el('p', { class: 'help' }, say('papersTold')),
  );
  return {
    node,
    says() {
      const missing = boxes.filter(({ input }) => input.checked).map(({ input }) => input.value);
      return missing.length > 0 ? { missing } : 'choosePapers';
    },
    focus: () => boxes[0]?.input.focus(),
  };
}

/** `team`: where it is now; null: wherever. */
export function handsField(desk: Desk, one: { readonly owner: string | null; readonly team: string | null }): Part {
  // Nothing is chosen beforehand: who confirms without a look changes nothing.
  const team = choiceField(say('toTeam'), [
    ['', say('chooseTeam')],
    ...TEAMS.map((name) => [name, teamName(name)] as const),
  ]);
  const person = choiceField(say('toPerson'), [['', say('teamDecides')]]);

  let names: Readonly<Record<string, string>> = {};

  /** Those of the team chosen, but for who has it already. */
  async function offer(): Promise<void> {
    const wanted = team.input.value as Team;
    const people = (await desk.staff()).filter(
      (who) => who.team === wanted && who.role !== 'editor' && who.name !== one.owner,
    );
    if (team.input.value !== wanted) return;
    names = Object.fromEntries(people.map(({ staffId, name }) => [staffId, name]));
    const options = people.map(({ staffId, name }) => el('option', { value: staffId }, `${name} (${staffId})`));
    person.input.replaceChildren(el('option', { value: '' }, say('teamDecides')), ...options);
  }

  team.input.addEventListener('change', () => void offer());
  return {
    node: el('div', { class: 'fields' }, team.node, person.node),
    says() {
      const staffId = person.input.value;
      if (team.input.value === '') return 'chooseHands';
      if (team.input.value === one.team && (names[staffId] ?? null) === one.owner) return 'sameHands';
      return { to: { team: team.input.value, ...(staffId === '' ? {} : { staffId }) } };
    },
    focus: () => team.input.focus(),
  };
}
