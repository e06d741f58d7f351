/** Sends what the resident says, in order, each under its own id until the service has it: trying again never says it twice. */

import { freshId } from '../../../browser/ids.ts';
import { tab } from '../../../browser/storage.ts';
import { createPatience } from './patience.ts';
import type { Session } from './session.ts';
import { type Answered, fields, list, readAnswer, type Said, text } from './wire.ts';

type Body = { readonly text: string } | { readonly button: string } | { readonly documentId: string };

/** What the transcript shows for a message that is on its way. */
export interface Bubble {
  failed(why: 'notSent' | 'refused' | null, retry: () => void): void;
  answered(answer: Answered): void;
}

interface Message {
  readonly id: string;
  readonly body: Body;
  readonly said: Said;
}

interface Pending extends Message {
  readonly bubble: Bubble;
}

interface Stage {
  show(said: Said): Bubble;
  waiting(waits: boolean): void;
  answered(answer: Answered): void;
}

export interface Sender {
  send(body: Body, said: Said): void;
  /** What an earlier life of this tab could not send any more. */
  resume(): void;
  wake(): void;
}

const TRIES = 5;
/** So many times a busy conversation is tried again without a word. */
const PATIENT = 2;

function readMessage(value: unknown): Message | null {
  const message = fields(value);
  const id = text(message?.id);
  const words = text(message?.text);
  const button = text(message?.button);
  const documentId = text(message?.documentId);
  if (id === null) return null;
  if (button !== null) return { id, body: { button }, said: { kind: 'button', label: text(message?.label) ?? button } };
  if (documentId !== null)
    return { id, body: { documentId }, said: { kind: 'document', name: text(message?.label) ?? '' } };
  return words === null ? null : { id, body: { text: words }, said: { kind: 'text', text: words } };
}

/** `busy`: the service is at this very conversation; no cause for alarm yet. */
type Outcome =
  | { readonly answer: Answered }
  | { readonly again: boolean; readonly busy: boolean; readonly afterMs: number };

export function createSender(session: Session, stage: Stage): Sender {
  const unsent = new Map<string, Pending>();
  let queue: Pending[] = [];
  let busy = false;
  const patience = createPatience();

  function remember(): void {
    const messages = [...unsent.values()].map(({ id, body, said }) => ({
      id,
      ...body,
      ...(said.kind === 'button' ? { label: said.label } : said.kind === 'document' ? { label: said.name } : {}),
    }));
    tab.write('unsent', messages.length === 0 ? null : JSON.stringify(messages));
  }

  async function attempt({ id, body }: Pending): Promise<Outcome> {
    try {
      const response = await session.call('/v1/chat/messages', {
        method: 'POST',
        body: { id, ...body },
        limitMs: 30_000,
      });
      const answer = response.ok ? readAnswer(await response.json()) : null;
      if (answer !== null) return { answer };
      const seconds = Number(response.headers.get('retry-after'));
      const busy = response.status === 409;
      const again = response.ok || busy || response.status === 408 || response.status === 429 || response.status >= 500;
      return { again, busy, afterMs: seconds > 0 ? Math.min(seconds, 60) * 1000 : 0 };
    } catch {
      return { again: true, busy: false, afterMs: 0 };
    }
  }

  async function deliver(message: Pending): Promise<'delivered' | 'refused' | 'given up'> {
    for (let tries = 0; ; tries += 1) {
      stage.waiting(true);
      const outcome = await attempt(message);
      stage.waiting(false);
      if ('answer' in outcome) {
        unsent.delete(message.id);
        remember();
        message.bubble.answered(outcome.answer);
        stage.answered(outcome.answer);
        return 'delivered';
      }
      if (!outcome.busy || tries >= PATIENT)
        message.bubble.failed(outcome.again ? 'notSent' : 'refused', () => retry(message));
      if (!outcome.again) {
        unsent.delete(message.id);
        remember();
        return 'refused';
      }
      if (tries >= TRIES) return 'given up';
      await patience.wait(Math.max(outcome.afterMs, 1000 * 2 ** tries));
    }
  }

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const end = await deliver(head);
      queue.shift();
      if (end !== 'given up') continue;
      // Whatever stands behind it would wait as long again: let the resident decide.
      for (const message of queue) message.bubble.failed('notSent', () => retry(message));
      queue = [];
    }
    busy = false;
  }

  function retry(message: Pending): void {
    message.bubble.failed(null, () => undefined);
    unsent.set(message.id, message);
    if (queue.includes(message)) patience.wake();
    else enqueue(message);
  }

  function enqueue(message: Pending): void {
    queue.push(message);
    void pump();
  }

  function take(message: Message): void {
    const pending = { ...message, bubble: stage.show(message.said) };
    unsent.set(pending.id, pending);
    remember();
    enqueue(pending);
  }

  return {
    send: (body, said) => take({ id: freshId(), body, said }),
    resume() {
      try {
        list(JSON.parse(tab.read('unsent') ?? '[]'), readMessage).forEach(take);
      } catch {
        tab.write('unsent', null);
      }
    },
    wake() {
      patience.wake();
      for (const message of unsent.values()) if (!queue.includes(message)) enqueue(message);
    },
  };
}
