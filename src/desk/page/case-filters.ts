/** The filters of the list of cases: quick ones with their counts, the others in a fold, all of them in the address. */
import { el } from '../../browser/dom.ts';
import { CASE_KINDS, TEAMS } from '../../domain/cases.ts';
import { kindName, teamName } from './names.ts';
import { button, choiceField, newId } from './parts.ts';
import { hashOf } from './route.ts';
import type { CasePage, Me } from './shapes.ts';
import { say } from './words.ts';

export interface Filters {
  readonly node: HTMLElement;
  /** Shows what is asked for now. */
  show(query: URLSearchParams): void;
  counts(counts: CasePage['counts']): void;
}

const NAMES = ['team', 'kind', 'owner', 'state', 'q'] as const;
/** Chosen from the fold; the state and whose have their quick ones, too. */
const FOLDED = ['team', 'kind', 'owner', 'q'] as const;

const QUICK = [
  { word: 'open', count: 'open', query: {} },
  { word: 'lateOnes', count: 'late', query: { state: 'late' } },
  { word: 'mine', count: 'mine', query: { owner: 'me' } },
  { word: 'closed', count: null, query: { state: 'closed' } },
] as const;

export function createFilters(me: Me, go: (query: URLSearchParams) => void): Filters {
  const team = choiceField(say('team'), [['', say('anyTeam')], ...TEAMS.map((one) => [one, teamName(one)] as const)]);
  // Who sees one team only has nothing to choose.
  team.node.hidden = me.role === 'clerk' && me.team !== 'service';
  const kind = choiceField(say('kind'), [
    ['', say('anyKind')],
    ...CASE_KINDS.map((one) => [one, kindName(one)] as const),
  ]);
  const owner = choiceField(say('owner'), [
    ['', say('anybody')],
    ['me', say('me')],
    ['nobody', say('nobody')],
  ]);
  const state = choiceField(say('state'), [
    ['', say('open')],
    ['late', say('lateOnes')],
    ['closed', say('closed')],
  ]);
  const id = newId('number');
  const number = el('input', { id, type: 'search', autocomplete: 'off', maxlength: '40', spellcheck: 'false' });
  const fields = { team: team.input, kind: kind.input, owner: owner.input, state: state.input, q: number };

  const wanted = (): URLSearchParams => {
    const query = new URLSearchParams();
    for (const name of NAMES) {
      const value = fields[name].value.trim();
      if (value !== '') query.set(name, value);
    }
    // A number is looked for among all.
    if (query.has('q')) query.delete('state');
    return query;
  };
  const form = el(
    'form',
    { class: 'filter-form', role: 'search' },
    el('div', { class: 'field wide' }, el('label', { for: id }, say('number')), number),
    team.node,
    kind.node,
    owner.node,
    state.node,
    el(
      'div',
      { class: 'form-acts' },
      el('button', { type: 'submit', class: 'main' }, say('find')),
      button(say('clear'), () => go(new URLSearchParams()), 'plain'),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(wanted());
  });
  for (const one of [team, kind, owner, state]) one.input.addEventListener('change', () => go(wanted()));

  const summary = el('summary', {}, say('filters'));
  const fold = el('details', { class: 'fold' }, summary, form);
  const quick = QUICK.map(({ word, count, query }) => {
    const number = el('span', { class: 'count' });
    const link = el(
      'a',
      { class: 'quick', href: hashOf('cases', null, new URLSearchParams(query)) },
      say(word),
      number,
    );
    return { link, number, count, query };
  });
  const bar = el('nav', { class: 'quicks', 'aria-label': say('quick') }, ...quick.map(({ link }) => link));

  return {
    node: el('div', { class: 'filters' }, bar, fold),
    show(query) {
      for (const name of NAMES) fields[name].value = query.get(name) ?? '';
      state.node.hidden = query.has('q');
      for (const one of quick) {
        const here = new URLSearchParams(one.query).toString() === query.toString();
        if (here) one.link.setAttribute('aria-current', 'true');
        else one.link.removeAttribute('aria-current');
      }
      const set = FOLDED.filter(
        (name) => query.has(name) && !(name === 'owner' && query.size === 1 && query.get(name) === 'me'),
      );
      summary.textContent = set.length === 0 ? say('filters') : say('filtersSet', { n: set.length });
    },
    counts(counts) {
      for (const { number, count } of quick) if (count !== null) number.textContent = String(counts[count]);
    },
  };
}
