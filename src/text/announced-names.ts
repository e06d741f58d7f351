/** Names that a text itself announces as names: 我叫…, 户主是…, …先生, my name is …; so that they can be hidden. */

const SURNAMES =
  '欧阳|歐陽|上官|司马|司馬|诸葛|諸葛|皇甫|东方|東方|[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺]';

/** Begin like a surname and are what somebody is. */
const ROLES =
  '房东|房東|房主|车主|車主|单位|單位|单身|單身|高[压龄層层]|安[装裝置]|方便|时候|時候|金额|温度|武警|商户|商戶|农[村户民]|農[村戶民]|管理|顾客|顧客|常[住年]|成[都年人]|和|包|年|应该|全|满|都';

/** Global; the first group is the name. */
export const ANNOUNCED: readonly RegExp[] = [
  // 我叫王小明, 户主是李四, 联系人：张三
  new RegExp(
    `(?:我(?:的名字)?(?:叫|是)|本人(?:叫|是)?|名字(?:叫|是|写|寫)?|姓名|户主|戶主|户名|戶名|屋主|业主|業主|房东|房東|租客|联系人|聯絡人|联络人|收件人|抬头|抬頭|名下(?:是)?|(?:爸爸?|妈妈?|媽媽?|父亲|父親|母亲|母親|老公|老婆|先生|太太|儿子|兒子|女儿|女兒|爷爷|爺爺|奶奶|丈夫|妻子|媳妇|媳婦)(?:叫|是|的名字是))(?:就?是|叫|为|為|写的是|[:：])?\\s?((?!${ROLES})(?:${SURNAMES})\\p{Script=Han}{1,3}?)(?=[,，。.;；!！?？、\\s]|$|的|，|,|手机|电话|身份证|我|要|想|户|名)`,
    'gu',
  ),
  // 王先生, 李小明女士
  new RegExp(`((?:${SURNAMES})\\p{Script=Han}{0,2})(?=先生|女士|小姐|太太|师傅|師傅|阿姨|大爷|大妈|经理|經理)`, 'gu'),
  /\b[Mm](?:y name(?: is|'s|’s)|rs?\b\.?|s\b\.?|iss)\s+((?:\p{Lu}[\p{L}'’-]+)(?:\s+\p{Lu}[\p{L}'’.-]*){0,3})/gu,
  /\b(?:[Nn]ame:|[Ii] am|[Ii]['’]m|[Tt]his is|[Cc]all me|[Hh]older(?: is|:)|[Oo]wner(?: is|:)|[Dd]r\.?)\s+((?:\p{Lu}[\p{L}'’-]+)(?:\s+\p{Lu}[\p{L}'’.-]*){0,3})/gu,
  // The same in small letters, where a name has been announced beyond doubt.
  /\b(?:my name(?: is|'s|’s)|name:|call me|account holder(?: is|:))\s+((?!wrong|not|spelled|spelt|mis|incorrect|on |still|changed|different|the |a |in )[\p{L}'’-]+(?: [\p{L}'’-]+)?)/giu,
];

/** The text without them: `我叫***，想问光伏`. A name that nothing announces stays: a place or a word may look like one. */
export const hideAnnounced = (text: string): string =>
  ANNOUNCED.reduce(
    (rest, pattern) => rest.replace(pattern, (found: string, name: string) => found.replace(name, '***')),
    text,
  );
