/** Greetings, thanks, goodbyes, and whether somebody is a person, only when nothing else is said. */

const TAIL =
  '(?:呀|啊|哦|吧|呢|了|哈|喽|啦|你们?|大家|客服|小姐|师傅|亲|美女|帅哥|那个|请问|在吗|在不在|有人吗|[,。.!~? ]|😊|🙏|❤️?|👋|🌹|😄){0,8}';
const ONE_OF = (words: string) => new RegExp(`^(?:(?:${words})${TAIL}){1,4}$`, 'u');

export type Talk = 'hello' | 'thanks' | 'bye' | 'bot';

const BOT = '(?:机器人|机器|真人|活人|人工智能|人工客服|人工|智能客服|ai|电脑|人)';
const BOT_EN =
  '(?:an? )?(?:real |actual |live |chat ?)?(?:bot|robot|human|human being|person|machine|computer|ai|real|automated)';

export const TALK: readonly (readonly [Talk, RegExp])[] = [
  [
    'bot',
    ONE_OF(
      `(?:请问|那|哎|喂|所以)?[, ]?(?:你们?|这|对面|那边)(?:到底|究竟)?(?:是不是|是)(?:一?个)?${BOT}(?:客服)?(?:还是(?:一?个)?${BOT}(?:客服)?)?(?:吗|么|呢)?|我(?:是不是|是)?(?:在)?(?:跟|和)(?:一?个)?${BOT}(?:说话|聊天|对话|聊|讲话)(?:吗|么)?|(?:are you|is this|am i (?:talking|speaking|chatting|writing) (?:to|with)) ${BOT_EN}(?: or ${BOT_EN})?`,
    ),
  ],
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

const THANKS = /谢|感恩|感激|3q|辛苦|\b(?:thank(?:s| you| u)?|thx|tks|ty|cheers|appreciate)\b|🙏/u;
/** What stands around a thank you and wishes for nothing: who is thanked, for what, and how kind that was. */
const AROUND_THANKS =
  /谢谢|感谢|多谢|谢啦?|感恩|感激|3q|辛苦|麻烦|帮(?:了)?(?:我)?(?:这么|那么|很|好)?(?:大|多)?(?:的)?(?:个)?(?:大)?忙|帮忙|帮助|帮我|解答|回复|耐心|服务|姑娘|小妹妹?|妹子|小哥哥?|小伙子?|小姐姐?|师傅|老师|同志|亲|大哥|大姐|阿姨|机器人|客服|人工智能|真的?|非常|太|很|好|十分|多|真是|特别|万分|这么|那么|你们?|您|我|们|是|人|棒|厉害|贴心|热心|细心|赞|行|给力|可爱|温柔|不错|感动|开心|满意|解决|搞定|弄好|明白|知道|清楚|懂|没事|没问题|可以|嗯|哦|哈|啦|了|啊|呀|呢|喔|唷|哟|哎|诶|的|吧|就|都|也|那|又|再次|再|[,。.!~ ]|❤️?|[😊🙏👍🌹😄💐]/gu;
const AROUND_THANKS_EN =
  /\b(?:thank(?:s| you| u)?|thx|tks|ty|cheers|appreciate(?:d)?|it|so|very|much|many|a lot|a bunch|a million|again|ok(?:ay)?|oh|wow|well|great|good|perfect|awesome|amazing|brilliant|lovely|wonderful|excellent|fantastic|nice|cool|super|really|truly|you(?:'?ve|'?re)?|have|are|were|was|is|been|that(?:'?s|'?ll)?|this|all|for|of|your|the|i|we|my|me|and|to|kind(?:ness)?|help(?:ful|ed|ing)?|patien(?:ce|t)|time|service|support|assistance|answer(?:s|ing)?|info(?:rmation)?|quick|reply|response|such|an?|star|angel|life ?saver|legend|best|sweet|dear|mate|man|bro|buddy|sir|madam|ma'?am|miss|got|understood|no worries|lots)\b|[,。.!~ '-]|❤️?|[😊🙏👍🌹😄💐]/gu;

/** 谢谢你啊姑娘，你真好: thanks and nothing else, however warm. */
export const isThanks = (key: string): boolean =>
  key.length <= 60 &&
  THANKS.test(key) &&
  !/[?吗]|不谢|谢绝|不用谢/.test(key) &&
  key.replace(AROUND_THANKS_EN, '').replace(AROUND_THANKS, '') === '';
