/** What comes and is no text: stickers, pictures, voice, places. Said for each what can be done instead; the open question stands. */
import { type Making, sayAll } from './making.ts';
import { type Said, text } from './saying.ts';
import { openFrame } from './session.ts';
import { askAgain } from './step.ts';
import { wish } from './wishes.ts';

/** `what` as the platforms call it. */
function unreadable(what: string, asked: string | null): Said {
  switch (what) {
    case 'sticker':
    case 'emoji':
      return text('unread.sticker');
    case 'image':
    case 'photo':
      return text(asked === 'documents' ? 'unread.image-papers' : 'unread.image');
    case 'audio':
    case 'voice':
      return text('unread.voice');
    case 'video':
    case 'shortvideo':
      return text('unread.video');
    case 'file':
      return text('unread.file');
    case 'location':
      return text(asked === 'address' ? 'unread.place-asked' : 'unread.place');
    default:
      return text('scope.cannot-read');
  }
}

/** Somebody came who has not said anything yet. */
const COMES: readonly string[] = ['follow', 'subscribe', 'enter'];

export async function takeUnread(making: Making, what: string): Promise<void> {
  const open = openFrame(making.session);
  const [, talk] = /^sticker:(hello|thanks|bye)$/.exec(what) ?? [];
  if (talk !== undefined) return wish(making, 'smalltalk', { talk });
  if (COMES.includes(what) || (!open && (what === 'sticker' || what === 'emoji')))
    return wish(making, 'smalltalk', { talk: 'hello' });
  sayAll(making, [unreadable(what, open?.asked ?? null)]);
  return askAgain(making);
}
