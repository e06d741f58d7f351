/** Whose prices and rules are asked for: provinces with their cities, and what lies abroad. A place in a street's name is none. */

/** Names of one place whose rules are one, in one script and lower case, as all questions are read; larger cities stand for the rest. */
const PLACES: readonly string[] = [
  '北京 beijing peking',
  '天津 tianjin',
  '上海 浦东 shanghai pudong',
  '重庆 万州 涪陵 chongqing',
  '河北 石家庄 唐山 保定 邯郸 秦皇岛 廊坊 沧州 张家口 承德 hebei shijiazhuang tangshan baoding',
  '山西 太原 大同 临汾 运城 长治 晋城 shanxi taiyuan datong',
  '辽宁 沈阳 大连 鞍山 抚顺 锦州 丹东 营口 liaoning shenyang dalian',
  '吉林 长春 四平 延边 通化 jilin changchun',
  '黑龙江 哈尔滨 齐齐哈尔 大庆 牡丹江 佳木斯 heilongjiang harbin daqing qiqihar',
  '江苏 南京 苏州 无锡 常州 徐州 南通 扬州 盐城 镇江 连云港 昆山 jiangsu nanjing suzhou wuxi nantong xuzhou changzhou',
  '浙江 杭州 宁波 温州 嘉兴 绍兴 金华 台州 湖州 义乌 zhejiang hangzhou ningbo wenzhou jiaxing shaoxing yiwu',
  '安徽 合肥 芜湖 蚌埠 阜阳 安庆 马鞍山 黄山 anhui hefei wuhu',
  '福建 福州 厦门 泉州 漳州 莆田 宁德 fujian fuzhou xiamen quanzhou',
  '江西 南昌 赣州 九江 景德镇 上饶 宜春 jiangxi nanchang ganzhou',
  '山东 济南 青岛 烟台 潍坊 临沂 淄博 威海 济宁 shandong jinan qingdao yantai weifang',
  '河南 郑州 洛阳 开封 南阳 新乡 安阳 信阳 商丘 henan zhengzhou luoyang kaifeng',
  '湖北 武汉 宜昌 襄阳 荆州 黄石 十堰 hubei wuhan yichang xiangyang',
  '湖南 长沙 株洲 湘潭 衡阳 岳阳 常德 郴州 hunan changsha zhuzhou hengyang',
  '广东 广州 东莞 佛山 珠海 中山 惠州 汕头 湛江 江门 guangdong guangzhou canton dongguan foshan zhuhai huizhou shantou',
  '深圳 shenzhen',
  '广西 南宁 桂林 柳州 北海 guangxi nanning guilin liuzhou',
  '海南 海口 三亚 儋州 hainan haikou sanya',
  '四川 成都 绵阳 德阳 宜宾 南充 泸州 乐山 自贡 sichuan chengdu mianyang',
  '贵州 贵阳 遵义 六盘水 guizhou guiyang zunyi',
  '云南 昆明 大理 丽江 曲靖 玉溪 yunnan kunming dali lijiang',
  '西藏 拉萨 tibet lhasa',
  '陕西 西安 咸阳 宝鸡 延安 榆林 汉中 shaanxi xianyang',
  '甘肃 兰州 天水 酒泉 gansu lanzhou',
  '青海 西宁 qinghai xining',
  '宁夏 银川 ningxia yinchuan',
  '新疆 乌鲁木齐 喀什 伊犁 库尔勒 xinjiang urumqi kashgar',
  '内蒙 呼和浩特 包头 鄂尔多斯 赤峰 inner mongolia hohhot baotou ordos',
  '香港 hong kong',
  '澳门 macau macao',
  '台湾 台电 台北 新北 板桥 桃园 新竹 台中 彰化 嘉义 台南 高雄 屏东 宜兰 花莲 台东 苗栗 南投 云林 基隆 taiwan taipower taipei taichung tainan kaohsiung hsinchu taoyuan',
  '金门 马祖 澎湖 离岛 kinmen matsu penghu',
  '日本 东京 大阪 东电 japan tokyo osaka tepco',
  '韩国 首尔 korea seoul',
  '美国 加州 纽约 德州 usa america texas california new york',
  '德国 柏林 germany berlin',
  '法国 巴黎 france paris',
  '英国 伦敦 uk britain england scotland london octopus',
  '欧洲 europe',
  '新加坡 singapore',
  '泰国 曼谷 thailand bangkok',
  '越南 vietnam',
  '印度 india',
  '澳洲 澳大利亚 悉尼 australia sydney',
  '加拿大 canada',
  '马来西亚 malaysia',
];

/** 南京东路, 吉林路 12 号, 重慶南路: where somebody lives and not whose rules hold. */
const NO_STREET = '(?![东南西北中]{0,2}(?:路|街|大道|巷))';

const TWO_WORDS = /^(?:hong kong|new york|inner mongolia)$/;
const namesOf = (line: string): string[] => {
  const words = line.split(' ');
  return words.flatMap((word, at) => {
    const both = `${word} ${words[at + 1] ?? ''}`;
    if (TWO_WORDS.test(both)) return [both];
    return TWO_WORDS.test(`${words[at - 1] ?? ''} ${word}`) ? [] : [word];
  });
};

const patternOf = (names: readonly string[]): RegExp => {
  const han = names.filter((name) => !/[a-z]/.test(name));
  const latin = names.filter((name) => /[a-z]/.test(name));
  const parts = [
    ...(han.length > 0 ? [`(?:${han.join('|')})${NO_STREET}`] : []),
    ...(latin.length > 0 ? [`\\b(?:${latin.join('|')})\\b`] : []),
  ];
  return new RegExp(parts.join('|'));
};

const PATTERNS: readonly RegExp[] = PLACES.map((line) => patternOf(namesOf(line)));

/** Places that a text names, by their place in the list. Read text folded and in lower case. */
export const placesIn = (text: string): readonly number[] =>
  PATTERNS.flatMap((pattern, place) => (pattern.test(text) ? [place] : []));
