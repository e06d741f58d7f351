/** Requests about an account: which one, what it needs, read back with its rule and its promise; one that is open already is joined. */
import { addDays } from '../../domain/calendar.ts';
import type { GivenPromise } from '../../domain/cases.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { maskAccountNumber, maskPhone } from '../../domain/mask.ts';
import { contactPhone, isMobile } from '../../domain/phone.ts';
import type { Problem } from '../../domain/result.ts';
import { shownCase } from '../../services/case-view.ts';
import { REQUEST_KINDS, REQUEST_PAPERS, type RequestAsk, type RequestKind } from '../../services/requests.ts';
import { caseCard } from '../case-card.ts';
import { type Done, done, type Flow, type Slot, type Slots, type Step, type Turn } from '../flow.ts';
import { type Button, type Said, type Shown, start, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { dayFrom } from './event-day.ts';
import { papersGiven, papersSlot } from './papers.ts';
import { chooseAccount } from './shared.ts';

type Name = Slot['name'];

/** What each kind asks, in the order of the flow's slots. */
const QUESTIONS: Readonly<Record<RequestKind, readonly Name[]>> = {
  'bill-check': ['month', 'description'],
  'meter-test': ['description', 'contactPhone'],
  reconnection: [],
  'appliance-damage': ['since', 'description', 'documents'],
  'phone-change': ['contactPhone', 'documents'],
  'account-closing': ['reason', 'documents'],
};

/** Of a day that is longer ago than anybody may claim for. */
const EARLIER = 'earlier';
const MONTHS_OFFERED = 6;

const kindIn = ({ category }: Slots): RequestKind => REQUEST_KINDS.find((kind) => kind === category) ?? 'bill-check';
const asks = (name: Name) => (slots: Slots) => slots.category !== undefined && QUESTIONS[kindIn(slots)].includes(name);
const needsOf = (slots: Slots) => REQUEST_PAPERS[kindIn(slots)] ?? [];

function askOf(turn: Turn, slots: Slots, frame: Frame): RequestAsk {
  const value = (name: Name) => (asks(name)(slots) ? slots[name] || null : null);
  const since = value('since');
  return {
    kind: kindIn(slots),
    accountNumber: slots.account ?? '',
    period: value('month'),
    since: since === EARLIER ? '1900-01-01' : since,
    description: value('description'),
    reason: value('reason'),
    contactPhone: value('contactPhone'),
    documents: asks('documents')(slots) ? papersGiven(frame).map(({ documentId }) => documentId) : [],
    conversationId: turn.conversationId,
  };
}

const pay = (account: string): Button =>
  start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account });
const person: Button = start('handoff.request', phrase('label.person'));
const end = (said: Phrase, ...buttons: Button[]): Done =>
  done([buttons.length > 0 ? { kind: 'choices', phrase: said, buttons } : { kind: 'text', phrase: said }], {
    failed: true,
  });

/** Why not, and where it goes on from there; a value that can be mended is asked for again. */
async function refused(problem: Problem, ask: RequestAsk, turn: Turn): Promise<Step> {
  const { kind, accountNumber: account } = ask;
  const { applianceClaimDays, hotline } = await turn.services.settings();
  const field = problem.errors?.[0]?.field;
  switch (problem.code) {
    case 'arrears_open': {
      const due = await turn.services.bills.due(account);
      if (!due) return end(phrase('request.closed', { account }), person);
      return end(phrase('request.owed', { kind, amount: due.amountDue }), pay(account));
    }
    case 'not_possible_here':
      return kind === 'reconnection' &&
        turn.viewer.accounts.find((one) => one.accountNumber === account)?.status !== 'closed'
        ? end(
            phrase('request.not-cut', { account }),
            start('outage.report', phrase('label.service', { service: 'outage.report' }), { account }),
          )
        : end(phrase('request.closed', { account }), person);
    case 'too_late':
      return end(phrase('request.too-late', { days: applianceClaimDays, hotline: hotline[turn.locale] }), person);
    case 'other_change_open': {
      const caseNumber = problem.caseNumber ?? null;
      const progress = caseNumber ? [start('progress.query', phrase('label.progress'), { case: caseNumber })] : [];
      return end(phrase('change.open', { caseNumber }), ...progress);
    }
    default:
      if (kind === 'bill-check') return { kind: 'ask-again', slots: ['month'], say: [text('request.no-bill')] };
      if (field === 'since') return { kind: 'ask-again', slots: ['since'], say: [text('request.wrong-since')] };
      if (field === 'contactPhone')
        return { kind: 'ask-again', slots: ['contactPhone'], say: [text('request.same-phone')] };
      return { kind: 'ask-again', slots: ['account', 'documents'], say: [text('wrong.choice')] };
  }
}

/** Owed, not cut off, another change open: told before the questions, not after them. */
async function early(turn: Turn, slots: Slots, frame: Frame): Promise<Step> {
  const kind = kindIn(slots);
  if (kind !== 'account-closing' || frame.memo.looked === slots.account) return { kind: 'go-on' };
  const ask = askOf(turn, slots, frame);
  const found = await turn.services.requests.preview(turn.viewer, { ...ask, documents: [] });
  return found.ok ? { kind: 'go-on', memo: { looked: slots.account ?? '' } } : refused(found.problem, ask, turn);
}

const [namedAccount, whichAccount] = chooseAccount;
if (!namedAccount || !whichAccount) throw new Error('flows/shared.ts asks for an account in two slots');

const photos = papersSlot(needsOf);

export const requestFile: Flow = {
  service: 'request.file',
  version: 2,
  slots: [
    {
      name: 'category',
      clears: ['description', 'contactPhone', 'documents'],
      ask: () => ({
        say: text('request.ask-category'),
        options: REQUEST_KINDS.map((kind) => ({ label: phrase('case.kind', { kind }), value: kind })),
      }),
      check: (value) => (REQUEST_KINDS.some((kind) => kind === value) ? { value } : { wrong: text('wrong.choice') }),
    },
    namedAccount,
    { ...whichAccount, clears: ['month'] },
    {
      name: 'month',
      when: asks('month'),
      ask: async (turn, slots) => {
        const listed = await turn.services.bills.list(turn.viewer, slots.account ?? '', {});
        const bills = listed.ok ? listed.value.bills.slice(0, MONTHS_OFFERED) : [];
        return {
          say: text('request.ask-month'),
          options: bills.map(({ period }) => ({ label: phrase('row.month', { period }), value: period })),
        };
      },
      check: (value) => (/^\d{4}-\d{2}$/.test(value) ? { value } : { wrong: text('wrong.month') }),
    },
    {
      name: 'since',
      when: asks('since'),
      ask: async (turn) => {
        const { applianceClaimDays: days } = await turn.services.settings();
        const offered = Array.from({ length: days + 1 }, (_, ago) => ({ ago, day: addDays(turn.today, -ago) }));
        return {
          say: text('request.ask-since'),
          options: [
            ...offered.map(({ ago, day }) => ({ label: phrase('request.since-option', { day, ago }), value: day })),
            { label: phrase('request.since-earlier', { days }), value: EARLIER },
          ],
        };
      },
      check: (value, turn) => {
        if (value === EARLIER) return { value };
        const day = dayFrom(value, turn.today);
        return day && day <= turn.today ? { value: day } : { wrong: text('request.wrong-since') };
      },
    },
    {
      name: 'description',
      when: asks('description'),
      before: async (turn, slots, frame) => {
        // Too late for any claim: nobody is asked for a list of what broke.
        if (kindIn(slots) !== 'appliance-damage' || !slots.since) return { kind: 'go-on' };
        const { applianceClaimDays } = await turn.services.settings();
        const late = slots.since === EARLIER || slots.since < addDays(turn.today, -applianceClaimDays);
        return late ? refused({ code: 'too_late' }, askOf(turn, slots, frame), turn) : { kind: 'go-on' };
      },
      ask: (_turn, slots) => ({ say: text('request.ask-description', { kind: kindIn(slots) }) }),
      check: (value) => {
        const plain = value.trim();
        return plain.length >= 2 && plain.length <= 1_000
          ? { value: plain }
          : { wrong: text('request.wrong-description') };
      },
    },
    {
      name: 'contactPhone',
      when: asks('contactPhone'),
      before: async (turn, slots, frame) => {
        if (kindIn(slots) !== 'phone-change' || frame.memo.phoneOf === slots.account) return { kind: 'go-on' };
        const oldPhone = await turn.services.requests.phoneOnFile(turn.viewer, slots.account ?? '');
        return oldPhone
          ? { kind: 'go-on', memo: { phoneOf: slots.account ?? '', oldPhone } }
          : end(phrase('request.closed', { account: slots.account ?? '' }), person);
      },
      ask: (_turn, slots, { memo }) =>
        kindIn(slots) === 'phone-change'
          ? { say: text('request.ask-new-phone', { oldPhone: memo.oldPhone ?? '' }) }
          : { say: text('request.ask-phone'), optional: true },
      check: (value, _turn, slots) => {
        const change = kindIn(slots) === 'phone-change';
        if (value === '' && !change) return { value };
        const phone = contactPhone(value);
        if (phone && (!change || isMobile(phone))) return { value: phone };
        return { wrong: text(change ? 'request.wrong-new-phone' : 'connection.wrong-phone') };
      },
    },
    {
      name: 'reason',
      when: asks('reason'),
      before: early,
      ask: () => ({ say: text('request.ask-reason'), optional: true }),
    },
    {
      ...photos,
      when: asks('documents'),
      ask: async (turn, slots, frame) => {
        if (needsOf(slots).length > 0) return photos.ask(turn, slots, frame);
        const { options } = await photos.ask(turn, slots, frame);
        const kind = kindIn(slots);
        return {
          say: text('request.ask-photos', { kind, given: papersGiven(frame).length }),
          ...(options && { options }),
        };
      },
    },
  ],

  async readBack(turn, slots, frame) {
    const ask = askOf(turn, slots, frame);
    const found = await turn.services.requests.preview(turn.viewer, ask);
    if (!found.ok) return refused(found.problem, ask, turn);
    const { kind } = ask;
    const { missing, amountDue, open, promises } = found.value;
    if (open && !ask.description && !ask.reason)
      return done([joined(kind, open.caseNumber)], { topic: { account: ask.accountNumber, month: null } });
    frame.memo.promised = promises
      .map(({ due, hours }) => (hours === null ? due.toISOString() : `${hours} h`))
      .join(' ');
    const row = (label: Phrase, value: Shown | null): readonly (readonly [Phrase, Shown])[] =>
      value ? [[label, value]] : [];
    const said = (value: string | null) => (value ? { literal: value } : null);
    const given = ask.documents.length;
    return {
      say: [
        {
          kind: 'card',
          title: phrase('request.read-back', { kind }),
          rows: [
            ...row(phrase('row.account'), said(maskAccountNumber(ask.accountNumber))),
            ...row(phrase('row.bill'), ask.period ? phrase('row.month', { period: ask.period }) : null),
            ...row(phrase('row.happened'), ask.since ? { day: ask.since } : null),
            ...row(phrase(kind === 'appliance-damage' ? 'row.devices' : 'row.request-about'), said(ask.description)),
            ...row(phrase('row.request-reason'), said(ask.reason)),
            ...row(
              phrase(kind === 'phone-change' ? 'row.new-phone' : 'row.request-phone'),
              said(ask.contactPhone && maskPhone(ask.contactPhone)),
            ),
            ...row(
              phrase('row.still-due'),
              kind === 'account-closing' && amountDue.minor > 0n ? { money: amountDue } : null,
            ),
            ...row(phrase('row.handed-in'), given > 0 ? phrase('value.photos', { count: given }) : null),
            ...row(phrase('row.missing'), missing.length > 0 ? phrase('value.papers', { kinds: missing }) : null),
            ...promises.map((promise) => [phrase('row.promised'), phrase('value.promise', promise)] as const),
            ...row(
              phrase('row.promised'),
              missing.length > 0 ? phrase('value.later-papers', { kinds: missing }) : null,
            ),
          ],
          buttons: [],
        },
        text('request.note', { kind }),
      ],
      question: phrase('request.confirm', { kind }),
      yes: phrase('label.yes'),
      values: [JSON.stringify({ ...ask, conversationId: null }), frame.memo.promised, open?.caseNumber ?? ''],
    };
  },

  async act(turn, slots, frame) {
    const ask = askOf(turn, slots, frame);
    const { supplierName, hotline } = await turn.services.settings();
    const planned = await turn.services.requests.plan(turn.viewer, ask, (caseNumber) =>
      turn.render(
        phrase('text-message.phone-change', {
          account: ask.accountNumber,
          caseNumber,
          supplier: supplierName[turn.locale],
          hotline: hotline[turn.locale],
        }),
      ),
    );
    if (!planned.ok) return refused(planned.problem, ask, turn);
    const { value, writes } = planned.value;
    const topic = { account: ask.accountNumber, month: null };
    if (!value.planned) return done([joined(ask.kind, value.caseNumber)], { writes, topic });
    const { record } = value.planned;
    const promised =
      record.stage === 'need-material'
        ? ''
        : record.promises.map((one) => hoursOf(one, ask) ?? one.due ?? '').join(' ');
    // The yes was said to another day: midnight passed meanwhile.
    if (promised !== frame.memo.promised) return { kind: 'go-on' };
    return done(
      [
        text('request.opened', {
          kind: ask.kind,
          caseNumber: record.caseNumber,
          missing: record.stage === 'need-material' ? (record.missing as DocumentKind[]) : [],
        }),
        caseCard(shownCase({ ...record, history: [], score: null }, true, turn.now), turn.now),
      ],
      { writes, topic, filed: record.caseNumber },
    );
  },
};

/** As it was read back: `RequestPreview` tells which promises are counted in hours from the filing. */
const hoursOf = ({ limit, unit }: GivenPromise, { kind }: RequestAsk): string | null =>
  unit === 'hour' && kind !== 'reconnection' ? `${limit} h` : null;

const joined = (kind: RequestKind, caseNumber: string): Said => ({
  kind: 'choices',
  phrase: phrase('request.joined', { kind, caseNumber }),
  buttons: [start('progress.query', phrase('label.progress'), { case: caseNumber })],
});
