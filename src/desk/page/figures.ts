/** The figures of a period, area by area: as numbers, and drawn where one compares them. */
import { el } from '../../browser/dom.ts';
import { type Bar, bars, tiles } from './bars.ts';
import { caseFigures } from './case-figures.ts';
import { locale } from './locale.ts';
import { block } from './parts.ts';
import type { Figures, Median, Share } from './shapes.ts';
import { say, sayOne, type Word } from './words.ts';

const shareWords = ({ part, of }: Share): string =>
  of === 0 ? say('ofNone') : `${Math.round((part / of) * 100)}% (${say('of', { part, of })})`;
const shareBar = (label: string, share: Share, more?: string): Bar => ({
  label,
  size: share.of === 0 ? 0 : share.part / share.of,
  value: shareWords(share),
  ...(more === undefined ? {} : { more }),
});

/** A figure of its own: the time, and under it of how many it is the middle. */
function medianTile(label: string, { minutes, of }: Median): readonly [string, string] {
  if (minutes === null) return [label, say('ofNone')];
  const time = minutes < 120 ? say('minutes', { n: minutes }) : say('hours', { n: (minutes / 60).toFixed(1) });
  return [say('medianOf', { label, of }), time];
}

const counts = (rows: readonly (readonly [word: Word, count: number])[]): Bar[] =>
  rows.map(([word, count]) => ({ label: say(word), size: count, value: String(count) }));

const meanWords = ({ sum, of }: { sum: number; of: number }): string =>
  of === 0 ? say('ofNone') : (sum / of).toFixed(2);

/** What is counted, where the name of a figure does not say it. */
const note = (word: Word): HTMLElement => el('p', { class: 'help' }, say(word));

const orNothing = (rows: readonly Bar[], draw: () => HTMLElement): HTMLElement =>
  rows.length === 0 ? el('p', { class: 'help' }, say('nothingCounted')) : draw();

function promises({ promises: kinds }: Figures): HTMLElement {
  const rows = kinds.map(({ kind, kept, late, broken }) =>
    shareBar(sayOne('p', kind), kept, late + broken > 0 ? say('promisesMore', { late, broken }) : undefined),
  );
  return block(
    say('promises'),
    note('promisesNote'),
    orNothing(rows, () => bars(say('promisesKept'), rows, 1)),
  );
}

function complaints({ complaints: one }: Figures): HTMLElement {
  const rows = [
    shareBar(say('answeredInTime'), one.answeredInTime),
    shareBar(say('calledBack'), one.calledBack),
    shareBar(say('lookedAfter'), one.lookedAfter),
  ];
  return block(
    say('complaints'),
    note('complaintsNote'),
    tiles([[say('complaintsOpened'), String(one.opened)]]),
    bars(say('complaints'), rows, 1),
  );
}

const outages = ({ outages: one }: Figures): HTMLElement =>
  block(
    say('outageReports'),
    note('outagesNote'),
    tiles([
      [say('reported'), String(one.reported)],
      [say('dangersReported'), String(one.dangers)],
      medianTile(say('toArrival'), one.toArrival),
      medianTile(say('toRestoration'), one.toRestoration),
    ]),
  );

function ratings({ ratings: one }: Figures): HTMLElement {
  const services = one.byService.map(({ service, satisfied }) => shareBar(sayOne('service', service), satisfied));
  const reasons = one.reasons.map(({ reason, times }) => ({
    label: sayOne('low', reason),
    size: times,
    value: String(times),
  }));
  return block(
    say('ratings'),
    note('ratingsNote'),
    tiles([
      [say('meanScore'), meanWords(one.mean)],
      [say('satisfied'), shareWords(one.satisfied)],
      [say('ratingsGiven'), String(one.given)],
      [say('ratingsAsked'), String(one.asked)],
      [say('lowRecovered'), shareWords(one.lowRecovered)],
    ]),
    ...(services.length > 0 ? [bars(say('satisfiedBy'), services, 1)] : []),
    ...(reasons.length > 0 ? [bars(say('reasonsNamed'), reasons)] : []),
  );
}

const handoffs = ({ handoffs: one, conversations }: Figures): HTMLElement =>
  block(
    say('handoffFigures'),
    note('handoffsNote'),
    tiles([
      [say('asked_h'), String(one.asked)],
      medianTile(say('toTaken'), one.toTaken),
      medianTile(say('toBack'), one.toBack),
      [say('byPhone'), String(one.calledBack)],
      [say('withdrawn'), String(one.withdrawn)],
      [say('turns'), String(conversations.answered)],
    ]),
    bars(say('conversations'), [shareBar(say('askedPerson'), conversations.askedForPerson)], 1),
  );

function knowledge({ knowledge: one }: Figures): HTMLElement {
  const why = Object.entries(one.missedFor).map(([reason, times]) => ({
    label: sayOne('reason', reason),
    size: times ?? 0,
    value: String(times ?? 0),
  }));
  const parts = counts([
    ['questions', one.asked],
    ['answered', one.answered],
    ['askedBack', one.askedBack],
    ['missed', one.missed],
  ]);
  return block(
    say('knowledge'),
    note('knowledgeNote'),
    bars(say('questions'), parts),
    ...(why.length > 0 ? [bars(say('reasons'), why)] : []),
  );
}

/** ¥1,234.00 in the reader's way of writing. */
const amountWords = (amount: string, currency: string): string =>
  new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency,
    // ¥ and NT$, not CN¥.
    currencyDisplay: currency === 'CNY' ? 'narrowSymbol' : 'symbol',
    // As many decimals as its bills have.
    minimumFractionDigits: amount.split('.')[1]?.length ?? 0,
    maximumFractionDigits: 2,
  }).format(Number(amount));

const payments = ({ payments: one }: Figures): HTMLElement =>
  block(
    say('payments'),
    note('paymentsNote'),
    ...(one.amounts.length > 0
      ? [tiles(one.amounts.map(({ amount, currency }) => [say('amountPaid'), amountWords(amount, currency)] as const))]
      : []),
    bars(
      say('payments'),
      counts([
        ['paymentsOpened', one.opened],
        ['paid', one.paid],
        ['refunded', one.refunded],
        ['failedPayments', one.failed],
        ['expired', one.expired],
        ['pending', one.pending],
      ]),
    ),
  );

/** All areas, in the order in which one asks about them. */
export const figureBlocks = (figures: Figures): HTMLElement[] => [
  caseFigures(figures),
  promises(figures),
  complaints(figures),
  outages(figures),
  ratings(figures),
  handoffs(figures),
  knowledge(figures),
  payments(figures),
];
