/** How a report of an outage ends: told what is known, read back, filed; guided at the breaker; answered whether power is back. */
import { maskAccountNumber, maskAddress, maskPhone } from '../../domain/mask.ts';
import { REPORT_SCOPES, type ReportScope } from '../../domain/outages.ts';
import { boundAccount } from '../../domain/viewer.ts';
import { shownCase } from '../../services/case-view.ts';
import type { OutageAsk } from '../../services/outages/reporting.ts';
import type { PlaceNow } from '../../services/outages.ts';
import { caseCard } from '../case-card.ts';
import { safetyFirst } from '../danger/safety.ts';
import { type Done, done, type Flow, type ReadBack, type Slots, type Step, type Turn } from '../flow.ts';
import { caseWords, nextWordOf, outageCard, wordsOf } from '../outage-cards.ts';
import { type Button, type Said, type Shown, start, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { accountIn, lookOnce, placeIn } from './outage-place.ts';
import { photosGiven } from './papers.ts';

const service = (of: 'payment.pay' | 'outage.report' | 'progress.chase') => phrase('label.service', { service: of });
const again = start('outage.report', service('outage.report'));

const scopeIn = ({ scope }: Slots): ReportScope => REPORT_SCOPES.find((one) => one === scope) ?? 'unknown';
const breakerIn = ({ breaker }: Slots): OutageAsk['breaker'] =>
  breaker === 'yes' || breaker === 'no' || breaker === 'unknown' ? breaker : null;

function askOf(turn: Turn, slots: Slots): OutageAsk {
  return {
    ...placeIn(slots),
    scope: scopeIn(slots),
    breaker: slots.scope === 'home' ? breakerIn(slots) : null,
    contactPhone: slots.contactPhone || null,
    since: slots.since || null,
    description: slots.description || null,
    ...(slots.coordinates && { coordinates: slots.coordinates }),
    conversationId: turn.conversationId,
  };
}

export const readBack: NonNullable<Flow['readBack']> = async (turn, slots, frame) => {
  if (slots.case) return answered(turn, slots.case, slots.category === 'still-out' ? 'still-out' : 'back');
  if (slots.danger === 'yes') return inDanger(turn, slots, frame);
  if (slots.danger === 'cut') return cutOff(turn, slots);
  const seen = await lookOnce(turn, slots);
  if (!seen.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
  const now = seen.value;
  if (slots.danger === 'prepaid' && now.account?.why === 'prepaid') return usedUp(slots, now.account.balance);
  if (now.own) return own(now, now.own, turn, frame);
  if (now.known) return join(turn, slots, frame, now.known);
  // What was found before the questions is no more: then they are asked.
  if (slots.danger !== 'no' || (slots.scope && !REPORT_SCOPES.some((scope) => scope === slots.scope)))
    return { kind: 'ask-again', slots: ['danger', 'scope'], say: [] };
  if (slots.scope === 'home' && slots.breaker === 'yes' && !frame.memo.guided) {
    frame.memo.guided = 'yes';
    return { kind: 'ask-again', slots: ['breaker'], say: [text('outage.guide')] };
  }
  if (slots.scope === 'home' && slots.breaker === 'held') return done([text('outage.held')]);
  return sheet(turn, slots, frame, now);
};

/** Everything a yes is said to. */
const valuesOf = (turn: Turn, slots: Slots, known: string): readonly string[] => [
  JSON.stringify({ ...askOf(turn, slots), conversationId: null }),
  known,
];

/** Known: cause, estimate or the next word at once; one yes files the report and its words. */
function join(turn: Turn, slots: Slots, frame: Frame, known: NonNullable<PlaceNow['known']>): ReadBack {
  frame.memo.known = known.outageId;
  return {
    say: [text('outage.known', wordsOf(known, turn.now)), outageCard(known, turn.now)],
    question: phrase('outage.confirm-join'),
    yes: phrase('label.keep-informed'),
    values: valuesOf(turn, slots, known.outageId),
  };
}

function own({ known }: PlaceNow, open: NonNullable<PlaceNow['own']>, turn: Turn, frame: Frame): ReadBack | Step {
  const { caseNumber, stage } = open;
  frame.memo.known = '';
  if (stage === 'restored')
    return {
      say: [],
      question: phrase('outage.ask-still-out', { caseNumber }),
      yes: phrase('label.back', { back: 'still-out' }),
      values: [caseNumber],
    };
  return done(
    [
      text('outage.own', { caseNumber }),
      {
        kind: 'choices',
        phrase: phrase('outage.told', { ...caseWords(open, known, turn.now), caseNumber }),
        buttons: [start('progress.chase', service('progress.chase'), { case: caseNumber })],
      },
    ],
    { about: { case: caseNumber } },
  );
}

function sheet(turn: Turn, slots: Slots, frame: Frame, { arriveMinutes, phone }: PlaceNow): ReadBack {
  frame.memo.known = '';
  const ask = askOf(turn, slots);
  const account = accountIn(slots);
  const bound = account ? boundAccount(turn.viewer, account) : undefined;
  const call = ask.contactPhone ?? (account ? phone : null);
  const row = (label: Phrase, value: Shown | null): readonly (readonly [Phrase, Shown])[] =>
    value ? [[label, value]] : [];
  const leak = ask.breaker === 'yes';
  return {
    say: [
      ...(leak ? [text('outage.leak')] : []),
      {
        kind: 'card',
        title: phrase('outage.read-back'),
        rows: [
          ...row(phrase('row.account'), account ? { literal: maskAccountNumber(account) } : null),
          [phrase('row.outage-place'), { literal: bound ? maskAddress(bound.address) : (ask.address ?? '') }],
          [phrase('row.outage-scope'), phrase('value.scope', { scope: ask.scope })],
          ...row(phrase('row.outage-breaker'), ask.breaker && phrase('value.breaker', { breaker: ask.breaker })),
          ...row(phrase('row.outage-since'), ask.since ? { literal: ask.since } : null),
          ...row(phrase('row.outage-said'), ask.description ? { literal: ask.description } : null),
          [phrase('row.outage-call'), call ? { literal: maskPhone(call) } : phrase('value.no-phone')],
          [phrase('row.promised'), phrase('value.arrive-within', { minutes: arriveMinutes })],
        ],
        buttons: [],
      },
    ],
    question: phrase('outage.confirm'),
    yes: phrase('label.report-it'),
    values: valuesOf(turn, slots, ''),
  };
}

/** Cut off for arrears: what is owed, and where it is paid; power comes back by itself then. */
export async function cutOff(turn: Turn, slots: Slots): Promise<Done> {
  const account = accountIn(slots) ?? '';
  const due = await turn.services.bills.due(account);
  const owed = due && due.amountDue.minor > 0n ? due.amountDue : null;
  const reconnect = start('request.file', phrase('case.kind', { kind: 'reconnection' }), {
    category: 'reconnection',
    account,
  });
  return ended(phrase('outage.cut', { account, amount: owed }), account, owed ? payIt(account) : reconnect);
}

const usedUp = (
  slots: Slots,
  balance: Extract<NonNullable<PlaceNow['account']>, { why: 'prepaid' }>['balance'],
): Done => {
  const account = accountIn(slots) ?? '';
  // There is no bill to pay: what brings the power back is a top-up, and the sentence says where.
  return ended(phrase('outage.prepaid', { account, balance }), account);
};

const payIt = (account: string): Button => start('payment.pay', service('payment.pay'), { account });

const ended = (said: Phrase, account: string, first?: Button): Done =>
  done(
    [
      {
        kind: 'choices',
        phrase: said,
        buttons: [
          ...(first ? [first] : []),
          start('outage.report', phrase('label.report-anyway'), { account, danger: 'no' }),
        ],
      },
    ],
    { topic: { account, month: null } },
  );

/** Opens the priority case, once, with what keeps people safe; the questions that help to find the place come after it. */
export async function openDanger(turn: Turn, slots: Slots, frame: Frame): Promise<Extract<Step, { kind: 'go-on' }>> {
  if (slots.danger !== 'yes' || frame.memo.danger) return { kind: 'go-on' };
  const planned = await turn.services.outages.danger.plan(turn.viewer, {
    conversationId: turn.conversationId,
    accountNumber: accountIn(slots),
    address: slots.address || null,
    contactPhone: slots.contactPhone || null,
    words: slots.description ?? '',
    messageKey: turn.messageKey,
  });
  const { caseNumber } = planned.value;
  return {
    kind: 'go-on',
    say: [await safetyFirst({ turn }), text('emergency.case', { caseNumber })],
    memo: { danger: caseNumber },
    danger: caseNumber,
    writes: planned.writes,
  };
}

/** What was told of the place meanwhile goes to the case. */
async function inDanger(turn: Turn, slots: Slots, frame: Frame): Promise<Done> {
  if (!frame.memo.danger) {
    const { say, writes, danger } = await openDanger(turn, slots, frame);
    return done(say ?? [], { writes: writes ?? [], ...(danger && { danger }) });
  }
  const { notedAddress, notedPhone } = frame.memo;
  const told = {
    address: slots.address && slots.address !== notedAddress ? slots.address : null,
    contactPhone: slots.contactPhone && slots.contactPhone !== notedPhone ? slots.contactPhone : null,
    coordinates: slots.coordinates || null,
  };
  const { value, writes } = await turn.services.outages.danger.add(turn.viewer, frame.memo.danger, told);
  const photos = turn.services.papers.toNewCase(photosGiven(frame), frame.memo.danger);
  // What the case knows already, or was told by this very message, is noted, too.
  const noted = value !== null && Boolean(slots.address || slots.contactPhone || slots.coordinates);
  const unknown = value !== null && !value.place && !value.phone && photos.length === 0;
  const say = noted || photos.length > 0 ? [text('outage.noted', { caseNumber: frame.memo.danger })] : [];
  return done(unknown ? [text('emergency.where')] : say, {
    writes: [...writes, ...photos],
    about: { case: frame.memo.danger },
  });
}

/** "Is it back?": pressed or typed, it is a yes to exactly that. */
async function answered(turn: Turn, caseNumber: string, back: 'back' | 'still-out'): Promise<Done> {
  const planned = await turn.services.outages.answer(turn.viewer, caseNumber, back);
  if (!planned.ok)
    return done([{ kind: 'choices', phrase: phrase('outage.not-asked', { caseNumber }), buttons: [again] }], {
      failed: true,
    });
  const { value, writes } = planned.value;
  return done([back === 'back' ? text('outage.glad', { caseNumber }) : stillOut(value.record)], { writes });
}

const stillOut = (record: Parameters<typeof nextWordOf>[0] & { readonly caseNumber: string }): Said =>
  text('outage.still-out', { caseNumber: record.caseNumber, nextWordAt: nextWordOf(record) });

export const act: Flow['act'] = async (turn, slots, frame) => {
  const planned = await turn.services.outages.report(turn.viewer, askOf(turn, slots));
  if (!planned.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
  const { value, writes } = planned.value;
  const { how, record, caseNumber, outage } = value;
  // The yes was said to another outage, which is over by now: what holds is looked up again.
  if (frame.memo.known && (how !== 'joined' || outage?.outageId !== frame.memo.known) && how !== 'own')
    return { kind: 'ask-again', slots: ['danger', 'scope'], say: [] };
  const account = accountIn(slots);
  const photos = turn.services.papers.toNewCase(photosGiven(frame), caseNumber);
  const ends = { writes: [...writes, ...photos], ...(account && { topic: { account, month: null } }) };
  if (how === 'still-out') return done([stillOut(record)], ends);
  if (how === 'own') return done([text('outage.own', { caseNumber })], { ...ends, about: { case: caseNumber } });
  return done(
    [
      outage && record.nextAction === 'follow-plan'
        ? text('outage.filed-planned', { ...wordsOf(outage, turn.now, nextWordOf(record)), caseNumber })
        : text('outage.filed', { caseNumber, how }),
      caseCard(shownCase(record, true, turn.now), turn.now),
      text('outage.advice'),
    ],
    { ...ends, filed: caseNumber },
  );
};
