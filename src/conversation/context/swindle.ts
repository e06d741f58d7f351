/** A strange link, text or call is warned of in any state; what is being told as a story is kept beside it. */
import { isStory } from '../understanding/parsers/written.ts';
import { reportsSwindle, swindleIn } from '../understanding/swindles.ts';
import { byRule, type Reading } from './reading.ts';

/** So long after a warning "I clicked it" means the link that it was about. */
const WARNED_MINUTES = 60;

export const swindle: Reading = ({ making: { session, turn }, written, proposals, hearing: { open } }) => {
  const warned =
    session.warnedAt !== undefined && turn.now.getTime() - Date.parse(session.warnedAt) < WARNED_MINUTES * 60_000;
  // Asked to be reported, it is; the warning is for those who might still pay.
  if (!open && reportsSwindle(written))
    return byRule({ kind: 'start', service: 'complaint.file', slots: { category: 'report' } });
  const found = swindleIn(written, hostOf(turn.publicUrl), warned);
  if (!found) return null;
  const talk = found === 'warn' ? 'swindle' : 'swindled';
  const story = open && isStory(open.slot) ? proposals.filter(({ command }) => command.kind === 'set') : [];
  return [...byRule({ kind: 'start', service: 'smalltalk', slots: { talk } }), ...story];
};

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
