/** What a conversation says when an outage case moved by itself: how the outage stands now, and at its end whether power is back. */
import { SERVICES } from '../domain/names.ts';
import type { ShownCase } from '../services/case-view.ts';
import { KINDS } from '../services/cases/standards.ts';
import { askForRating } from './ask-rating.ts';
import { push } from './frames.ts';
import { type Making, sayAll } from './making.ts';
import { caseWords } from './outage-cards.ts';
import { type Said, start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';
import { advance } from './step.ts';

type WholeCase = ShownCase['found'];
type Entry = WholeCase['history'][number];

const STATUS = ['dispatched', 'arrived', 'estimate-changed', 'word-given'] as const;

/** Told as how the outage stands. */
export const isStanding = (event: string): boolean => STATUS.some((one) => one === event);

/** false: nothing that outages say in their own way. Told from the records as they are now. */
export async function tellOutage(making: Making, found: WholeCase, entry: Entry): Promise<boolean> {
  const { caseNumber, stage } = found;
  const { text: words, more } = JSON.parse(entry.data) as { text?: string; more?: { noFault?: boolean } };
  if (words) return false;
  switch (entry.event) {
    case 'joined':
      sayAll(making, [text('outage.joined', { caseNumber })]);
      return true;
    case 'restored':
    case 'reminded':
      if (stage !== 'restored') return true;
      await askWhetherBack(making, found, entry);
      return true;
    case 'answered':
      if (!more?.noFault) return false;
      sayAll(making, [nothingFound(found)]);
      await rateIt(making, found);
      return true;
    case 'still-out':
      sayAll(making, [text('outage.reopened', { caseNumber }), ...(await status(making, found))]);
      return true;
    case 'confirmed':
    case 'lapsed':
      if (entry.event === 'lapsed') sayAll(making, [text('outage.lapsed', { caseNumber })]);
      await rateIt(making, found);
      return true;
    default:
      if (!isStanding(entry.event)) return false;
      // Overtaken: what came after it is told by its own event.
      if (stage === 'reported' || stage === 'dispatched' || stage === 'on-site')
        sayAll(making, await status(making, found));
      return true;
  }
}

async function status({ turn }: Making, found: WholeCase): Promise<readonly Said[]> {
  const { caseNumber, stage, outageId } = found;
  if (stage !== 'reported' && stage !== 'dispatched' && stage !== 'on-site') return [];
  const outage = outageId ? await turn.services.outages.find(outageId) : null;
  return [text('outage.told', { ...caseWords(found, outage, turn.now), caseNumber })];
}

/** As a question that takes typed words where nothing else is open, as buttons where something is. */
async function askWhetherBack(making: Making, found: WholeCase, entry: Entry): Promise<void> {
  const { caseNumber, outageId } = found;
  if (entry.event === 'restored') {
    const outage = outageId ? await making.turn.services.outages.find(outageId) : null;
    const calledOff = outage !== null && outage.toAt !== null && outage.toAt <= outage.fromAt;
    sayAll(making, [
      calledOff ? text('outage.called-off', { caseNumber }) : text('outage.restored', { caseNumber, at: entry.at }),
    ]);
  }
  if (!openFrame(making.session)) {
    push(making, 'outage.report', { case: caseNumber });
    return advance(making);
  }
  sayAll(making, [
    {
      kind: 'choices',
      phrase: phrase('outage.ask-back', { caseNumber }),
      buttons: (['back', 'still-out'] as const).map((back) =>
        start('outage.report', phrase('label.back', { back }), { case: caseNumber, category: back }),
      ),
    },
  ]);
}

/** The case is closed; who is dark after all reports anew, from where they are, in one press. */
function nothingFound({ caseNumber, accountNumber, summary }: WholeCase): Said {
  const { address } = summary;
  const where = accountNumber ? { account: accountNumber } : typeof address === 'string' ? { address } : {};
  return {
    kind: 'choices',
    phrase: phrase('outage.no-fault', { caseNumber }),
    buttons: [start('outage.report', phrase('label.back', { back: 'still-out' }), where)],
  };
}

async function rateIt(making: Making, found: WholeCase): Promise<void> {
  const service = SERVICES.find((one) => one === KINDS.outage.service);
  if (found.stage === 'done' && service) await askForRating(making, `case:${found.caseNumber}`, service);
}
