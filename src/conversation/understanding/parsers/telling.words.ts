/** Words that tell of a house that changed hands, or of a name that only was wrong; in heard text. */
export const CHANGED_HANDS =
  /(?:买|购)(?:了|到|的|入|进)?(?:.{0,6})(?:房|屋|铺|店面|公寓|别墅)|二手房|中古屋|新买的|(?:房子?|屋|店|铺面?)(?:.{0,4})(?:卖|转让)(?:了|掉|给|出)|卖(?:了|掉)(?:.{0,4})(?:房|屋|店|铺)|卖给|买家|继承|遗产|去世|过世|往生|不在世|离婚|赠[与予送]|送给(?:我|儿|女)|法拍|产权(?:.{0,4})(?:变更|转移|转让|变了|换了|归)|(?:房产证|房本|权状|产权证)(?:上)?(?:.{0,4})(?:是|换成?|变成?|改成?)我|\bdeeds?\b.{0,24}\b(?:my|our) name|\b(?:bought|purchased|buying|sold|selling|inherit(?:ed|ing)?|inheritance|passed away|died|divorced?|new owner|gifted|given to me)\b/;
export const SAME_HANDS =
  /(?:名字|姓名|户名|字|名)(?:.{0,6})(?:写错|打错|登记错|错|不对|有误)|(?:写|打|登记|录)错(?:了)?.{0,3}(?:字|名)|错字|公司(?:.{0,4})(?:改|更|换)(?:了)?名|(?:我|单位|企业|店)(?:已经?)?改(?:了)?名(?:字)?(?:了|[,。])|改了名|只(?:是|要|想)?(?:改|换|更正)(?:一?下|个)?(?:名|户名|姓名)|(?:产权|房主|房子|业主)(?:.{0,4})(?:没变|没换|不变|没有变|没卖|还是我)|\b(?:misspel\w*|spel(?:t|led|ling)|typo|changed my name|renamed|married name|same owner|only (?:the|my) name|just (?:the|my|a) name)\b/;
/** Whatever else is told, it is theirs as before; 房子是我的 alone may be new. */
export const STILL_THEIRS =
  /(?:房子?|屋子?|产权|房产)(?:还|仍|一直|依然)(?:然)?是(?:我|本人|自己)(?!.{0,3}买)|\b(?:house|home|flat|apartment|property|place)(?: itself)? (?:is still (?:mine|ours|in my name)|(?:is|stays|remains) the same|(?:stays|remains) (?:mine|ours|in my name)|still belongs to (?:me|us))\b|\b(?:i|we) still own\b/;
