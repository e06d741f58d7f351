/** The door: a key is pasted once; in the demo one of the house's people is chosen. */
import { el } from '../../browser/dom.ts';
import type { Team } from '../../domain/cases.ts';
import type { Answer } from './api.ts';
import { teamName } from './names.ts';
import { newId, rest } from './parts.ts';
import { alertLine, refusalWords } from './refusal.ts';
import type { Me } from './shapes.ts';
import { say, type Word } from './words.ts';

/** Who works in the demo's house, each with a key. */
interface Hint {
  readonly staffId: string;
  readonly name: string;
  readonly team: Team;
  readonly role: Me['role'];
  readonly token: string;
}

export const ROLE_WORDS = {
  clerk: 'roleClerk',
  supervisor: 'roleSupervisor',
  manager: 'roleManager',
  editor: 'roleEditor',
} as const;

interface Door {
  /** Why one stands here; null: one has just come. */
  readonly why: Word | null;
  /** Tries a key; what it gives is why not. */
  onKey(token: string): Promise<Answer<unknown>>;
}

async function people(): Promise<readonly Hint[]> {
  try {
    const response = await fetch('/demo/staff', { cache: 'no-store', credentials: 'omit' });
    const { staff } = (await response.json()) as { staff?: readonly Hint[] };
    return response.ok ? (staff ?? []) : [];
  } catch {
    // No demo, nobody to choose.
    return [];
  }
}

export function createSignIn({ why, onKey }: Door): HTMLElement {
  const id = newId('key');
  const field = el('input', { id, type: 'password', autocomplete: 'off', spellcheck: 'false' });
  field.setAttribute('aria-describedby', `${id}-hint`);
  const trouble = el('div');
  const press = el('button', { type: 'submit', class: 'main' }, say('signIn'));
  const choices = el('div');
  const form = el(
    'form',
    { class: 'field' },
    el('label', { for: id }, say('key')),
    field,
    el('p', { class: 'help', id: `${id}-hint` }, say('keyHint')),
    trouble,
    press,
  );

  let busy = false;
  async function attempt(token: string): Promise<void> {
    if (busy) return;
    busy = true;
    rest(press, true);
    trouble.replaceChildren();
    const answer = await onKey(token);
    busy = false;
    rest(press, false);
    if (answer.ok) return;
    const { refusal } = answer;
    trouble.replaceChildren(alertLine(refusal.code === 'unauthenticated' ? say('keyWrong') : refusalWords(refusal)));
    field.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // A key copied from a terminal may bring spaces or the end of its line along.
    const token = field.value.replace(/\s+/gu, '');
    if (token !== '' && /^[\w.~+/=-]+$/.test(token)) void attempt(token);
    else {
      trouble.replaceChildren(alertLine(say(token === '' ? 'keyNeeded' : 'keyWrong')));
      field.focus();
    }
  });

  void people().then((staff) => {
    if (staff.length === 0) return;
    const buttons = staff.map(({ staffId, name, team, role, token }) => {
      const person = el(
        'button',
        { type: 'button', class: 'act person' },
        el('strong', {}, `${staffId} ${name}`),
        el('span', { class: 'line-meta' }, `${teamName(team)} · ${say(ROLE_WORDS[role])}`),
      );
      person.addEventListener('click', () => void attempt(token));
      return el('li', {}, person);
    });
    choices.replaceChildren(el('h3', {}, say('demoStaff')), el('ul', { class: 'people' }, ...buttons));
  });

  return el(
    'div',
    { class: 'door' },
    el('h2', { tabindex: '-1' }, say('signIn')),
    el('p', { class: 'why' }, say('signInWhy')),
    ...(why === null ? [] : [el('p', { class: 'notice', role: 'status' }, say(why))]),
    form,
    choices,
  );
}
