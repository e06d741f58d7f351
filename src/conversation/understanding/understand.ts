/** The cascade without a model: danger, controls, corrections, the open question, wishes, free text, the local classifier; pure and quick. */
import type { Command, Proposal } from '../message.ts';
import { answer, freeText, numbersFor, readBack, values } from './answers.ts';
import { withoutAsking } from './asks-danger.ts';
import { besideQuestion } from './beside.ts';
import { controlIn } from './controls.ts';
import { correctionsIn, isFree, put, rejectsAll } from './corrections.ts';
import { crisisIn, gasIn } from './distress.ts';
import { emergency } from './emergency.ts';
import { byRule, firstMessage } from './first.ts';
import type { Hearing, OpenQuestion } from './hearing.ts';
import { identifiersIn } from './parsers/identifiers.ts';
import { isTold } from './parsers/told.ts';
import { isStory, isWritten } from './parsers/written.ts';
import { yesOrNo } from './parsers/yes-no.ts';
import { PARSERS } from './parsers.ts';
import { isOutburst } from './rules/outburst.ts';
import { isOutOfScope, isStrong, takesBack, talkIn, type Wish, wishesIn } from './rules.ts';
import { type Heard, hear } from './spelling.ts';
import { starts } from './starts.ts';

const MOST = 3;
const UNKNOWN: readonly Command[] = [{ kind: 'unknown' }];

/** In a story, only words that plainly ask for something lead elsewhere: 你们的抢修队 is what the story is about. */
const ASKS_FOR =
  /^(?:那?我?(?:想|要|需要)|帮|请|给我|查|转|能不能|可以|先|找专员|专员|人工|真人|客服)|^(?:i (?:want|need|would|'d)|i'd|can|could|show|check|pay|please|talk|speak|human|agent)\b/;

/** The answer to a question that is answered by telling, with the numbers beside it. */
function ownAnswer(text: string, heard: Heard, open: OpenQuestion, hearing: Hearing): readonly Command[] {
  if (!isTold(open.slot) || /^(?:转|我?(?:要|想)(?:转|找))?(?:人工|真人|客服|专员)/.test(heard.key)) return [];
  const parsed = PARSERS[open.slot](text, hearing);
  if (!parsed.ok) return [];
  const { slot } = open;
  const numbers = numbersFor(heard, open, hearing).filter((command) => !('slot' in command) || command.slot !== slot);
  return [{ kind: 'set', slot, value: parsed.value }, ...numbers];
}

/** 那个过户的 chooses a case, 停电通知 a topic: an option that bears a service's name, unless a wish is spoken. */
const isNamedOption = (key: string, { slot }: OpenQuestion) =>
  (slot === 'case' || slot === 'topics' || slot === 'documents') &&
  !/^(?:我|请|帮我|那我)?(?:要|想|申请|办理)/.test(key);

/** Words that are a service's elsewhere and an answer here: 买了房要过户 to whose house it is, 换号码 to a phone. */
function answersItself({ service, said }: Wish, open: OpenQuestion, { filled }: Hearing): boolean {
  // Whose parking space it is has the same slot and another answer.
  if (open.slot === 'ownershipChanged' || (open.slot === 'role' && open.service.startsWith('account.')))
    return service.startsWith('account.re') || service === 'account.transfer';
  const phoneAsked =
    open.slot === 'phone' ||
    open.slot === 'code' ||
    open.slot === 'contactPhone' ||
    filled.phone !== undefined ||
    filled.contactPhone !== undefined;
  if (service === 'request.file' && phoneAsked && open.service !== service)
    return /手机|电话|号码|联[系络]|phone|mobile|cell/.test(said);
  // 停电 is what an outage report's answers speak of.
  return open.service === 'outage.report' && service === 'outage.query' && isTold(open.slot);
}

function withQuestion(text: string, heard: Heard, open: OpenQuestion, hearing: Hearing): readonly Command[] {
  const { key } = heard;
  const talk = open.slot === 'comment' ? null : talkIn(key);
  const said = yesOrNo(key, null);
  const told = ownAnswer(text, heard, open, hearing);
  // A bare thank you to which kind of feedback it is praises nobody.
  if (talk !== null && said === null && (told.length === 0 || open.slot === 'category'))
    return [{ kind: 'start', service: 'smalltalk', slots: { talk } }];
  // 水费怎么交 is no wish to pay us, whatever question is open.
  const heardWishes = isOutOfScope(key) ? [] : wishesIn(key);
  const others = heardWishes
    .filter(({ service }) => !isWritten(open.slot) || service !== open.service)
    .filter(
      (wish) =>
        !isFree(open) ||
        (isStrong(key, wish) && (!isStory(open.slot) || open.slot === 'comment' || ASKS_FOR.test(key))),
    )
    .filter((wish) => !answersItself(wish, open, hearing));
  const wishes = others.filter(({ service }) => service !== open.service);
  if (told.length > 0 && (wishes.length === 0 || isNamedOption(key, open))) return told;
  const corrects = open.slot !== 'comment' && (!isStory(open.slot) || key.length <= 12);
  const corrections = corrects ? correctionsIn(text, heard, hearing) : [];
  if (corrections.length > 0)
    return [
      ...corrections,
      ...starts(
        wishes.filter(({ service }) => service === 'handoff.request'),
        heard,
        [],
        hearing,
      ),
    ];
  if (isFree(open)) {
    if (others.length > 0) return starts(others, heard, [], hearing);
    if (said !== null && open.slot === 'title') return rejectsAll(key) ? [{ kind: 'reject' }] : [answer(said)];
    const personal =
      open.slot === 'title' && /^(?:就|算|改|还是|开|写|用){0,2}(?:个人|私人|personal)(?:的|吧|就行|就好)*$/.test(key);
    if (personal && hearing.filled.titleKind !== undefined)
      return [{ kind: 'correct', slot: 'titleKind', value: 'personal' }];
    const tax = identifiersIn(heard.plain, open.slot, hearing.locale).filter(({ slot }) => slot === 'taxNumber');
    const free = freeText(text, heard, open, hearing);
    const more = open.slot === 'title' ? tax.flatMap(({ slot, value }) => put(slot, value, hearing) ?? []) : [];
    const beside = open.slot === 'address' || open.slot === 'name' ? numbersFor(heard, open, hearing) : [];
    if (free.length === 0 && beside.length === 0 && said !== null) return [answer(said)];
    return [...free, ...more, ...beside];
  }
  const words = wishes.reduce((rest, wish) => rest.replace(wish.said, ' '), key);
  const given = values(heard, words, open, hearing);
  const inWishes = wishes.flatMap((wish) => identifiersIn(wish.said, null, hearing.locale));
  const starting = starts(wishes, heard, inWishes, hearing);
  if (open.slot === 'confirm') {
    const settled = readBack(heard, wishes, starting, given, open.service);
    if (settled !== null) return settled;
  }
  const own = given.filter(
    (command) =>
      !('slot' in command) ||
      command.slot === open.slot ||
      !inWishes.some(({ value }) => 'value' in command && command.value === value),
  );
  if (own.length > 0 || starting.length > 0) return [...own, ...starting];
  if (said !== null) return rejectsAll(key) && open.slot !== 'confirm' ? [{ kind: 'reject' }] : [answer(said)];
  if (rejectsAll(key)) return [{ kind: 'reject' }];
  if (takesBack(key)) return [open.slot === 'confirm' ? { kind: 'deny' } : { kind: 'cancel' }];
  if (others.length > 0) return starts(others, heard, [], hearing);
  return isOutOfScope(key) ? [{ kind: 'outOfScope' }] : UNKNOWN;
}

function proposalsOf(text: string, hearing: Hearing): readonly Proposal[] {
  const heard = hear(text);
  if (heard.key === '') return byRule(UNKNOWN);
  if (emergency(text)) return byRule([{ kind: 'emergency' }]);
  if (crisisIn(heard.key)) return byRule([{ kind: 'outOfScope', of: 'crisis' }]);
  if (gasIn(heard.key)) return byRule([{ kind: 'outOfScope', of: 'gas' }]);
  const control = controlIn(heard.key, text, hearing);
  if (control !== null) {
    const { open } = hearing;
    // 没有 skips an optional question and denies danger; 没事 cancels, and denies danger too.
    const mayAnswer = control.kind === 'skip' || (open?.slot === 'danger' && heard.key.startsWith('没事'));
    const told = open !== null && mayAnswer ? ownAnswer(text, heard, open, hearing) : [];
    return byRule(told.length > 0 ? told : [control]);
  }
  const { open } = hearing;
  // The articles may know; else it is asked once more.
  if (open?.slot === 'danger' && withoutAsking(heard.key) === '') return byRule(UNKNOWN);
  if ((open === null || (!isFree(open) && open.slot !== 'score')) && isOutburst(heard.key)) return byRule(UNKNOWN);
  if (open === null) return firstMessage(heard, hearing);
  const commands = withQuestion(text, heard, open, hearing);
  return besideQuestion(heard, open, hearing, commands) ?? byRule(commands);
}

/** What a message means, in the order it was said; never empty, three at most. */
export function understandText(text: string, hearing: Hearing): Proposal[] {
  const proposals = proposalsOf(text, hearing);
  return (proposals.length > 0 ? proposals : byRule(UNKNOWN)).slice(0, MOST);
}
