/** Adapter for the demo: text messages are printed, and the newest few can be shown on the demo's page. */
import type { TextMessages } from './text-message.ts';

export function demoTextMessages(print: (line: string) => void): TextMessages {
  return {
    async send({ phone, text }) {
      print(`[text message to ${phone}] ${text}`);
    },
  };
}
