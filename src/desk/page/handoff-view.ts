/** One conversation at the desk: what was said, what is known, taking over, writing, giving back. Read anew every three seconds. */
import { el } from '../../browser/dom.ts';
import type { Answer, Refusal } from './api.ts';
import { createConversation } from './conversation.ts';
import type { Desk } from './desk.ts';
import { whoWords } from './handoff-line.ts';
import { createKnown } from './known.ts';
import { button, heading } from './parts.ts';
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

export function createHandoffView(desk: Desk, caseNumber: string, onMoved: () => void): HandoffView {
  const path = `/v1/desk/handoffs/${encodeURIComponent(caseNumber)}`;
  const title = heading('');
  const takeHint = el('p', { class: 'help' }, say('takeHint'));
  const take = button('', () => void takeOver(), 'main');
  const taking = el('div', { class: 'taking' }, take, takeHint);
  const trouble = el('div');
  const connection = el('p', { class: 'connection', role: 'status' });
  const talk = createConversation(desk, caseNumber);
  const known = createKnown();
  const box = createReplyBox(desk, caseNumber, sayWords);
  const giving = createReturnForm(desk, caseNumber, giveBack);
  const node = el('article', { class: 'talk' }, el('p', { class: 'hint' }, say('loading')));
  let latest: OpenedHandoff | null = null;
  let over = false;

  const shell = [
    el('header', { class: 'talk-head' }, title, giving.opener),
    connection,
    taking,
    giving.form,
    trouble,
    el('div', { class: 'talk-body' }, talk.node, known.node),
    box.node,
  ];

  function draw(one: OpenedHandoff): void {
    const first = latest === null;
    latest = one;
    connection.textContent = '';
    if (first) node.replaceChildren(...shell);
    const words = say('talkWith', { who: whoWords(one) });
    if (title.textContent !== words) title.textContent = words;
    desk.title(words);
    talk.show(one);
    known.show(one);
    taking.hidden = one.mine;
    take.textContent = one.holder === null ? say('take') : say('takeFrom', { name: one.holder });
    giving.opener.hidden = !one.mine;
    box.node.hidden = !one.mine;
    if (!one.mine) giving.close();
    if (!first) return;
    talk.toEnd();
    title.focus({ preventScroll: true });
  }

  async function read(): Promise<Answer<OpenedHandoff>> {
    const answer = await desk.api.get<OpenedHandoff>(`${path}?after=${talk.after()}`);
    if (over) return answer;
    if (answer.ok) {
      draw(answer.value);
      return answer;
    }
    if (answer.refusal.code === 'not_found') ended();
    else if (latest === null) node.replaceChildren(failedBlock(answer.refusal, () => void poll.again()));
    else connection.textContent = answer.refusal.code === 'offline' ? say('pollOffline') : refusalWords(answer.refusal);
    return answer;
  }

  /** Nothing more comes; what was typed stays to be copied. */
  function ended(): void {
    over = true;
    poll.stop();
    onMoved();
    if (latest === null) {
      node.replaceChildren(el('p', { class: 'hint' }, say('gone')));
      return;
    }
    connection.textContent = say('gone');
    taking.hidden = true;
    giving.opener.hidden = true;
    giving.close();
    box.stop();
  }

  function refused(refusal: Refusal, words?: string): void {
    if (refusal.code === 'unauthenticated') return;
    trouble.replaceChildren(alertLine(words ?? refusalWords(refusal)));
  }

  async function takeOver(): Promise<void> {
    take.setAttribute('aria-disabled', 'true');
    trouble.replaceChildren();
    const answer = await desk.api.post<OpenedHandoff>(`${path}/take`, {});
    take.removeAttribute('aria-disabled');
    onMoved();
    if (!answer.ok) {
      refused(answer.refusal, answer.refusal.code === 'not_now' ? say('takenAlready') : undefined);
      await poll.again();
      return;
    }
    draw(answer.value);
    desk.announce(say('taken'));
    box.focus();
  }

  /** Whether it arrived; the box keeps its words until it did. */
  async function sayWords(text: string): Promise<boolean> {
    trouble.replaceChildren();
    const answer = await desk.api.post<OpenedHandoff>(`${path}/messages`, { text });
    if (answer.ok) {
      draw(answer.value);
      talk.toEnd();
      return true;
    }
    const unsure = answer.refusal.code === 'offline';
    refused(answer.refusal, unsure ? say('unsure') : undefined);
    if (unsure) await poll.again();
    return false;
  }

  async function giveBack(note: string): Promise<boolean> {
    trouble.replaceChildren();
    const answer = await desk.api.post(`${path}/return`, note === '' ? {} : { note });
    if (!answer.ok) {
      refused(answer.refusal);
      return false;
    }
    over = true;
    poll.stop();
    box.forget();
    onMoved();
    desk.announce(say('givenBack'));
    window.location.hash = hashOf('handoffs');
    return true;
  }

  const poll = createPoll(EVERY_MS, async () => (over ? null : read()));
  desk.title(say('handoffs'));
  void poll.again();
  return { node, close: poll.stop };
}
