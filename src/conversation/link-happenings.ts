/** What a conversation says, or silently does, when its person's channels were joined or parted, or a task went to another one. */
import { type Making, sayAll } from './making.ts';
import type { Happening } from './message.ts';
import { start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';

type LinkHappening = Extract<Happening, { name: 'channels.joined' | 'channels.parted' | 'line.linked' | 'task.moved' }>;

export async function tellLinks(making: Making, event: LinkHappening): Promise<void> {
  switch (event.name) {
    case 'channels.joined':
      return sayAll(making, [
        {
          kind: 'choices',
          phrase: phrase('link.told', { channel: event.channel }),
          buttons: [start('channel.link', phrase('label.service', { service: 'channel.link' }))],
        },
      ]);
    case 'channels.parted':
      return sayAll(making, [text('link.parted', { channel: event.channel })]);
    case 'line.linked':
      return lineLinked(making, event.nonce);
    case 'task.moved': {
      const { session } = making;
      const gone = session.stack.findIndex(({ id }) => id === event.frame);
      if (gone < 0) return;
      // With it goes what it had needed first; what lies below is asked when they write again.
      let end = gone + 1;
      while (session.stack[end]?.memo.needed) end += 1;
      session.stack.splice(gone, end - gone);
    }
  }
}

/** LINE vouches that this chat's person sat at the browser that was signed in to us: that is the yes. */
async function lineLinked(making: Making, nonce: string): Promise<void> {
  const { turn } = making;
  const { links } = turn.services;
  const offer = await links.offerByNonce(turn.viewer, nonce);
  if (!offer.ok) return sayAll(making, [text(offer.problem.code === 'already_linked' ? 'link.same' : 'link.gone')]);
  const planned = await links.planJoin(turn.viewer, offer.value);
  if (!planned.ok) {
    const said = { already_linked: 'link.same', too_many_links: 'link.full' } as const;
    return sayAll(making, [text(said[planned.problem.code as keyof typeof said] ?? 'link.gone')]);
  }
  making.writes.push(...planned.value.writes);
  making.turn = { ...turn, viewer: planned.value.value };
  sayAll(making, [text('link.done', { channel: offer.value.channel })]);
}
