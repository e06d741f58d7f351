/** Family names of Chinese people, and how a full name is cut out of running text: 过户给我妈顾秀英的 holds 顾秀英. */

/** Folded characters; family names that are everyday words (应, 全, 房, 时) are left out: such a name is found by its quotes or its clause. */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘闻厉伊仝区郜海阚屠豆朴练廉禹井祖漆巴丰卿狄晋云扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭逯隆茹诺战慕危玉亢嵇宾戎勾茅尉冶阴昝智幸衡富尧闭赖洪';
const COMPOUND =
  '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|长孙|宇文|轩辕|独孤|西门|百里|呼延|澹台|范姜';
/** Characters of no given name, and words that stand right after a name. */
const NOT_GIVEN =
  '的了吧呢啊吗嘛呀啦哦噢喔耶咧哟诶是不我你他她它这那就才也还被把给与跟和到改换变过转写打登叫将由从错误对请要想没得';
const NEXT =
  '(?:$|[^\\p{Script=Han}]|[的了吧呢啊吗嘛呀啦哦噢喔耶咧哟诶是不我你他她这那就才也还被把给与跟和到改换变更过转写打登叫将由从错误对请要想在去来搬住接已应用]|继承|承接|接手|接管|名下|名义|名字|先生|女士|小姐|太太|阿姨|叔叔|老师|本人|自己|可以|可不|行吗|好吗|麻烦|谢谢|查[下看询]|解[掉除绑开约]|付[电水钱款清费]|房[赠给送]|原[本有因]|帮|同志|电表|电户|电话|手机|电号|户[头名主]|[一二两三四]个字|卖|买|租|承租|离[了婚]|头上|送|赠|留给|传给|手[里上中]|那[里边儿]|所有|个人|以后|成为|为准|走|显示|挂|一个|父子|母女|上个?月|[前今]年|往生|过世|病故|没了|们|现在|如今|目前)';
const GIVEN = `(?!名[下义字]|先生|女士|小姐|太太|本人|户名|电表|电话|手机|同志|[一二两三四]个字|可以|现在|以后|之前|自己|成[了,，]|搬[走家]|离[了婚])[^\\P{Script=Han}${NOT_GIVEN}]`;
const NONE =
  /.(?:师傅|老板|经理|大[哥姐爷妈叔]|阿姨|叔叔|老师|医生)$|^(?:麻烦|谢谢|查[下看询]|解[掉除绑开约]|付[电水钱款清费]|房[赠给送]|原[本有因]|高兴|方便|白天|马上|金额|于是|万一|成功|安装|安全|余额|平时|时候|时间|何时|何人|何必|严重|连接|应该|单位|毛病|计划|温度|文件|文字|石头|水费|全部|全家|全名|明天|明年|明明|都是|国家|国网|强制|满意|满分|相关|公司|公共|公寓|印刷|由于|都|来电|那么|和|平台|信息|元|位置|房东|房子|房客|房主|房本|房产|房屋|管理|管委|路边|原来|原先|原名|原户|母亲|父亲|本人|师傅|应为|楼上|楼下|楼|查询|时|关于|关系|包括|单子|经过|商店|商铺|左右|车位|车库|班长|官方|封面|平常|阿姨|阿公|阿嬷|阿妈|花园|花店|信用|海外|农村|解绑|解除|文书|公|衣|利|支|区|门|南|平|老)/;

/** Of other peoples, in Chinese characters: 阿依古丽·买买提, 瓦旦·尤幹, 约翰·史密斯. */
const PART = `[^\\P{Script=Han}${NOT_GIVEN}是从叫为由户]`;
const PERSON: readonly RegExp[] = [
  new RegExp(`${PART}{1,7}(?:[·・•‧]${PART}{1,8}?){1,3}(?=${NEXT.replace('|买', '')})(?![·・•‧])`, 'uy'),
  new RegExp(`(?:${COMPOUND})${GIVEN}${GIVEN}?(?=${NEXT})`, 'uy'),
  new RegExp(`[${SINGLE}]${GIVEN}${GIVEN}(?=${NEXT})`, 'uy'),
  new RegExp(`[${SINGLE}]${GIVEN}(?=${NEXT})`, 'uy'),
  // A married woman's two family names.
  new RegExp(`[${SINGLE}][${SINGLE}]${GIVEN}(?:${GIVEN})(?=${NEXT})`, 'uy'),
];

/** The full name that begins at a place of folded text. */
export function personAt(folded: string, at: number): string | null {
  for (const pattern of PERSON) {
    pattern.lastIndex = at;
    const name = pattern.exec(folded)?.[0];
    if (name !== undefined && !NONE.test(name)) return name;
  }
  return null;
}
