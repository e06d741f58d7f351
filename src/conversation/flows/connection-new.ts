/** Applying for power: which kind, where, how much, with which papers; read back with its steps, its promise and what nobody may impose. */
import type { DocumentKind } from '../../domain/documents.ts';
import { maskAccountNumber, maskPhone } from '../../domain/mask.ts';
import { contactPhone } from '../../domain/phone.ts';
import type { Problem } from '../../domain/result.ts';
import type { ApplicationAsk } from '../../services/applications/ask.ts';
import {
  CONNECTION_KINDS,
  type ConnectionKind,
  connectionPapers,
} from '../../services/applications/connection-papers.ts';
import { shownCase } from '../../services/case-view.ts';
import { kilowatts } from '../../services/connections.ts';
import { caseCard } from '../case-card.ts';
import { type Done, done, type Flow, type Slot, type Slots, type Step, type Turn } from '../flow.ts';
import { type Said, type Shown, start, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { papersGiven, papersSlot } from './papers.ts';
import { chooseAccount } from './shared.ts';

type Name = Slot['name'];

/** What each kind asks, in the order of the flow's slots. */
const QUESTIONS: Readonly<Record<ConnectionKind, readonly Name[]>> = {
  'new-connection': ['address', 'capacityKw', 'name', 'contactPhone', 'documents'],
  'capacity-increase': ['account', 'capacityKw', 'contactPhone', 'documents'],
  'ev-charger': ['account', 'address', 'parkingSpace', 'role', 'capacityKw', 'contactPhone', 'documents'],
  'temporary-supply': ['address', 'capacityKw', 'description', 'contactPhone', 'documents'],
};

/** Typical kilowatts; the first is taken for those who don't know (ours: ask the utility). */
const TYPICAL_KW: Readonly<Record<ConnectionKind, readonly string[]>> = {
  'new-connection': ['8', '12', '16'],
  'capacity-increase': ['12', '16', '20'],
  'ev-charger': ['7', '11'],
  'temporary-supply': ['8', '15', '30'],
};
/** A charger's power stands on its label, and more than one has is known to who asks for it. */
const MAY_NOT_KNOW: readonly ConnectionKind[] = ['new-connection', 'temporary-supply', 'ev-charger'];

const ELSEWHERE = 'elsewhere';
const UNSURE = 'unsure';

const kindIn = ({ category }: Slots): ConnectionKind =>
  CONNECTION_KINDS.find((kind) => kind === category) ?? 'new-connection';
const asks = (name: Name) => (slots: Slots) => slots.category !== undefined && QUESTIONS[kindIn(slots)].includes(name);
const isCharger = (slots: Slots) => slots.category === 'ev-charger';
/** An account that was named for another kind says nothing about this one. */
const accountOf = (slots: Slots): string | null =>
  asks('account')(slots) && slots.account && slots.account !== ELSEWHERE ? slots.account : null;

const roleIn = ({ role }: Slots) => (role === 'tenant' ? 'tenant' : 'owner');

const askOf = (turn: Turn, slots: Slots, frame: Frame): ApplicationAsk => ({
  kind: kindIn(slots),
  accountNumber: accountOf(slots),
  address: accountOf(slots) ? null : (slots.address ?? null),
  name: slots.name ?? null,
  idNumber: null,
  newName: null,
  role: roleIn(slots),
  reason: null,
  oldHolderPhone: null,
  contactPhone: slots.contactPhone ?? null,
  capacityKw: slots.capacityKw ?? null,
  parkingSpace: slots.parkingSpace ?? null,
  category: null,
  description: slots.description ?? null,
  documents: papersGiven(frame).map(({ documentId }) => documentId),
  consent: true,
  agreed: true,
  conversationId: turn.conversationId,
});

/** Why not, and what can be done about it; null for what only another value can mend. */
function refused(problem: Problem, account: string): Done | null {
  const end = (say: Said) => done([say], { failed: true });
  switch (problem.code) {
    case 'arrears_open':
      return end({
        kind: 'choices',
        phrase: phrase('connection.arrears', { account }),
        buttons: [start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account })],
      });
    case 'other_change_open': {
      const caseNumber = problem.caseNumber ?? null;
      return end({
        kind: 'choices',
        phrase: phrase('change.open', { caseNumber }),
        buttons: caseNumber ? [start('progress.query', phrase('label.progress'), { case: caseNumber })] : [],
      });
    }
    case 'not_possible_here':
      return end({
        kind: 'choices',
        phrase: phrase('connection.not-possible', { account }),
        buttons: [start('handoff.request', phrase('label.person'))],
      });
    default:
      return null;
  }
}

const [namedAccount, whichAccount] = chooseAccount;
if (!namedAccount || !whichAccount) throw new Error('flows/shared.ts asks for an account in two slots');

/** Said of the only account there is. */
const AT_HOME = [
  '我家',
  '家里',
  '就在我家',
  '装在我家',
  '自己家',
  '这个户号',
  '就装在这个户号',
  '這個電號',
  'at home',
  'at my home',
  'my home',
  'my place',
  'this account',
];

const NOT_AT_HOME = [
  '不在我家',
  '不装在我家',
  '不在家里',
  '不是我家',
  '不是家里',
  '不在这个户号',
  '别的地方',
  '其他地方',
  'not at home',
  'not at my home',
  'not my home',
  'not at my place',
  'not my place',
  'somewhere else',
];

const account: Slot = {
  ...whichAccount,
  when: (slots, turn) =>
    asks('account')(slots) &&
    (!isCharger(slots) || turn.viewer.accounts.length > 0 || slots.accountNumber !== undefined),
  prefill: (turn, slots, frame) => {
    if (!isCharger(slots) || slots.accountNumber) return whichAccount.prefill?.(turn, slots, frame);
    if (slots.address) return ELSEWHERE;
    // The one account that was bound while this waited is the one that is meant.
    const [only, other] = turn.viewer.accounts;
    return frame.memo.unbound && only && !other ? only.accountNumber : undefined;
  },
  ask: async (turn, slots, frame) => {
    const question = await whichAccount.ask(turn, slots, frame);
    if (!isCharger(slots)) return question;
    const elsewhere = { label: phrase('connection.elsewhere'), value: ELSEWHERE, alsoSaid: NOT_AT_HOME };
    const mine = question.options ?? [];
    const options =
      mine.length === 1 ? mine.map((one) => ({ ...one, alsoSaid: [...(one.alsoSaid ?? []), ...AT_HOME] })) : mine;
    return { ...question, say: text('connection.ask-place'), options: [...options, elsewhere] };
  },
  check: (value, turn, slots) =>
    value === ELSEWHERE && isCharger(slots) ? { value } : (whichAccount.check?.(value, turn, slots) ?? { value }),
};

/** Told before the many questions, not after them; looked at once for each account. */
async function mayChange(turn: Turn, slots: Slots, frame: Frame): Promise<Step> {
  const number = accountOf(slots);
  if (!number || frame.memo.mayChange === number) return { kind: 'go-on' };
  const found = await turn.services.connections.mayChange(turn.viewer, number);
  if (!found.ok) return refused(found.problem, number) ?? { kind: 'ask-again', slots: ['account'], say: [] };
  return { kind: 'go-on', memo: { mayChange: number } };
}

/** Whose consent an authorisation is here, said once. */
const leaseNote: NonNullable<Slot['before']> = (_turn, slots, { memo }) =>
  roleIn(slots) === 'tenant' && !memo.leaseNote
    ? { kind: 'go-on', say: [text('connection.lease-note')], memo: { leaseNote: 'yes' } }
    : { kind: 'go-on' };

const writtenText =
  (most: number, wrong: Said): NonNullable<Slot['check']> =>
  (value) => {
    const plain = value.trim();
    return plain.length >= 2 && plain.length <= most ? { value: plain } : { wrong };
  };

const slotsOfFlow: readonly Slot[] = [
  {
    name: 'category',
    clears: ['capacityKw', 'documents'],
    ask: () => ({
      say: text('connection.ask-category'),
      options: CONNECTION_KINDS.map((kind) => ({ label: phrase('case.kind', { kind }), value: kind })),
    }),
    check: (value) => (CONNECTION_KINDS.some((kind) => kind === value) ? { value } : { wrong: text('wrong.choice') }),
  },
  namedAccount,
  account,
  {
    name: 'address',
    when: (slots) => asks('address')(slots) && accountOf(slots) === null,
    ask: (turn, slots, { memo }) => {
      if (isCharger(slots) && turn.viewer.accounts.length === 0) memo.unbound = 'yes';
      return { say: text('connection.ask-address') };
    },
    check: (value) => {
      const plain = value.trim();
      return plain.length >= 5 && plain.length <= 200 ? { value: plain } : { wrong: text('connection.wrong-address') };
    },
  },
  {
    name: 'parkingSpace',
    when: asks('parkingSpace'),
    before: mayChange,
    ask: () => ({ say: text('connection.ask-parking') }),
    check: writtenText(60, text('connection.wrong-parking')),
  },
  {
    name: 'role',
    when: asks('role'),
    clears: ['documents'],
    ask: () => ({
      say: text('connection.ask-role'),
      options: (['owner', 'tenant'] as const).map((role) => ({
        label: phrase('connection.role', { role }),
        value: role,
      })),
    }),
    check: (value) => (value === 'owner' || value === 'tenant' ? { value } : { wrong: text('wrong.choice') }),
  },
  {
    name: 'capacityKw',
    when: asks('capacityKw'),
    before: mayChange,
    ask: (_turn, slots) => {
      const kind = kindIn(slots);
      const [usual = '8'] = TYPICAL_KW[kind];
      return {
        say: text('connection.ask-capacity', { kind }),
        options: [
          ...TYPICAL_KW[kind].map((kw) => ({ label: phrase('value.kw', { kw }), value: kw })),
          ...(MAY_NOT_KNOW.includes(kind)
            ? [
                {
                  label: phrase('connection.capacity-unsure', { kw: usual }),
                  value: UNSURE,
                  alsoSaid: ['不知道', '不清楚', '不确定', '不懂', '随便', "don't know", 'not sure', 'no idea'],
                },
              ]
            : []),
        ],
      };
    },
    check: (value, _turn, slots) => {
      const kw = value === UNSURE ? (TYPICAL_KW[kindIn(slots)][0] ?? null) : kilowatts(value);
      return kw ? { value: kw } : { wrong: text('connection.wrong-capacity') };
    },
  },
  {
    name: 'description',
    when: asks('description'),
    ask: () => ({ say: text('connection.ask-purpose') }),
    check: writtenText(500, text('request.wrong-description')),
  },
  {
    name: 'name',
    when: asks('name'),
    ask: () => ({ say: text('connection.ask-name') }),
    check: writtenText(60, text('connection.wrong-name')),
  },
  {
    name: 'contactPhone',
    when: asks('contactPhone'),
    ask: () => ({ say: text('connection.ask-phone') }),
    check: (value) => {
      const phone = contactPhone(value);
      return phone ? { value: phone } : { wrong: text('connection.wrong-phone') };
    },
  },
  {
    ...papersSlot((slots) => connectionPapers(kindIn(slots), roleIn(slots)), leaseNote),
    when: asks('documents'),
  },
];

export const connectionNew: Flow = {
  service: 'connection.new',
  version: 2,
  slots: slotsOfFlow,
  async readBack(turn, slots, frame) {
    const ask = askOf(turn, slots, frame);
    const found = await turn.services.connections.preview(turn.viewer, ask);
    if (!found.ok) return refused(found.problem, ask.accountNumber ?? '') ?? startAgain(found.problem);
    const { missing, missingProof, given, due, workingDays } = found.value;
    const waits = missingProof.length > 0;
    const kind = kindIn(slots);
    const row = (label: Phrase, value: Shown | null): readonly (readonly [Phrase, Shown])[] =>
      value ? [[label, value]] : [];
    const said = (value: string | null | undefined) => (value ? { literal: value } : null);
    frame.memo.promised = waits ? '' : due.toISOString();
    return {
      say: [
        {
          kind: 'card',
          title: phrase('connection.read-back', { kind }),
          rows: [
            ...row(phrase('row.account'), said(ask.accountNumber && maskAccountNumber(ask.accountNumber))),
            ...row(phrase('row.supply-address'), said(ask.address)),
            ...row(phrase('row.parking'), said(ask.parkingSpace)),
            ...row(
              phrase('row.parking-of'),
              slots.role && isCharger(slots) ? phrase('connection.role', { role: roleIn(slots) }) : null,
            ),
            ...row(phrase('row.capacity'), phrase('value.kw', { kw: slots.capacityKw ?? '' })),
            ...row(phrase('row.purpose'), said(ask.description)),
            ...row(phrase('row.applicant'), said(ask.name)),
            ...row(phrase('row.request-phone'), said(maskPhone(ask.contactPhone ?? ''))),
            ...row(phrase('row.handed-in'), given.length > 0 ? phrase('value.papers', { kinds: given }) : null),
            ...row(phrase('row.missing'), missing.length > 0 ? phrase('value.papers', { kinds: missing }) : null),
            ...row(phrase('row.steps'), phrase('value.steps')),
            ...row(phrase('row.promised'), phrase('value.done-by', { workingDays, due, waits })),
          ],
          buttons: [],
        },
        text('connection.notice'),
      ],
      question: phrase('connection.confirm', { kind }),
      yes: phrase('label.yes'),
      values: [JSON.stringify({ ...ask, conversationId: null }), frame.memo.promised],
    };
  },
  async act(turn, slots, frame) {
    const ask = askOf(turn, slots, frame);
    const planned = await turn.services.connections.plan(turn.viewer, ask);
    if (!planned.ok) return refused(planned.problem, ask.accountNumber ?? '') ?? startAgain(planned.problem);
    const { record, caseNumber } = planned.value.value;
    const waits = record.stage === 'need-material';
    const due = record.promises.find(({ kind }) => kind === 'complete')?.due ?? '';
    // The yes was said to another day: midnight passed meanwhile.
    if ((waits ? '' : due) !== frame.memo.promised) return { kind: 'go-on' };
    return done(
      [
        text('connection.opened', { kind: record.kind, caseNumber, missing: record.missing as DocumentKind[], waits }),
        caseCard(shownCase({ ...record, history: [], score: null }, true, turn.now), turn.now),
      ],
      {
        writes: planned.value.writes,
        filed: caseNumber,
        ...(ask.accountNumber && { topic: { account: ask.accountNumber, month: null } }),
      },
    );
  },
};

/** A paper or an account went away while the rest was filled in. */
const startAgain = ({ code, errors }: Problem): Step => {
  const field = slotsOfFlow.find(({ name }) => name === errors?.[0]?.field)?.name;
  return {
    kind: 'ask-again',
    slots: [field ?? (code === 'not_found' ? 'account' : 'category'), 'documents'],
    say: [text('wrong.choice')],
  };
};
