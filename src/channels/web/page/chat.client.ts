/** The web chat in the browser: READ THIS FIRST. Puts the parts together; every part is a small module beside it. */

import { part } from '../../../browser/dom.ts';
import { setNow } from '../../../browser/page-clock.ts';
import { createScroller } from '../../../browser/scroller.ts';
import { createAttach } from './attach.ts';
import { createComposer } from './composer.ts';
import { createConnection } from './connection.ts';
import { createDemo } from './demo.ts';
import { greeting } from './entry.ts';
import { createHeader } from './header.ts';
import { label, relabel } from './labels.ts';
import { createSender } from './sender.ts';
import { createSession } from './session.ts';
import { createStream } from './stream.ts';
import { createTranscript } from './transcript.ts';
import { fields, list, readItem, type TranscriptItem, text } from './wire.ts';

const TYPING_AFTER_MS = 300;
const ASLEEP_MS = 20_000;

const log = part('log', HTMLElement);
const busy = part('busy', HTMLElement);
let awaiting: string | null = null;
let wanted: string | null = null;

const session = createSession(() => void beginAgain());
const connection = createConnection(part('connection', HTMLElement));
const scroller = createScroller(log, part('newer', HTMLButtonElement));
const transcript = createTranscript(log, scroller, ({ label: words, button }) => {
  sender.send({ button }, { kind: 'button', label: words });
});
const sender = createSender(session, {
  show(said) {
    welcome.remove();
    return transcript.show(said);
  },
  waiting,
  answered(answer) {
    awaiting = answer.awaiting;
    wanted = answer.wanted;
    if (answer.at !== null) setNow(answer.at);
  },
});
const stream = createStream(session, {
  onItem(item) {
    welcome.remove();
    transcript.add(item);
  },
  onState: connection.set,
});
const composer = createComposer(part('composer', HTMLFormElement), part('input', HTMLTextAreaElement), tell);
const header = createHeader({
  onSay: tell,
  onLocale: () => void session.keepLocale(),
  onType: scroller.settle,
});
const welcome = greeting(tell);
createAttach(
  session,
  {
    button: part('attach', HTMLButtonElement),
    input: part('file', HTMLInputElement),
    status: part('uploads', HTMLElement),
  },
  { wanted: () => wanted, send: (documentId, said) => sender.send({ documentId }, said) },
);

function tell(words: string): void {
  sender.send({ text: words }, { kind: 'text', text: words });
}

let typing: number | undefined;
function waiting(waits: boolean): void {
  window.clearTimeout(typing);
  if (waits) typing = window.setTimeout(() => showTyping(true), TYPING_AFTER_MS);
  else showTyping(false);
}

function showTyping(shown: boolean): void {
  transcript.setTyping(shown);
  label(busy, shown ? 'typing' : null);
}

/** The transcript so far; keeps trying until the service answers. */
async function load(): Promise<readonly TranscriptItem[]> {
  for (let failures = 0; ; failures += 1) {
    try {
      const response = await session.call('/v1/chat/messages?limit=100', { limitMs: 20_000 });
      if (!response.ok) throw new Error(`transcript: ${response.status}`);
      const answer = fields(await response.json());
      const at = text(answer?.now);
      if (at !== null) setNow(new Date(at));
      connection.set(true);
      return list(answer?.messages, readItem);
    } catch {
      connection.set(false);
      await new Promise((resolve) => window.setTimeout(resolve, Math.min(15_000, 1000 * 2 ** failures)));
    }
  }
}

let opening = 0;

/** Shows what was said and listens for what comes. */
async function begin(): Promise<void> {
  opening += 1;
  const mine = opening;
  const items = await load();
  if (mine !== opening) return;
  document.getElementById('loading')?.remove();
  items.forEach(transcript.add);
  log.setAttribute('aria-live', 'polite');
  if (transcript.isEmpty()) log.append(welcome);
  else scroller.toEnd();
  stream.start(items[items.length - 1]?.messageId ?? null);
}

async function beginAgain(): Promise<void> {
  stream.stop();
  welcome.remove();
  transcript.startOver();
  await begin();
}

/** iOS lays its keyboard over the page: the page ends where the keyboard begins. */
function fitKeyboard(): void {
  const view = window.visualViewport;
  if (view === null || view === undefined) return;
  view.addEventListener('resize', () => {
    if (view.scale === 1) document.documentElement.style.setProperty('--height', `${view.height}px`);
  });
}

let hiddenAt = 0;

/** Looked at again: a phone that slept may hold a dead line. */
function lookedAt(): void {
  if (document.hidden) {
    hiddenAt = Date.now();
    return;
  }
  relabel();
  if (Date.now() - hiddenAt > ASLEEP_MS) stream.again();
  else stream.wake();
  sender.wake();
}

function online(): void {
  stream.again();
  sender.wake();
}

relabel();
fitKeyboard();
// The transcript scrolls, so the keyboard must reach it.
log.tabIndex = 0;
window.addEventListener('online', online);
window.addEventListener('offline', () => connection.set(false));
document.addEventListener('visibilitychange', lookedAt);
void begin().then(sender.resume);
void createDemo(header, { fill: composer.fill, awaiting: () => awaiting });
if (window.matchMedia('(hover: hover) and (pointer: fine)').matches) composer.focus();
