/** A person's LINE: what they write goes as signed webhooks to the service, what it replies and pushes appears. */
import { startLineEmulator } from '../../../test/support/line-emulator.ts';
import type { Entry, Phone } from './shapes.ts';

const PERSON = `U${'5'.repeat(32)}`;
const WAITS_AT_MOST_MS = 20_000;

export async function startLinePhone(now: () => number): Promise<Phone> {
  // Another start on the same database must not repeat the ids of the one before.
  const line = await startLineEmulator({ now, seed: Date.now().toString(36).toUpperCase() });
  const entries: Entry[] = [];
  let seen = 0;
  let waitsUntil = 0;
  const look = () => {
    const fresh = line.platform.delivered.slice(seen);
    seen += fresh.length;
    if (fresh.length > 0) waitsUntil = 0;
    entries.push(...fresh.map(({ by, message }): Entry => ({ from: 'service', by, message })));
  };
  return {
    environment: {
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
      LINE_API_URL: line.url,
    },
    connect: (serviceUrl) => line.sendWebhooksTo(`${serviceUrl}/webhooks/line`),
    act(act) {
      look();
      if (act.kind === 'say') entries.push({ from: 'me', text: act.text });
      if (act.kind === 'press' && act.says !== '') entries.push({ from: 'me', text: act.says });
      waitsUntil = Date.now() + WAITS_AT_MOST_MS;
      const event =
        act.kind === 'say'
          ? line.text(PERSON, act.text)
          : act.kind === 'press'
            ? line.postback(PERSON, act.data)
            : line.event(PERSON, 'follow');
      line.deliver([event]).catch(() => {});
    },
    entries() {
      look();
      return entries;
    },
    waiting: () => Date.now() < waitsUntil,
    close: line.close,
  };
}
