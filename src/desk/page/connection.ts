/** The one line that tells when the page has lost the service; short gaps are not worth a word. */
import { say } from './words.ts';

const WORTH_A_WORD_MS = 3_000;

export interface Connection {
  set(connected: boolean): void;
  /** After the language has changed. */
  relabel(): void;
}

export function createConnection(node: HTMLElement): Connection {
  let connected = true;
  let shown = false;
  let timer: number | undefined;
  const show = (): void => {
    shown = !connected;
    node.textContent = connected ? '' : say('pollOffline');
  };
  return {
    set(now) {
      if (now === connected) return;
      connected = now;
      window.clearTimeout(timer);
      if (now) show();
      else timer = window.setTimeout(show, WORTH_A_WORD_MS);
    },
    relabel() {
      if (shown) show();
    },
  };
}
