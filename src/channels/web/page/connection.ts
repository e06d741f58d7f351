/** The one line that tells when the page has lost the service; short gaps are not worth a word. */
import { label } from './labels.ts';

const WORTH_A_WORD_MS = 3000;

export function createConnection(node: HTMLElement): { set(connected: boolean): void } {
  let connected = true;
  let timer: number | undefined;
  const show = (): void => {
    label(node, connected ? null : navigator.onLine ? 'reconnecting' : 'offline');
    node.classList.toggle('shown', !connected);
  };
  return {
    set(now) {
      if (now === connected) return;
      connected = now;
      window.clearTimeout(timer);
      if (now) show();
      else timer = window.setTimeout(show, WORTH_A_WORD_MS);
    },
  };
}
