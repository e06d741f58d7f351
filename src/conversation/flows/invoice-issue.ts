/** An invoice for a payment: which payment, for whom, read back, issued by the tax platform. */
import { maskName } from '../../domain/mask.ts';
import type { Payment } from '../../domain/payments.ts';
import type { ProblemCode } from '../../domain/result.ts';
import { isTitle } from '../../domain/tax-numbers.ts';
import { done, type Flow, type Slot, type Turn } from '../flow.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

/** In the slot of the reason: the invoice that is there is to be taken back and issued anew. */
const ANEW = 'anew';

const paidByMe = async (turn: Turn): Promise<readonly Payment[]> =>
  (await turn.services.payments.own(turn.viewer, 10)).filter((payment) => payment.status === 'paid');

const payment: Slot = {
  name: 'payment',
  async prefill(turn) {
    const paid = await paidByMe(turn);
    return paid.length === 1 ? paid[0]?.paymentId : undefined;
  },
  async before(turn) {
    return (await paidByMe(turn)).length === 0
      ? done([text('invoice.none-paid')], { failed: true })
      : { kind: 'go-on' };
  },
  async ask(turn) {
    const paid = await paidByMe(turn);
    return {
      say: text('ask.payment'),
      options: paid.slice(0, 5).map((one) => ({
        label: phrase('option.payment', { at: one.paidAt ?? one.openedAt, amount: one.amount }),
        value: one.paymentId,
      })),
    };
  },
};

const titleKind: Slot = {
  name: 'titleKind',
  clears: ['title', 'taxNumber'],
  // A title given in one breath with the wish needs no such question.
  prefill: (_turn, slots) => (slots.title || slots.taxNumber ? 'company' : undefined),
  async before(turn, slots, frame) {
    const exists = await turn.services.invoices.ofPayment(turn.viewer, slots.payment ?? '');
    if (exists && slots.reason !== ANEW)
      return done([
        text('invoice.exists'),
        await invoiceCard(turn, exists.invoiceId, exists.title, exists.taxNumber, exists.amount, exists.paymentId),
      ]);
    if (frame.memo.holderOf === slots.payment) return { kind: 'go-on' };
    const found = await turn.services.payments.find(turn.viewer, slots.payment ?? '');
    if (!found.ok) return { kind: 'ask-again', slots: ['payment'], say: [] };
    const quoted = await turn.services.payments.quote(found.value.accountNumber);
    return {
      kind: 'go-on',
      memo: { holderOf: found.value.paymentId, holder: quoted.ok ? maskName(quoted.value.holder) : '' },
    };
  },
  ask: (_turn, _slots, frame) => {
    const holder = frame.memo.holder ?? '';
    return {
      say: text('ask.titleKind', { holder }),
      options: [
        {
          label: phrase('option.personal', { holder }),
          value: 'personal',
          alsoSaid: ['个人', '個人', 'personal', 'me', 'for me', 'to me', '我', '给我', '我自己', '户主', '戶名'],
        },
        {
          label: phrase('option.company'),
          value: 'company',
          alsoSaid: ['公司', '企业', '企業', '单位', '單位', 'company', 'business'],
        },
      ],
    };
  },
};

const forCompany: Slot['when'] = (slots) => slots.titleKind === 'company';

export const invoiceIssue: Flow = {
  service: 'invoice.issue',
  version: 1,
  slots: [
    payment,
    // Never asked: a button brings it.
    { name: 'reason', when: () => false, ask: () => ({ say: text('wrong.choice') }) },
    titleKind,
    {
      name: 'title',
      when: forCompany,
      ask: () => ({ say: text('ask.title') }),
      check: (value) =>
        // A name of two letters and more.
        turnTitle(value),
    },
    {
      name: 'taxNumber',
      when: forCompany,
      ask: () => ({ say: text('ask.taxNumber') }),
      check: (value, turn) =>
        turn.services.invoices.isTaxNumber(value) ? { value: value.toUpperCase() } : { wrong: text('wrong.taxNumber') },
    },
  ],
  async readBack(turn, slots, frame) {
    const found = await turn.services.payments.find(turn.viewer, slots.payment ?? '');
    if (!found.ok) return { kind: 'ask-again', slots: ['payment'], say: [text('wrong.choice')] };
    const title = slots.title ?? frame.memo.holder ?? '';
    return {
      say: [
        {
          kind: 'card',
          title: phrase('invoice.read-back'),
          rows: [
            [phrase('row.title'), { literal: title }],
            ...(slots.taxNumber ? [[phrase('row.tax-number'), { literal: slots.taxNumber }] as const] : []),
            [phrase('row.amount'), { money: found.value.amount }],
          ],
          buttons: [],
        },
      ],
      question: phrase(slots.reason === ANEW ? 'invoice.confirm-anew' : 'invoice.confirm'),
      yes: phrase('label.yes'),
      values: [slots.payment ?? '', slots.title ?? '', slots.taxNumber ?? '', slots.reason ?? ''],
    };
  },
  async act(turn, slots) {
    const company = slots.titleKind === 'company';
    const wish = {
      title: company ? (slots.title ?? null) : null,
      taxNumber: company ? (slots.taxNumber ?? null) : null,
      email: null,
    };
    const { invoices } = turn.services;
    const old = slots.reason === ANEW ? await invoices.ofPayment(turn.viewer, slots.payment ?? '') : null;
    const planned = old
      ? await invoices.planReissue(turn.viewer, old.invoiceId, wish)
      : await invoices.plan(turn.viewer, { paymentId: slots.payment ?? '', ...wish });
    if (!planned.ok && planned.problem.code === 'tax_number_invalid')
      return { kind: 'ask-again', slots: ['taxNumber'], say: [text('wrong.taxNumber')] };
    if (!planned.ok) return done([refused(planned.problem.code)], { failed: true });
    const { value: invoice, writes } = planned.value;
    const found = await turn.services.payments.find(turn.viewer, invoice.paymentId);
    if (!found.ok) return done([text('invoice.none-paid')], { failed: true });
    return done(
      [
        old
          ? text('invoice.done-anew', { number: invoice.document?.number ?? '', before: old.document?.number ?? '' })
          : text('invoice.done', { number: invoice.document?.number ?? '' }),
        await invoiceCard(
          turn,
          invoice.invoiceId,
          company ? invoice.title : maskName(invoice.title),
          invoice.taxNumber,
          invoice.amount,
          null,
        ),
      ],
      {
        writes,
        filed: invoice.invoiceId,
        served: { serviceId: `invoice:${invoice.invoiceId}`, subject: invoice.invoiceId },
      },
    );
  },
};

/** Why not, in a word. */
function refused(code: ProblemCode): Said {
  if (code === 'already_invoiced') return text('invoice.exists');
  if (code === 'too_many_requests') return text('invoice.too-often');
  if (code === 'not_now') return text('invoice.not-now');
  return text('invoice.none-paid');
}

const turnTitle = (value: string) => (isTitle(value.trim()) ? { value: value.trim() } : { wrong: text('wrong.title') });

async function invoiceCard(
  turn: Turn,
  invoiceId: string,
  title: string,
  taxNumber: string | null,
  amount: Payment['amount'],
  /** The payment whose invoice may be issued anew from here. */
  anew: string | null,
): Promise<Said> {
  return {
    kind: 'card',
    title: phrase('invoice.title'),
    rows: [
      [phrase('row.title'), { literal: taxNumber ? title : maskName(title) }],
      ...(taxNumber ? [[phrase('row.tax-number'), { literal: taxNumber }] as const] : []),
      [phrase('row.amount'), { money: amount }],
    ],
    buttons: anew ? [start('invoice.issue', phrase('label.invoice-anew'), { payment: anew, reason: ANEW })] : [],
    link: { label: phrase('label.open-invoice'), url: await turn.services.invoices.printUrl(invoiceId) },
  };
}
