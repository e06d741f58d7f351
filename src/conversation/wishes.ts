/** Wishes: a service is begun, brought up again or queued behind the one that is open. */
import type { ServiceId } from '../domain/names.ts';
import { offers } from './clarify.ts';
import type { Slots } from './flow.ts';
import { fillKnown, push } from './frames.ts';
import { type Making, sayAll, sayBeforeQuestion } from './making.ts';
import { type Said, start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame, type Session } from './session.ts';
import { advance, askAgain } from './step.ts';

export async function wish(making: Making, service: ServiceId, slots: Slots): Promise<void> {
  const { session } = making;
  const open = openFrame(session);
  if (service === 'smalltalk') {
    sayAll(making, await smallTalk(making, slots.talk ?? 'hello'));
    return askAgain(making);
  }
  if (open?.service === service) {
    fillKnown(open, slots);
    making.asked = false;
    return advance(making);
  }
  // A question is answered at once; only what asks back has to wait for another.
  const atOnce = service === 'knowledge.ask';
  if (making.begun > 0 && open && !atOnce) {
    enqueue(session, service, slots);
    return sayBeforeQuestion(making, text('repair.later', { service }));
  }
  if (!atOnce) making.begun += 1;
  making.asked = false;
  push(making, service, slots);
  return advance(making);
}

/** Said twice, a wish waits once, with what was said last; each finished service has a rating of its own. */
export function enqueue(session: Session, service: ServiceId, slots: Slots): void {
  const same = session.queue.findIndex(
    (waiting) => waiting.service === service && (service !== 'rating.give' || waiting.slots.rated === slots.rated),
  );
  const waiting = { service, slots: { ...slots } };
  if (same >= 0) session.queue.splice(same, 1, waiting);
  else session.queue.push(waiting);
}

/** Our own bill is looked at here, and nobody's link has to be opened for it. */
async function beware({ session, turn }: Making, talk: 'swindle' | 'swindled'): Promise<Said[]> {
  session.warnedAt = turn.now.toISOString();
  const hotline = (await turn.services.settings()).hotline[turn.locale];
  const phrased = talk === 'swindle' ? phrase('swindle.beware', { hotline }) : phrase('swindle.act-now', { hotline });
  const report = start('complaint.file', phrase('case.kind', { kind: 'report' }), { category: 'report' });
  const offered: readonly ServiceId[] = talk === 'swindle' ? ['bill.query'] : ['handoff.request'];
  return openFrame(session)
    ? [{ kind: 'text', phrase: phrased }]
    : [{ kind: 'choices', phrase: phrased, buttons: [...offers(offered), report] }];
}

/** Who sells has two ways, and neither is to become the new holder. */
const sellerCan = ({ session }: Making): Said => {
  const phrased = phrase('holder.seller');
  if (openFrame(session)) return { kind: 'text', phrase: phrased };
  return {
    kind: 'choices',
    phrase: phrased,
    buttons: [
      start('knowledge.ask', phrase('label.how-consent'), { question: 'article:old-holder-consent' }),
      start('request.file', phrase('case.kind', { kind: 'account-closing' }), { category: 'account-closing' }),
      start('handoff.request', phrase('label.person')),
    ],
  };
};

/** Yes or no, and how else. */
function paysBy({ session, turn }: Making, asked: string): Said {
  const methods = turn.services.payments.methods(turn.locale === 'zh-TW' ? 'TWD' : 'CNY');
  const yes = methods.filter((method) => method === asked);
  const said = phrase('pay.by', { yes: yes.length > 0, methods: yes.length > 0 ? yes : methods });
  return openFrame(session)
    ? { kind: 'text', phrase: said }
    : { kind: 'choices', phrase: said, buttons: offers(['payment.pay']) };
}

async function smallTalk(making: Making, talk: string): Promise<Said[]> {
  if (talk === 'thanks') return [text('talk.thanks')];
  if (talk === 'bye') return [text('talk.bye')];
  if (talk === 'swindle' || talk === 'swindled') return beware(making, talk);
  if (talk === 'seller') return [sellerCan(making)];
  if (talk.startsWith('pay-by:')) return [paysBy(making, talk.slice('pay-by:'.length))];
  const supplier = (await making.turn.services.settings()).supplierName[making.turn.locale];
  if (talk === 'bot')
    return [{ kind: 'choices', phrase: phrase('talk.bot', { supplier }), buttons: offers(['handoff.request']) }];
  return openFrame(making.session)
    ? [text('talk.hello', { supplier })]
    : [{ kind: 'choices', phrase: phrase('talk.hello', { supplier }), buttons: offers() }];
}
