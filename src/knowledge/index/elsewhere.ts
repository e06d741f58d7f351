/** Words of other trades: a question that has one, and an answer that has it not, are about two things. */
import { folded } from './terms.ts';

const WORDS = `天然气 燃气 煤气 液化气 水费 自来水 水表 污水 暖气 供暖 取暖费 热力 宽带 光纤 话费 手机费 流量 网费 有线电视 机顶盒 电影 电影票 电竞 电子烟
  电池 电动车电池 电磁炉 电饭锅 洗衣机清洗 遥控器 话筒 公积金 社保 医保 养老金 退休 驾照 驾驶证 汽车过户 二手车 车辆过户 车险 违章 罚单 居住证 户口 护照 签证 结婚
  离婚 彩礼 生育 上学 入学 学区 学校 高考 幼儿园 公司注册 注册公司 营业执照办理 个税 个人所得税 报税 房贷 贷款 利率 信用卡 征信 银行卡 提现 股票 基金 比特币 保险 理财 汇率
  彩票 快递 外卖 淘宝 京东 美团 拼多多 网购 退货 机票 高铁 火车票 酒店 旅游 打车 公交 地铁 航班 停车位 停车费 电梯 垃圾 物业费 宠物 狗 猫 蚊子 老鼠 蟑螂 天气 气温 下雨吗
  几度天气 新闻 足球 篮球 游戏 小说 诗 笑话 唱歌 音乐 菜谱 红烧 火锅 餐厅 好吃 减肥 感冒 发烧 头痛 医院 挂号 吃药 疫苗 招聘 招人 工资 董事长 股价 简历 面试 论文 翻译 写代码 编程
  作文 星座 属相 星期几 发明 原理 定律 特高压 装机容量 三峡 核电 风电 风力 香港 日本 美国 韩国 新加坡 牌子 品牌 哪款 哪家好 推荐 瓦斯 水费单 第四台 健保 劳保 机车 手游 捷运
  红绿灯 信号灯 路面 下水道 马桶 水管 漏水 煤气灶 燃气灶 灶台 热水器维修 装修太 噪音扰民 家政 保洁 税费 契税 交税 房产税 房屋税 公证费 遗产 结婚证 公租房 身份证过期 补办身份证 公交卡 社保卡 悠游卡
  手机欠费 停机 充值话费 断网 网络断线 油车 油价 加油 数字货币 收益率 补贴多少 回本 毕业生 应届生 放假 放几天 元宵 春节活动 中秋 唐朝 清朝 宇宙 首都 总统 数学 加1 电视剧 明星 歌 演唱会 中奖 兑奖 工作服 路由器 猫粮 手机壳
  weather recipe movie football visa passport mortgage broadband internet gas water flight hotel taxi salary stock bitcoin stove furnace sewage drain garbage trash tax taxes lift elevator school insurance loan bus
  train subway doctor hospital pension marriage divorce poem joke song wifi noisy restaurant dentist petrol gasoline president licence homework translate`;

let words: readonly string[] | undefined;

/** Those of the folded text, longest first, none inside another. Han words anywhere, Latin words whole. */
export function elsewhereIn(text: string): string[] {
  words ??= WORDS.split(/\s+/)
    .map(folded)
    .sort((one, other) => other.length - one.length);
  const found: string[] = [];
  for (const word of words) {
    if (!text.includes(word) || found.some((longer) => longer.includes(word))) continue;
    if (/^[a-z]/.test(word) && !new RegExp(`(?<![a-z])${word}(?![a-z])`).test(text)) continue;
    found.push(word);
  }
  return found;
}
