/** Adapter: POSTs each text message as JSON to the address the utility configured. */
import type { TextMessages } from './text-message.ts';

export function webhookTextMessages(url: string): TextMessages {
  return {
    async send({ phone, text }) {
      const response = await fetch(url, {
        method: 'POST',
        // A code goes to the address that was configured, and to none that its answer names: that is tried again.
        redirect: 'manual',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone, text }),
        signal: AbortSignal.timeout(5_000),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`text message gateway answered ${response.status}`);
    },
  };
}
