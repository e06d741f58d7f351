/** Defects planted in how it talks: buttons, repairs, hand-off, ratings, understanding, languages. */
import { at, flow, type Mutation, one } from './mutation.ts';

export const TALK_MUTATIONS: readonly Mutation[] = [
  // Buttons, events, repairs
  one(
    'old-buttons-obeyed',
    'a button of long ago is obeyed',
    'payment.pay account.transfer',
    at('conversation/buttons.ts', '  return live ? command', "  return live || command.kind !== 'start' ? command"),
  ),
  one(
    'delivered-twice-done-twice',
    'a message that comes again is a new one',
    'payment.pay account.bind',
    at('channels/web/chat.ts', 'const eventId = ', 'const eventId = String(Math.random()) + '),
  ),
  one(
    'correction-without-effect',
    'what is put right stays wrong',
    'connection.new complaint.file outage.report',
    at(
      'conversation/answering.ts',
      '  fillThrough(making.session, open, name, checked.value);',
      "  if (kind !== 'correct') fillThrough(making.session, open, name, checked.value);",
    ),
  ),
  one(
    'nothing-after-something-else',
    'something asked in between ends what was being done',
    'payment.pay complaint.file',
    at(
      'conversation/frames.ts',
      '  const left = stack.filter((one) => !gone',
      '  const left = stack.filter((one) => waiting.length > 0 && !gone',
    ),
  ),
  one(
    'second-wish-forgotten',
    'of two wishes in one message the second is dropped',
    'bill.query payment.pay',
    at('conversation/wishes.ts', 'else session.queue.push(waiting);', ''),
  ),
  one(
    'skip-is-not-taken',
    'an optional question cannot be skipped',
    'complaint.file request.file',
    at('conversation/repairs.ts', 'if (!open?.optional ||', 'if (open?.optional ||'),
  ),
  // Hand-off, ratings
  one(
    'bot-talks-over-a-person',
    'the bot answers while a person has the conversation',
    'handoff.request',
    at('conversation/converse.ts', 'held ? silent : respond', 'held ? respond : respond'),
  ),
  one(
    'call-back-phone-lost',
    'the telephone left at night is dropped',
    'handoff.request',
    at(
      flow('handoff-request'),
      "leavePhone(turn.viewer, frame.memo.case ?? '', phone)",
      "leavePhone(turn.viewer, frame.memo.case ?? '', '13800000000')",
    ),
  ),
  one(
    'open-all-night',
    'nobody is told that nobody is there',
    'handoff.request',
    at(
      'clocks/office-hours.ts',
      'return open !== null && open.from <= at && at < open.to;',
      'return open !== null && open.from <= at;',
    ),
  ),
  one(
    'low-ratings-ignored',
    'a bad rating opens no case',
    'rating.give',
    at('services/ratings.ts', 'given.score <= 2\n', 'given.score <= 0\n'),
  ),
  one(
    'rating-words-forgotten',
    'why it was bad is dropped',
    'rating.give',
    at(flow('rating-give'), 'comment: slots.comment || null,', 'comment: null,'),
  ),
  // Understanding, languages, knowledge
  one(
    'questions-are-acts',
    'a question of policy begins a transfer',
    'knowledge.ask payment.pay',
    at(
      'conversation/repairs.ts',
      'return wish(making, command.service, command.slots ?? {});',
      "return wish(making, command.service === 'knowledge.ask' ? 'account.transfer' : command.service, command.slots ?? {});",
    ),
  ),
  one(
    'water-is-ours',
    'the water bill is paid here',
    'smalltalk',
    at(
      'conversation/repairs.ts',
      "    case 'outOfScope':\n",
      "    case 'outOfScope':\n      return wish(making, 'payment.pay', {});\n",
    ),
  ),
  one(
    'buttons-dead-on-line',
    'a press on LINE is taken for something unreadable',
    'payment.pay account.bind notice.choose',
    at(
      'channels/line/content.ts',
      "return data ? { kind: 'button', value: storable(data.data) } : null;",
      "return data ? { kind: 'other', what: 'sticker' } : null;",
    ),
  ),
  one(
    'numbers-off-by-one-on-wechat',
    'a typed number presses the button after the one it stands beside',
    'payment.pay outage.report',
    at('channels/wechat/numbers.ts', 'number === n)', 'number === n + 1)'),
  ),
  one(
    'everybody-in-simplified',
    'Taiwan is answered in simplified characters',
    'bill.query payment.pay',
    at('text/script.ts', "return balance > 0 ? 'zh-TW' : 'zh-CN';", "return balance > 0 ? 'zh-CN' : 'zh-CN';"),
  ),
  one(
    'one-simplified-word',
    'a sentence of Taiwan has a simplified character',
    'complaint.file outage.report',
    at('conversation/sentences/outages/zh-TW.ts', "'outage.ask-address': '停電", "'outage.ask-address': '停电"),
  ),
];
