/** 要多久, and what documents, 催一下: asked of what is open, of what was just done, or of the last answer; never of something else. */
import { isEnd } from '../../domain/case-processes.ts';
import type { Slots } from '../flow.ts';
import { casesSeen, type Seen } from '../flows/which-case.ts';
import { FRESH_MINUTES, JUST_DONE_MINUTES, justFiled, within } from '../lately.ts';
import type { Making } from '../making.ts';
import type { Command, Proposal } from '../message.ts';
import { type Frame, openFrame, type Session } from '../session.ts';
import type { Hearing } from '../understanding/hearing.ts';
import { type NamelessQuestion, namelessQuestion } from '../understanding/naming-nothing.ts';
import { TOLD } from '../understanding/parsers/told.ts';
import { isWritten } from '../understanding/parsers/written.ts';
import { byRule, type Reading } from './reading.ts';
import { ofArticle, ofCase, ofService, type Subject, searched } from './subjects.ts';

/** What stands over what is meant, and is not meant itself. */
const BESIDE: readonly Frame['service'][] = ['rating.give', 'knowledge.ask', 'handoff.request'];
/** What understanding made of it and is not asked again. */
const SETTLED: readonly Command['kind'][] = ['emergency', 'correct', 'affirm', 'deny', 'language', 'repeat', 'wait'];

const start = (service: Frame['service'], slots: Slots = {}): Command => ({ kind: 'start', service, slots });
const ask = (question: string): Command => start('knowledge.ask', { question });

export const followUp: Reading = async ({ making, bare, proposals, hearing }) => {
  const { session } = making;
  const open = openFrame(session);
  const answers = proposals.some(
    ({ command }) =>
      SETTLED.includes(command.kind) ||
      (command.kind === 'set' && command.slot === open?.asked && !isWritten(command.slot)),
  );
  if (answers) return null;
  const goal = goalOf(session);
  if (goal && open?.asked === 'code') return null;
  const meant = goal ? await ofGoal(making, goal, bare, proposals, hearing) : await ofWhatWas(making, bare, proposals);
  return meant && byRule(meant);
};

/** The service that is open, or for which the one that is open is needed. */
function goalOf({ stack }: Session): Frame | null {
  const top = stack.findLast(({ service }) => !BESIDE.includes(service));
  const waits = top?.memo.needed?.split(' ') ?? [];
  return stack.find(({ id }) => waits.includes(`${id}`)) ?? top ?? null;
}

async function ofGoal(
  making: Making,
  goal: Frame,
  key: string,
  proposals: readonly Proposal[],
  hearing: Hearing,
): Promise<Command | null> {
  const isOutage = goal.service === 'outage.report' || goal.service === 'outage.query';
  const kind = namelessQuestion(key, isOutage);
  const known = goal.service === 'outage.report' && goal.asked === 'confirm' && Boolean(goal.memo.known);
  if (known) {
    const only = proposals.length === 1 ? proposals[0]?.command : undefined;
    const looks = only?.kind === 'start' && only.service === 'outage.query' && !only.slots;
    // What is known stands on the card that is read back with the question.
    if (looks || kind === 'when' || kind === 'why' || kind === 'standing') return { kind: 'go-on' };
    if (KEEP_INFORMED.test(key)) return { kind: 'affirm' };
    const danger = SPEAKS_OF_DANGER.test(key) ? TOLD.danger(key, { ...hearing, open: null }) : null;
    if (danger?.ok && danger.value === 'no') return { kind: 'go-on' };
  }
  if (!kind || kind === 'why' || kind === 'chase' || kind === 'standing' || goal.slots.case !== undefined) return null;
  // How much is what is read back there.
  if (goal.service === 'payment.pay' && kind === 'cost') return goal.asked === 'confirm' ? { kind: 'go-on' } : null;
  // 哪里？ alone asks back what the open question means.
  if (kind === 'where' && ONLY_WHERE.test(key)) return null;
  // Nothing has to be brought to a repair, nor to be gone to.
  const subject = isOutage && (kind === 'papers' || kind === 'where') ? undefined : ofService(goal.service, goal.slots);
  return subject ? ask(await searched(making, subject, kind, key)) : null;
}

const ONLY_WHERE = /^(?:在?哪里|在?哪儿|where)$/;
const SPEAKS_OF_DANGER = /危险|安全|火花|冒烟|冒火|焦味|断线|\bdanger|\bsafe\b|\bsparks?\b|\bsmoke\b/;

/** To the offer of being told: 修好了通知我, let me know when it is fixed. */
const KEEP_INFORMED =
  /^(?:那|我|要|请|麻烦|帮我?|给我|登记|报修|并|修好|恢复|来电|复电|有电|好|有(?:了)?(?:进展|消息|结果)|一?有|了|后|以后|之后|的?时候|就|再|到时候?|记得|一定|都|也|可以|[,。 ])*(?:通知|告诉|告知|提醒|联系|说)(?:一下|一声|我们?|给我)+$|^(?:yes,? |ok,? |and |please |just |then )*(?:(?:let me know|tell me|notify me|inform me|text me|message me)(?: (?:when|once|as soon as) .{2,40})?|keep me (?:informed|posted|updated))$/;

/** One's own case by its number. */
const ownCase = async ({ turn }: Making, number: string | undefined): Promise<Seen['found'] | null> =>
  number === undefined
    ? null
    : ((await casesSeen(turn)).find(({ found, own }) => own && found.caseNumber === number)?.found ?? null);

async function ofWhatWas(making: Making, key: string, proposals: readonly Proposal[]): Promise<Command | null> {
  const { session, turn } = making;
  const waits = openFrame(session);
  if (waits?.service === 'handoff.request')
    return waits.memo.case && isAboutWaiting(namelessQuestion(key, false))
      ? start('progress.query', { case: waits.memo.case })
      : null;
  const { service, slots = {} } =
    session.lately && within(making, session.lately.at, session.lately.slots.case ? JUST_DONE_MINUTES : FRESH_MINUTES)
      ? session.lately
      : {};
  const number = slots.case ?? justFiled(making) ?? undefined;
  if (service === undefined && number === undefined) return null;
  const only = proposals.length === 1 ? proposals[0]?.command : undefined;
  const kind = namelessQuestion(key, true);
  const unplaced =
    only?.kind === 'start' &&
    only.service === 'outage.query' &&
    !only.slots &&
    turn.viewer.accounts.length === 0 &&
    !OTHER_OUTAGE.test(key);
  if (!kind && !unplaced) return null;
  // 什么时候来电 speaks of an outage, whatever else was talked about last; where a linked home is, what is known there is told.
  const onlyOfOutage = namelessQuestion(key, false) === null;
  if (onlyOfOutage && turn.viewer.accounts.length > 0 && service !== 'outage.query') return null;
  const found = await ownCase(making, number);
  const isOutage = found?.kind === 'outage' || service === 'outage.query';
  if (onlyOfOutage && !isOutage) return null;
  if (
    service === 'handoff.request' &&
    isAboutWaiting(kind) &&
    (await turn.services.handoff.isOpen(turn.conversationId))
  )
    return start('handoff.request');
  if (service === 'outage.query' && (kind === 'when' || kind === 'why' || kind === 'standing'))
    return start('outage.query', slots);
  if ((unplaced && isOutage) || kind === 'standing' || (kind === 'why' && isOutage)) {
    return found && !isEnd(found.stage) ? start('progress.query', { case: found.caseNumber }) : null;
  }
  if (kind === 'chase') return found ? start('progress.chase', { case: found.caseNumber }) : null;
  if (!kind || kind === 'why') return null;
  const article = /^article:([\w-]+)/.exec(slots.question ?? '')?.[1];
  // The date that was promised to this case says more than any article.
  if (kind === 'when' && found && article === undefined) return start('progress.query', { case: found.caseNumber });
  // What is answered by the same article in its own words needs no others.
  const byItself = article && (await turn.knowledge.wouldAnswer({ question: key, locale: turn.locale }));
  if (byItself && byItself.articleId === article) return null;
  const subject = await subjectOf(making, article, found, service, slots);
  return subject ? ask(await searched(making, subject, kind, key)) : null;
}

/** What is planned, or was once, is not what was just reported. */
const OTHER_OUTAGE =
  /计划|检修|预告|通知|公告|明天|后天|下周|下个?月|周[一二三四五六日末]|最近|近期|以后|轮流|限电|昨天|上次|别的|其他|\b(?:planned|scheduled|tomorrow|next|upcoming|week|recent|maintenance|other|yesterday|last)\b/;

const isAboutWaiting = (kind: NamelessQuestion | null): boolean =>
  kind === 'when' || kind === 'standing' || kind === 'chase';

async function subjectOf(
  making: Making,
  article: string | undefined,
  found: Seen['found'] | null,
  service: Frame['service'] | undefined,
  slots: Slots,
): Promise<Subject | undefined> {
  if (article !== undefined) return ofArticle(making, article);
  return found ? ofCase(found.kind) : service && ofService(service, slots);
}
