/** A person's WeChat: what they write goes to the service in sealed envelopes, three times if it must, and the answers appear. */
import { startWechatEmulator } from '../../../test/support/wechat-emulator.ts';
import type { Entry, Phone } from './shapes.ts';

const PERSON = 'oDemoPersonOnWechat000000000';

export async function startWechatPhone(now: () => number): Promise<Phone> {
  // Another start on the same database must not repeat the ids of the one before.
  const wechat = await startWechatEmulator({ now, seed: Date.now() % 100_000_000 });
  const entries: Entry[] = [];
  let seen = 0;
  let open = 0;
  const look = () => {
    const fresh = wechat.platform.delivered.slice(seen);
    seen += fresh.length;
    entries.push(...fresh.map(({ by, text }): Entry => ({ from: 'service', by, text })));
  };
  return {
    environment: { ...wechat.environment, ...wechat.sending },
    connect: (serviceUrl) => wechat.sendTo(`${serviceUrl}/webhooks/wechat`),
    act(act) {
      look();
      if (act.kind === 'say') entries.push({ from: 'me', text: act.text });
      if (act.kind === 'press') return;
      open += 1;
      const fields = act.kind === 'say' ? wechat.text(PERSON, act.text) : wechat.event(PERSON, 'subscribe');
      void wechat
        .deliver(fields)
        .catch(() => {})
        .finally(() => {
          open -= 1;
        });
    },
    entries() {
      look();
      return entries;
    },
    waiting: () => open > 0,
    close: wechat.close,
  };
}
