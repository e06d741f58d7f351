/** Keeps the newest words in sight, without pulling away somebody who is reading further up. */

export interface Scroller {
  toEnd(): void;
  /** After everything has changed its size. */
  settle(): void;
  /** Call before changing the transcript, and what it gives afterwards: goes on to the end if it was there, but never past `from`. */
  follow(from?: HTMLElement): () => void;
}

const NEAR = 96;
const MARGIN = 12;

/** A line about the conversation belongs to the message below it. */
function topOf(node: HTMLElement): number {
  const before = node.previousElementSibling;
  return before instanceof HTMLElement && before.matches('.note') ? before.offsetTop : node.offsetTop;
}

export function createScroller(log: HTMLElement, newer: HTMLButtonElement): Scroller {
  const end = (): number => log.scrollHeight - log.clientHeight;
  const atEnd = (): boolean => end() - log.scrollTop < NEAR;
  let kept = true;

  function toEnd(): void {
    log.scrollTop = end();
    newer.hidden = true;
    kept = true;
  }

  newer.addEventListener('click', () => {
    toEnd();
    log.focus({ preventScroll: true });
  });
  log.addEventListener(
    'scroll',
    () => {
      kept = atEnd();
      if (kept) newer.hidden = true;
    },
    { passive: true },
  );
  // The keyboard of a phone takes half the height: what was in sight stays in sight.
  new ResizeObserver(() => {
    if (kept && log.querySelector('.entry') !== null) log.scrollTop = end();
  }).observe(log);

  return {
    toEnd,
    settle() {
      if (kept && log.querySelector('.entry') !== null) toEnd();
    },
    follow(from) {
      const stays = !(kept || atEnd());
      return () => {
        if (stays) {
          newer.hidden = false;
          return;
        }
        const limit = from?.isConnected ? topOf(from) - MARGIN : Number.POSITIVE_INFINITY;
        if (limit >= end()) {
          toEnd();
          return;
        }
        log.scrollTop = limit;
        newer.hidden = false;
      };
    },
  };
}
