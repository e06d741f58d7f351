/** Greetings, thanks and goodbyes, only when nothing else is said. */

const TAIL =
  '(?:呀|啊|哦|吧|呢|了|哈|喽|啦|你们?|大家|客服|小姐|师傅|亲|美女|帅哥|那个|请问|在吗|在不在|有人吗|[,。.!~? ]|😊|🙏|❤️?|👋|🌹|😄){0,8}';
const ONE_OF = (words: string) => new RegExp(`^(?:(?:${words})${TAIL}){1,4}$`, 'u');

export const TALK: readonly (readonly ['hello' | 'thanks' | 'bye', RegExp])[] = [
  [
    'bye',
    ONE_OF(
      "(?:(?:那|好|好的|嗯|行|没别的事|没事|没有了|没别的|没什么事|先这样|就这样|谢谢你?|感谢|thanks?(?: you)?|ok(?:ay)?|that'?s all|no|没问题|我走|下线)(?:了|吧)?[,。.! ]{0,2}){0,4}(?:再见|拜拜|拜|掰掰|掰[囉啰]?|回见|下次见|回头见|晚安|good ?bye|bye(?:[- ]?bye)?|see (?:you|ya)(?: later)?|good night|cya|have a (?:nice|good|great) (?:day|one|evening|weekend)|take care)",
    ),
  ],
  [
    'thanks',
    ONE_OF(
      "(?:(?:好|好的|好嘞|嗯|嗯嗯|行|可以|ok|okay|great|知道|明白|了解|收到|perfect|那|非常|太|十分|真是|真的|好哒|good|cool|got it|不错|辛苦)(?:了)?[,。.! ]{0,2}){0,3}(?:没事了?|没别的了?|那)?[,。 ]?(?:非常|太|十分|真|很|万分|多|真的)?(?:谢谢|感谢|多谢|谢啦|谢了|谢|感恩|感激|3q|辛苦|麻烦你|thank(?:s| you| u)|thx|ty|tks|cheers|much appreciated|appreciate it|🙏)(?:了|啦|您|哦|喔|不尽|[, ]{1,2}(?:that'?s (?:all|it)|mate|man|bro|so much|a lot|very much|again|for (?:your|the) help))?(?:你的(?:帮助|回复|帮忙|解答))?|(?:好的?|嗯|哦|ok|行)?[,。 ]?(?:我)?(?:知道|明白|了解|收到|懂)了?|got it|i see|understood",
    ),
  ],
  [
    'hello',
    ONE_OF(
      '(?:(?:你|您|大家|各位|客服|小电)好|哈[喽啰罗]|嗨|在吗|在不在|在么|有人(?:在)?吗|有人(?:在)?么|喂|早|早上好|早安|上午好|中午好|午安|下午好|晚上好|晚安好|新年好|hi+|hello+|hey+|helo|hallo|good (?:morning|afternoon|evening|day)|howdy|yo|greetings|anybody (?:there|here)|anyone (?:there|here)|is (?:anyone|anybody|someone) there|how are you|are you there|👋)(?: there| everyone| team)?',
    ),
  ],
];
