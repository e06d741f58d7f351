/** What residents do in the middle of something, in three languages: every repair, with the questions where it means something else. */
import { expect } from 'vitest';
import type { Locale } from '../../src/domain/names.ts';
import type { House } from '../support/house.ts';
import type { Dialogue } from './dialogues.ts';
import { deliver } from './homes.ts';

export interface Disturbed {
  readonly house: House;
  readonly dialogue: Dialogue;
  readonly locale: Locale;
  /** Where in the dialogue this is, from 0; and what was said up to here, the newest last. */
  readonly at: number;
  readonly spoken: readonly string[];
  readonly oldButton: string | null;
  /** An account is being bound here: a new code comes once a minute. */
  readonly binding: boolean;
}

export interface Disturbance {
  readonly repair: (at: Disturbed) => Promise<void>;
  /** Open questions where these words would be an answer. */
  readonly notIn?: readonly string[];
  /** Dialogues where the repair means something else. */
  readonly notOf?: RegExp;
  /** What must have been said by the end of it, one of these. */
  readonly hears?: readonly string[];
  /** Only the first time: a feeling is acknowledged once. */
  readonly once?: true;
}

type Words = Readonly<Record<Locale, readonly string[]>>;
const in3 = (
  cn: string | readonly string[],
  tw: string | readonly string[],
  en: string | readonly string[],
): Words => ({
  'zh-CN': [cn].flat(),
  'zh-TW': [tw].flat(),
  en: [en].flat(),
});
const says =
  (words: Words) =>
  async ({ dialogue, locale }: Disturbed): Promise<void> => {
    for (const one of words[locale]) await dialogue.person.say(one);
  };
const CANCEL: Readonly<Record<Locale, string>> = { 'zh-CN': '取消', 'zh-TW': '取消', en: 'cancel' };
/** Who has no account is asked to bind one first, and says no to that. */
const asksAbout =
  (words: Words) =>
  async ({ dialogue, locale, binding }: Disturbed): Promise<void> => {
    for (const one of words[locale]) {
      await dialogue.person.say(one);
      if (!binding && dialogue.person.last().turn.service === 'account.bind') await dialogue.person.say(CANCEL[locale]);
    }
  };
const mayBeSkipped = ({ dialogue }: Disturbed): boolean =>
  dialogue.person.buttons().some(({ button }) => button.endsWith('/skip'));

/** Where any words are an answer, these words would be one. */
const STORIES = ['comment', 'about', 'description', 'reason'];
const TAKES_ANY_WORDS = ['title', 'name', 'parkingSpace', ...STORIES];

export const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  'asks a question that is answered at once': {
    repair: asksAbout(in3('查缴费记录', '查繳費紀錄', 'show my payment history')),
  },
  'asks why so much in between': {
    repair: asksAbout(in3('我的电费为什么这么贵', '我的電費為什麼這麼貴', 'why is my bill so high')),
    notIn: STORIES,
  },
  'asks why it is asked': {
    repair: says(
      in3(
        ['为什么要问这个', '问这个干嘛'],
        ['為什麼要問這個', '一定要填嗎'],
        ['why do you need that', 'what is that for'],
      ),
    ),
    hears: ['why.asked'],
  },
  'asks for a moment': {
    repair: says(in3(['等一下', '我去找找'], ['稍等', '等我一下'], ['hang on', 'give me a minute'])),
    hears: ['repair.wait'],
  },
  'would rather not say, where it is needed': {
    repair: async (at) => (mayBeSkipped(at) ? undefined : says(in3('不想说', '我不想說', "I'd rather not say"))(at)),
    notIn: ['confirm', 'comment', 'danger', 'anonymous', 'consent', 'topics'],
    hears: ['repair.needed'],
  },
  'says what it is not': {
    repair: says(in3('我不是要开发票', '我不是要開發票', "I don't want an invoice")),
    notIn: [...TAKES_ANY_WORDS, 'confirm'],
    notOf: /^invoice/,
  },
  'wishes two things at once': {
    repair: asksAbout(
      in3('查进度，再查缴费记录', '查進度，再查繳費紀錄', 'check my progress and show my payment history'),
    ),
    notIn: [...STORIES, 'case', 'address'],
    notOf: /^progress|^payment\.history|^account\.bind|^bill/,
  },
  'talks nonsense three times': {
    repair: says(
      in3(
        ['咕噜咕噜', '叽里呱啦', '啊吧啊吧'],
        ['咕嚕咕嚕', '嘰哩呱啦', '阿巴阿巴'],
        ['blah blah', 'qwerty asdf', 'zzz zzz'],
      ),
    ),
    notIn: [...TAKES_ANY_WORDS, 'address'],
  },
  'asks for help': { repair: says(in3('帮助', '幫助', 'help')) },
  'wants it said again': { repair: says(in3('再说一遍', '再說一次', 'say that again')) },
  'greets and thanks': {
    repair: says(in3(['你好', '谢谢'], ['您好', '謝謝'], ['hello', 'thanks'])),
    notIn: ['comment'],
  },
  'asks for what is not ours': {
    repair: says(in3('今天天气怎么样', '今天天氣怎麼樣', "what's the weather like today")),
    notIn: TAKES_ANY_WORDS,
  },
  'is worried': {
    repair: says(in3('急死我了', '我好擔心', "I'm so worried")),
    notIn: [...TAKES_ANY_WORDS, 'address'],
    hears: ['mood.worried'],
    once: true,
  },
  'begins another service and cancels it': {
    repair: says(in3(['我要表扬', '取消'], ['我要表揚', '取消'], ['I want to praise someone', 'cancel'])),
    notOf: /^complaint/,
    notIn: STORIES,
  },
  'begins a change of holder and cancels it': {
    repair: says(in3(['我要过户', '取消'], ['我要過戶', '取消'], ['I want to transfer my account', 'cancel'])),
    notOf: /^account\.(?:tr|re)/,
  },
  'asks for a person': { repair: says(in3('转人工', '找專員', 'talk to a person')), notOf: /^handoff/ },
  'is in danger': {
    repair: says(in3('变压器冒烟了', '變壓器冒煙了', 'the transformer is smoking')),
    // A report that is being made becomes the danger's (after-danger.test.ts).
    notOf: /^outage\.report/,
    hears: ['emergency.first'],
  },
  'changes the language and back': {
    repair: says(
      in3(['请说英文', '请说简体中文'], ['請說英文', '請說繁體中文'], ['speak simplified chinese', 'English please']),
    ),
  },
  'goes back one question and answers it again': {
    repair: async ({ house, dialogue, locale, at, spoken, binding }) => {
      if (at === 0) return;
      if (binding) house.advance(61);
      await dialogue.person.say({ 'zh-CN': '返回上一步', 'zh-TW': '回上一步', en: 'go back' }[locale]);
      await dialogue.person.say(spoken.at(-1) ?? '');
    },
  },
  'takes it all back and says it all again': {
    repair: async ({ house, dialogue, locale, spoken, binding }) => {
      if (binding) house.advance(61);
      await dialogue.person.say(CANCEL[locale]);
      expect((await dialogue.person.said())[0]).toMatch(/^repair\.cancelled/);
      expect(dialogue.person.last().turn).toMatchObject({ service: null, awaiting: null });
      for (const one of spoken) await dialogue.person.say(one);
    },
    // A rating begins with its score; cancelled, a call for a person is withdrawn.
    notOf: /^rating|^handoff/,
  },
  'sends the last message again': {
    repair: async ({ house, dialogue, spoken }) => {
      const [one, two] = [
        await deliver(house, dialogue.person, 'again', { text: '帮助' }),
        await deliver(house, dialogue.person, 'again', { text: '帮助' }),
      ];
      expect(two.body.replies).toEqual(one.body.replies);
      expect(spoken).not.toEqual([]);
    },
  },
  'presses a button of long ago': {
    repair: async ({ dialogue, oldButton }) => {
      await dialogue.person.press(oldButton ?? '1/1/confirm/affirm/0123456789abcdef');
    },
  },
};
