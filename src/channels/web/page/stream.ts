/** Keeps the line to the service open: messages that arrive by themselves, reconnecting for ever. */
import { readEvents, type ServerEvent } from './event-stream.ts';
import { createPatience } from './patience.ts';
import type { Session } from './session.ts';
import { readItem, type TranscriptItem } from './wire.ts';

/** The service sends a comment far more often than this. */
const SILENCE_MS = 45_000;
const DIALLING_MS = 20_000;
const LONGEST_MS = 30_000;

export interface Stream {
  /** From this message on; also after the session has changed. */
  start(after: string | null): void;
  stop(): void;
  /** The line may be dead without having said so: a new one from the last message on. */
  again(): void;
  /** No more waiting for the next try. */
  wake(): void;
}

interface Ears {
  onItem(item: TranscriptItem): void;
  onState(connected: boolean): void;
}

function parse(data: string): TranscriptItem | null {
  try {
    return readItem(JSON.parse(data));
  } catch {
    return null;
  }
}

export function createStream(session: Session, ears: Ears): Stream {
  let last = '0';
  let cut: AbortController | null = null;
  const patience = createPatience();

  function hear({ event, id, data }: ServerEvent): void {
    if (event !== 'message') return;
    const item = parse(data);
    if (id !== '') last = id;
    if (item !== null) ears.onItem(item);
  }

  async function listen(outer: AbortSignal): Promise<void> {
    const line = new AbortController();
    const end = (): void => line.abort();
    outer.addEventListener('abort', end);
    const dialling = window.setTimeout(end, DIALLING_MS);
    const headers = { accept: 'text/event-stream', 'last-event-id': last };
    const response = await session
      .call('/v1/chat/stream', { headers, signal: line.signal })
      .finally(() => window.clearTimeout(dialling));
    if (!response.ok || response.body === null) throw new Error(`stream: ${response.status}`);
    ears.onState(true);
    await readEvents(response.body, SILENCE_MS, hear);
  }

  async function run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const from = Date.now();
      try {
        await listen(signal);
        failures = Date.now() - from < 3000 ? failures + 1 : 0;
      } catch {
        failures = Date.now() - from < 10_000 ? failures + 1 : 1;
      }
      if (signal.aborted) return;
      ears.onState(false);
      const backoff = failures === 0 ? 200 : Math.min(LONGEST_MS, 500 * 2 ** failures);
      await patience.wait(backoff * (0.75 + Math.random() / 2));
    }
  }

  function stop(): void {
    cut?.abort();
    patience.wake();
  }

  function again(): void {
    if (cut === null) return;
    stop();
    cut = new AbortController();
    void run(cut.signal);
  }

  return {
    start(after) {
      last = after ?? '0';
      cut ??= new AbortController();
      again();
    },
    again,
    stop() {
      stop();
      cut = null;
    },
    wake: () => patience.wake(),
  };
}
