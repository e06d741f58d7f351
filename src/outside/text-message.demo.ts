/** Adapter for the demo: text messages are printed, and the newest few are shown beside the chat as a phone would. */
import type { TextMessages } from './text-message.ts';

export interface DemoTextMessage {
  readonly phone: string;
  readonly text: string;
  readonly code: string | null;
  readonly at: string;
}

const KEPT = 5;

/** Kept in memory only: a demo is one process, and a lost message can be asked for again. */
export function demoTextMessages(
  print: (line: string) => void,
): TextMessages & { recent(): readonly DemoTextMessage[] } {
  const kept: DemoTextMessage[] = [];
  return {
    async send({ phone, text }) {
      print(`[text message to ${phone}] ${text}`);
      kept.unshift({ phone, text, code: /\d{6}/.exec(text)?.[0] ?? null, at: new Date().toISOString() });
      kept.length = Math.min(kept.length, KEPT);
    },
    recent: () => kept,
  };
}
