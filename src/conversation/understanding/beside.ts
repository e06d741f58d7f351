/** While a question is open: what the rules left unheard may still be a question of policy, another wish or a word that steers. */
import type { Command, Proposal } from '../message.ts';
import { isFree } from './corrections.ts';
import { isService, judge, startOf } from './decide.ts';
import type { Hearing, OpenQuestion } from './hearing.ts';
import { isStory } from './parsers/written.ts';
import { wishesIn } from './rules.ts';
import type { Heard } from './spelling.ts';

/** Higher than without a question: most of what is said now answers it. */
const PLAIN = 0.85;
/** Signs. */
const SHORT = 5;
/** Where everything is an answer, only what is asked beyond doubt is not. */
const BEYOND_DOUBT = 0.9;

const ASKS = /[?]\s*$|[吗么]$|^(?:请问|为什么|怎么|什么|多久|how|what|why|when|where|can|do|does|is|are)\b/;

/** Null where the commands stand as they are. */
export function besideQuestion(
  heard: Heard,
  open: OpenQuestion,
  hearing: Hearing,
  commands: readonly Command[],
): Proposal[] | null {
  const [only] = commands;
  const unheard =
    commands.length === 0 || (commands.length === 1 && (only?.kind === 'unknown' || only?.kind === 'outOfScope'));
  const written = commands.length === 1 && only?.kind === 'set' && only.slot === open.slot && isFree(open);
  if (!unheard && !(written && !isStory(open.slot) && ASKS.test(heard.key))) return null;
  // 等了5分钟才好 tells how it was, and begins nothing.
  if ((unheard && heard.key.length < 3) || open.slot === 'score' || open.slot === 'comment') return null;
  const { guesses, wishes, why } = judge(heard, wishesIn(heard.key));
  const [{ label, probability }] = guesses;
  const propose = (command: Command): Proposal[] => [{ command, by: 'local', why }];
  if (written) {
    return label === 'knowledge.ask' && probability >= BEYOND_DOUBT
      ? propose(startOf(label, heard, wishes, hearing))
      : null;
  }
  // 不知道, 都行 answer what was asked, if anything: so short, only a question is more than an answer.
  if (probability < PLAIN || (heard.key.length < SHORT && label !== 'knowledge.ask')) return null;
  // A yes writes: it has to be said in words that the read-back knows.
  if (label === 'control.help' || label === 'control.back')
    return propose({ kind: label === 'control.help' ? 'help' : 'back' });
  if (label === 'control.cancel' && probability >= BEYOND_DOUBT) return propose({ kind: 'cancel' });
  if (label === 'out_of_scope')
    return !isFree(open) && probability >= BEYOND_DOUBT ? propose({ kind: 'outOfScope' }) : null;
  if (!isService(label) || label === open.service || label === 'rating.give') return null;
  return propose(startOf(label, heard, wishes, hearing));
}
