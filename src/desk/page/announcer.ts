/** What a screen reader is told, politely, of what happened elsewhere on the page. */

export interface Announcer {
  say(words: string): void;
  /** Nothing of the one who was here is heard any more. */
  hush(): void;
}

/** The same words again are heard again only when they were away in between. */
const AWAY_MS = 50;
/** Long enough to be read out; who comes by later does not find it as if it were new. */
const STAYS_MS = 10_000;

export function createAnnouncer(node: HTMLElement): Announcer {
  let timer: number | undefined;
  const hush = (): void => {
    window.clearTimeout(timer);
    node.textContent = '';
  };
  return {
    hush,
    say(words) {
      hush();
      timer = window.setTimeout(() => {
        node.textContent = words;
        timer = window.setTimeout(hush, STAYS_MS);
      }, AWAY_MS);
    },
  };
}
