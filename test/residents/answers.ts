/** What a resident answers to an open question, from what they know, what they want and what only they can see. */
import type { Facts, Value } from './facts.ts';
import type { Goal, Resident } from './people.ts';

/** An answer before it is worded. */
export type Meant =
  /** Said exactly so: a name, a place, a story. */
  | { readonly kind: 'verbatim'; readonly text: string }
  /** A number, wrapped in a sentence of the words `is.<slot>`. */
  | { readonly kind: 'number'; readonly slot: string; readonly value: string }
  /** One of the choices; `words` names the wordings of it, if it has any of its own. */
  | { readonly kind: 'choice'; readonly value: string; readonly words: readonly string[] }
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'photo'; readonly paper: string };

export interface Asked {
  readonly service: string;
  /** The name of the question as the buttons carry it, else as the turn shows it. */
  readonly slot: string;
  readonly choices: readonly string[];
  readonly goal: Goal;
  readonly resident: Resident;
  readonly facts: Facts;
  readonly code: string;
  /** Sentences of the last turn. */
  readonly keys: readonly string[];
  /** Kinds of papers that were sent already. */
  readonly sent: readonly string[];
  /** Kinds that are wanted, the next first. */
  readonly wanted: readonly string[];
}

const NUMBERS = [
  'code',
  'accountNumber',
  'phone',
  'contactPhone',
  'oldHolderPhone',
  'idNumber',
  'taxNumber',
  'capacityKw',
  'name',
];
/** What a question asks for under another name than homes have it. */
const FACT: Readonly<Record<string, string>> = { accountNumber: 'account', idNumber: 'id' };
const verbatim = (value: Value): Meant => ({ kind: 'verbatim', text: String(value) });
const words = (key: string): Meant => ({ kind: 'words', words: key });
const choice = (value: string, ...named: string[]): Meant => ({ kind: 'choice', value, words: named });

/** What was agreed on in the goal; a special word is a special answer. */
function told({ slot, facts, choices }: Asked, value: Value): Meant {
  if (value === 'skip') return words('skip');
  if (typeof value === 'string' && value.startsWith('=')) return words(value.slice(1));
  const said = String(facts.value(value));
  if (choices.includes(said)) return choice(said, `${slot}.${said}`);
  if (NUMBERS.includes(slot)) return { kind: 'number', slot, value: said };
  return verbatim(said);
}

/** The crew's questions: what is seen when one really looks; a liar says it without looking. */
function atTheBreaker({ resident, choices, keys }: Asked): Meant {
  const { state } = resident;
  if (choices.includes('held')) {
    const after = String(state['after-switching-on'] ?? 'no');
    return choice(after, `held.${after}`);
  }
  const said = String((state['says-breaker'] ?? state.breaker ?? 'no') as string);
  return choice(said, `breaker.${said}`, ...(keys.includes('outage.guide') ? [`held.${said}`] : []));
}

function papers({ resident, sent, wanted, choices }: Asked): Meant {
  const inHand = String(resident.state.papers ?? '')
    .split(' ')
    .filter((kind) => kind !== '');
  const next = inHand.find(
    (kind) => !sent.includes(kind) && (wanted.length === 0 || wanted.includes(kind) || kind === 'other'),
  );
  if (next) return { kind: 'photo', paper: next };
  const end = sent.length > 0 && !choices.includes('later') ? 'done' : sent.length > 0 ? 'done' : 'later';
  return choice(end, `papers.${end}`);
}

/** null: nobody knows what to say to that. */
export function meantFor(asked: Asked): Meant | null {
  const { slot, service, goal, resident, facts, code, choices } = asked;
  const own = service === goal.service || goal.also.some((one) => one === service) ? goal.answers[slot] : undefined;
  // On the way to something else an account is bound as one's own is.
  if (own !== undefined && (service !== 'account.bind' || goal.service === service)) return told(asked, own);
  switch (slot) {
    case 'confirm':
      return words(goal.agrees || service !== goal.service ? 'yes' : 'no');
    case 'code':
      if (asked.keys.includes('bind.code-ended') || code === '') return words('resend');
      return { kind: 'number', slot, value: code };
    case 'account': {
      const account = String(facts.get('account') ?? '');
      if (choices.includes(account)) return choice(account, 'account');
      return { kind: 'number', slot: 'accountNumber', value: account };
    }
    case 'danger': {
      const danger = resident.state.danger === 'yes' ? 'yes' : 'no';
      return choice(danger, `danger.${danger}`);
    }
    case 'scope': {
      const scope = String(resident.state.out ?? 'home');
      return choice(scope, `scope.${scope}`);
    }
    case 'breaker':
      return atTheBreaker(asked);
    case 'documents':
      return papers(asked);
    case 'consent':
      return choice('yes', 'consent.yes');
    case 'payment':
      return choices[0] ? choice(choices[0]) : null;
    case 'contactPhone':
      return { kind: 'number', slot, value: String(facts.get('contact') ?? '') };
    case 'oldHolderPhone':
      return words('skip');
    case 'case':
      return choices[0] ? choice(choices[0]) : null;
    case 'choice':
      return choices[0] ? choice(choices[0]) : null;
    case 'reason':
      // Somebody who wants the house's account in their name is asked why they changed theirs.
      return words(service !== goal.service && service === 'account.rename' ? 'ownershipChanged.yes' : 'skip');
    case 'comment':
      return words('skip');
    case 'month':
      return { kind: 'number', slot, value: String(facts.get('month') ?? '') };
    default: {
      const known = facts.get(FACT[slot] ?? slot);
      if (known === undefined || known === null) return null;
      return NUMBERS.includes(slot) ? { kind: 'number', slot, value: String(known) } : verbatim(known);
    }
  }
}
