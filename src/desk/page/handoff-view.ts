/** One conversation at the desk: what was said, what is known, taking over, writing, giving back. Read anew every three seconds. */
import { el } from '../../browser/dom.ts';
import type { Answer, Refusal } from './api.ts';
import type { Says } from './case-acts.ts';
import { createConversation } from './conversation.ts';
import type { Desk } from './desk.ts';
import { offeredWords, whoWords } from './handoff-line.ts';
import { createKnown } from './known.ts';
import { button, heading, rest } from './parts.ts';
import { createPassForm } from './pass-form.ts';
import { createPoll } from './poll.ts';
import { alertLine, failedBlock, refusalWords } from './refusal.ts';
import { createReplyBox } from './reply-box.ts';
import { createReturnForm } from './return-form.ts';
import { hashOf } from './route.ts';
import type { OpenedHandoff } from './shapes.ts';
import { say } from './words.ts';

export interface HandoffView {
  readonly node: HTMLElement;
  close(): void;
}

const EVERY_MS = 3_000;

export function createHandoffView(desk: Desk, caseNumber: string, onMoved: () => Promise<void>): HandoffView {
  const path = `/v1/desk/handoffs/${encodeURIComponent(caseNumber)}`;
  const title = heading('');
  const takeHint = el('p', { class: 'help' }, say('takeHint'));
  const take = button('', () => void takeOver(), 'main');
  const taking = el('div', { class: 'taking' }, take, takeHint);
  const trouble = el('div');
  const standing = el('p', { class: 'connection', role: 'status' });
  const talk = createConversation(desk, caseNumber);
  const known = createKnown(desk.me);
  const box = createReplyBox(desk, caseNumber, sayWords);
  const giving = createReturnForm(desk, caseNumber, giveBack);
  const passing = createPassForm(desk, caseNumber, passOn);
  const offered = el('p', { class: 'help' });
  const node = el('article', { class: 'talk' }, el('p', { class: 'hint' }, say('loading')));
  let latest: OpenedHandoff | null = null;
  /** Ended or left: nothing that comes later is shown. */
  let over = false;
  let left = false;
  /** Words that are under way. */
  let saying: Promise<boolean> | null = null;
  /** Acts that were answered: what was asked before one of them is older than what is shown. */
  let acted = 0;

  const shell = [
    el('header', { class: 'talk-head' }, title, passing.opener, giving.opener),
    standing,
    offered,
    taking,
    passing.form,
    giving.form,
    trouble,
    el('div', { class: 'talk-body' }, talk.node, known.node),
    box.node,
  ];

  function draw(one: OpenedHandoff): void {
    const first = latest === null;
    latest = one;
    standing.textContent = '';
    if (first) node.replaceChildren(...shell);
    const words = say('talkWith', { who: whoWords(one) });
    if (title.textContent !== words) title.textContent = words;
    desk.title(words);
    taking.hidden = one.mine;
    take.textContent = one.holder === null ? say('take') : say('takeFrom', { name: one.holder });
    for (const form of [passing, giving]) {
      form.opener.hidden = !one.mine;
      if (!one.mine) form.close();
    }
    box.node.hidden = !one.mine;
    tellOffer(one);
    // After what stands around it has taken its room: only then is its end known.
    talk.show(one);
    known.show(one);
    if (!first) return;
    talk.toEnd();
    title.focus({ preventScroll: true });
  }

  /** Whom it is offered to, with the note for them. */
  function tellOffer({ offeredTo: offer }: OpenedHandoff): void {
    offered.hidden = offer === null;
    if (offer === null) return;
    const to = offer.forMe ? say('offeredToMe') : say('offeredTo', { who: offeredWords(offer) });
    const words = offer.note ? `${to} · ${say('offerNote', { note: offer.note })}` : to;
    if (offered.textContent !== words) offered.textContent = words;
  }

  async function read(): Promise<Answer<OpenedHandoff>> {
    const before = acted;
    const answer = await desk.api.get<OpenedHandoff>(`${path}?after=${talk.after()}`);
    if (over || acted !== before) return answer;
    if (answer.ok) {
      draw(answer.value);
      return answer;
    }
    if (answer.refusal.code === 'not_found') await ended();
    else if (latest === null) node.replaceChildren(failedBlock(answer.refusal, () => void poll.again()));
    // That there is no connection stands at the top already.
    else if (answer.refusal.code !== 'offline') standing.textContent = refusalWords(answer.refusal);
    return answer;
  }

  /** Nothing more comes; what was typed stays to be copied. Who has it now is said by name. */
  async function ended(): Promise<void> {
    stop();
    taking.hidden = true;
    await onMoved();
    const holder = desk.waiting?.list()?.find((one) => one.caseNumber === caseNumber)?.holder ?? null;
    const words = holder === null ? say('gone') : say('takenBy', { name: holder });
    if (latest === null) {
      node.replaceChildren(el('p', { class: 'hint' }, words));
      return;
    }
    trouble.replaceChildren();
    standing.textContent = words;
    // Nobody waits here any more.
    known.show({ ...latest, stage: 'with-person' });
    offered.hidden = true;
    for (const form of [passing, giving]) {
      form.opener.hidden = true;
      form.close();
    }
    box.stop();
  }

  function refused(refusal: Refusal, words?: string): void {
    if (refusal.code === 'unauthenticated') return;
    trouble.replaceChildren(alertLine(words ?? refusalWords(refusal)));
  }

  async function post<T>(act: string, body: object): Promise<Answer<T>> {
    trouble.replaceChildren();
    const answer = await desk.api.post<T>(`${path}/${act}`, body);
    acted += 1;
    return answer;
  }

  async function takeOver(): Promise<void> {
    rest(take, true);
    const answer = await post<OpenedHandoff>('take', {});
    rest(take, false);
    if (over) return;
    if (!answer.ok) {
      // Perhaps a colleague was quicker, or it was taken and the answer was lost: the next reading shows which.
      await poll.again();
      if (!over && latest?.mine !== true) refused(answer.refusal);
      void onMoved();
      return;
    }
    void onMoved();
    draw(answer.value);
    talk.toEnd();
    desk.announce(say('taken'));
    box.focus();
  }

  /** Whether it arrived; the box keeps its words until it did. */
  function sayWords(text: string, id: string): Promise<boolean> {
    saying = arrives(text, id).finally(() => {
      saying = null;
    });
    return saying;
  }

  async function arrives(text: string, id: string): Promise<boolean> {
    const answer = await post<OpenedHandoff>('messages', { id, text });
    if (answer.ok) {
      if (over) return true;
      draw(answer.value);
      talk.toEnd();
      return true;
    }
    if (over) return false;
    const unsure = answer.refusal.code === 'offline';
    refused(answer.refusal, unsure ? say('unsure') : undefined);
    if (unsure) await poll.again();
    return false;
  }

  async function passOn(to: NonNullable<Says['to']>, note: string): Promise<boolean> {
    const answer = await post<OpenedHandoff>('pass', { to, ...(note !== '' && { note }) });
    if (over) return answer.ok;
    if (!answer.ok) {
      refused(answer.refusal);
      return false;
    }
    draw(answer.value);
    const { offeredTo: offer } = answer.value;
    if (offer !== null) desk.announce(say('passed', { who: offeredWords(offer) }));
    return true;
  }

  async function giveBack(note: string): Promise<boolean> {
    // Words under way go before it; where they did not arrive, they are looked after first.
    if (saying !== null && !(await saying)) return false;
    const answer = await post('return', note === '' ? {} : { note });
    if (!answer.ok) {
      if (!over) refused(answer.refusal);
      return false;
    }
    box.forget();
    void onMoved();
    desk.announce(say('givenBack'));
    // Whoever went elsewhere meanwhile stays there.
    if (!left) window.location.hash = hashOf('handoffs');
    stop();
    return true;
  }

  function stop(): void {
    over = true;
    poll.stop();
  }

  const poll = createPoll(EVERY_MS, async () => (over ? null : read()));
  desk.title(say('handoffs'));
  void poll.again();
  return {
    node,
    close() {
      left = true;
      stop();
    },
  };
}
