/** Server-sent events over fetch: EventSource can't carry a Bearer token. */

export interface ServerEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Takes pieces of the stream as they come and gives each event once it is whole. */
function createParser(onEvent: (event: ServerEvent) => void): (piece: string) => void {
  let rest = '';
  let id = '';
  let event = '';
  let data: string[] = [];
  function line(words: string): void {
    if (words === '') {
      if (data.length > 0) onEvent({ event: event === '' ? 'message' : event, id, data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const colon = words.indexOf(':');
    const name = colon < 0 ? words : words.slice(0, colon);
    const value = colon < 0 ? '' : words.slice(colon + 1).replace(/^ /u, '');
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value;
    else if (name === 'id') id = value;
  }
  return (piece) => {
    const text = rest + piece;
    // A carriage return at the end may be half of a line break.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/u);
    rest = (lines.pop() ?? '') + text.slice(whole.length);
    lines.forEach(line);
  };
}

/** Reads until the server closes; throws when the connection breaks or stays silent for too long. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = createParser(onEvent);
  let silent = false;
  for (;;) {
    const timer = window.setTimeout(() => {
      silent = true;
      void reader.cancel();
    }, silenceMs);
    const { done, value } = await reader.read().finally(() => window.clearTimeout(timer));
    if (silent) throw new Error('silence');
    if (done) return;
    parse(decoder.decode(value, { stream: true }));
  }
}
