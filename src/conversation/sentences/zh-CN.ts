/** Everything the service says in Simplified Chinese, in the mainland's words. */
import { dayOf } from '../../domain/calendar.ts';
import type { ServiceId, SlotName } from '../../domain/names.ts';
import type { PaymentMethod } from '../../domain/payments.ts';
import { billsZhCN } from './bills/zh-CN.ts';
import type { Book } from './book.ts';
import { casesZhCN } from './cases/zh-CN.ts';
import { complaintsZhCN } from './complaints/zh-CN.ts';
import { connectionsZhCN } from './connections/zh-CN.ts';
import { demoZhCN } from './demo/zh-CN.ts';
import { compare, otherMonth, sameYear, shown, size, withoutYear } from './grammar.ts';
import { handoffZhCN } from './handoff/zh-CN.ts';
import { holdersZhCN } from './holders/zh-CN.ts';
import { knowledgeZhCN } from './knowledge/zh-CN.ts';
import { linksZhCN } from './links/zh-CN.ts';
import { noticesZhCN } from './notices/zh-CN.ts';
import { outagesZhCN } from './outages/zh-CN.ts';
import { paymentsZhCN } from './payments/zh-CN.ts';
import { repairsZhCN } from './repairs/zh-CN.ts';

/** How one can pay here; the practice page moves no money. */
const METHODS: Readonly<Record<PaymentMethod, string>> = {
  'wechat-pay': '微信支付',
  'line-pay': 'LINE Pay',
  sandbox: '模拟支付页面',
};

const SERVICES: Readonly<Record<ServiceId, string>> = {
  'bill.query': '查电费',
  'bill.explain': '解释账单',
  'payment.pay': '缴电费',
  'payment.history': '缴费记录',
  'invoice.issue': '开发票',
  'account.bind': '绑定户号',
  'account.unbind': '解绑户号',
  'account.switch': '切换户号',
  'account.rename': '更名',
  'account.transfer': '过户',
  'outage.report': '报修',
  'outage.query': '查停电',
  'connection.new': '报装',
  'request.file': '申请用电服务',
  'complaint.file': '投诉建议',
  'progress.query': '查进度',
  'progress.chase': '催办',
  'channel.link': '关联其他渠道',
  'notice.choose': '设置提醒',
  'handoff.request': '转人工',
  'rating.give': '评价',
  'knowledge.ask': '咨询规定',
  smalltalk: '聊天',
};

/** Where a sentence needs a verb. */
const doing = (service: ServiceId): string => (service === 'payment.history' ? '查缴费记录' : SERVICES[service]);

const SLOTS: Readonly<Record<SlotName, string>> = {
  accountNumber: '户号',
  account: '户号',
  phone: '手机号',
  code: '验证码',
  month: '月份',
  payment: '缴费记录',
  titleKind: '抬头类型',
  title: '发票抬头',
  taxNumber: '税号',
  danger: '安全情况',
  scope: '停电范围',
  breaker: '开关情况',
  since: '停电时间',
  address: '用电地址',
  coordinates: '地图位置',
  contactPhone: '联系电话',
  description: '情况说明',
  ownershipChanged: '产权是否变更',
  role: '办理人身份',
  reason: '原因',
  consent: '个人信息授权',
  name: '姓名',
  idNumber: '证件号码',
  oldHolderPhone: '原户主手机号',
  documents: '材料',
  capacityKw: '用电容量',
  parkingSpace: '车位',
  category: '类别',
  about: '对象',
  anonymous: '是否匿名',
  case: '工单',
  link: '要做的事',
  linkCode: '关联码',
  topics: '提醒内容',
  score: '评分',
  comment: '评价内容',
  addition: '补充说明',
  question: '问题',
  helpful: '是否有帮助',
  talk: '内容',
  rated: '服务',
};

const SCORES = { 1: '非常不满意', 2: '不满意', 3: '一般', 4: '满意', 5: '非常满意' } as const;
const BILL_STATUS = { unpaid: '待缴', overdue: '已逾期', paid: '已缴清' } as const;
const PAYMENT_STATUS = {
  pending: '待支付',
  paid: '已支付',
  failed: '未成功',
  expired: '已过期',
  refunded: '已退款',
} as const;
const DIGITS = '零一二三四五六七八九';

const TITLE_KINDS = { personal: '个人', company: '公司' } as const;

export const zhCN: Book = {
  ...billsZhCN,
  ...casesZhCN,
  ...complaintsZhCN,
  ...connectionsZhCN,
  ...demoZhCN,
  ...knowledgeZhCN,
  ...handoffZhCN,
  ...paymentsZhCN,
  ...holdersZhCN,
  ...noticesZhCN,
  ...outagesZhCN,
  ...linksZhCN({ doing }),
  ...repairsZhCN({ doing, slots: SLOTS }),
  'talk.hello': (p) => `您好，这里是${p.supplier}客服。查电费、缴费、报修、更名过户、投诉建议，直接告诉我就行。`,
  'talk.bot': (p) => `我是${p.supplier}的自动客服，不是真人。能办的我马上办；想和人说，就说“转人工”。`,
  'talk.thanks': '不客气，有需要随时找我。',
  'talk.bye': '再见，有需要随时找我。',
  'help.what-i-can': (p) =>
    `在这里可以办${p.supplier}的这些事：\n· 电费：查账单、问电费为什么高、缴电费、查缴费记录、开发票\n· 停电：报修、查停电\n· 业务：更名、过户、报装、增容、充电桩、复电、校表、销户\n· 工单：查进度、催办、投诉、举报、建议、表扬\n· 其他：绑定或切换户号、设置提醒、转人工\n遇到断线、冒火花等危险，请先离开，再打 ${p.hotline}。`,
  'help.in-the-middle': (p) =>
    `我们正在${doing(p.service)}，回答上一个问题就能继续。不想办了，说“取消”；想找工作人员，说“转人工”。`,
  'scope.outside': (p) => `我这里只办${p.supplier}的用电业务，这件事帮不上您。电费、停电、过户、投诉这些事可以问我。`,
  'scope.cannot-read': '我还看不了图片、表情，也听不了语音，请打字告诉我。',
  'language.changed': '好的，接下来用简体中文。',

  'repair.cancelled': (p) => `好的，${doing(p.service)}已取消。`,
  'repair.nothing-to-cancel': '现在没有正在办的事，不需要取消。',
  'repair.resume': (p) => `我们继续${doing(p.service)}。`,
  'repair.later': (p) => `记下了，办完手上这件就${doing(p.service)}。`,
  'repair.next': (p) => `接下来我们${doing(p.service)}。`,
  'repair.corrected': (p, f) => {
    const value = shown(p.slot, p.value, f, TITLE_KINDS);
    return value === null ? `好的，${SLOTS[p.slot]}已经改好。` : `好的，${SLOTS[p.slot]}改为 ${value}。`;
  },
  'repair.what-is-right': (p) => `好的，正确的${SLOTS[p.slot]}是什么？`,
  'repair.what-is-wrong': '哪一项不对？请选一项，或直接告诉我正确的内容。',
  'repair.which': '想确认一下，您要办的是哪一项？',
  'repair.unclear': '抱歉，我没听懂。能换个说法再说一遍吗？',
  'repair.unclear-again': '我还是没明白。您可以这样说：“查上个月电费”“我要缴电费”“家里停电了”，或者“查进度”。',
  'repair.choose-or-person': '请从下面选一项；都不合适就转人工，由工作人员帮您。',
  'repair.old-button': '这个按钮是之前步骤的，已经不算数了，请看最新的消息。',
  'repair.old-button-start': (p) => `这个按钮是之前步骤的，已经不算数了。要现在${doing(p.service)}吗？`,
  'repair.changed-meanwhile': (p) => `抱歉，${doing(p.service)}的步骤在您上次之后有更新，我们重新开始。`,
  'repair.unreadable': (p) => `抱歉，您先前填的内容已经读不出来了，我们重新开始${doing(p.service)}。`,
  'repair.too-deep': '没办完的事有点多，我们先办完手上这件，再办别的。',

  'wrong.accountNumber':
    '这个号码的位数不太对。户号是 10、13 或 16 位数字（台湾电号 11 位），印在账单上，缴费短信里也有。',
  'wrong.phone': '没认出手机号。请发完整的 11 位号码（台湾是 09 开头的 10 位）。',
  'wrong.code': '验证码是短信里的六位数字，请照着短信再发一次；没收到就回复“重发”。',
  'wrong.month': '没认出是哪个月。可以说“上个月”，或者“2026年10月”。',
  'wrong.choice': '没认出您选的是哪一个。请点一个选项，或回复它的序号。',
  'wrong.confirm': '这一步要您确认：回复“是”继续，回复“不是”就不办。',
  'wrong.score': '请给 1 到 5 分，5 分是非常满意，1 分是非常不满意。',
  'wrong.title': '请只发公司名称，和营业执照上的一样，其他内容不用写。',
  'wrong.taxNumber': '税号是 15、18 或 20 位（台湾统一编号 8 位），请对照营业执照再发一次。',
  'wrong.comment': '请用文字简单说几句，不想说就点“跳过”。',

  'ask.accountNumber': '请告诉我您的户号，账单上和缴费短信里都能找到。',
  'ask.phone': (p, f) => `请发户号 ${f.account(p.account)} 登记的手机号，验证码会发到那里。`,
  'ask.code': (p) =>
    `如果户号与手机号一致，验证码已发到 ${p.phone}，${p.minutes} 分钟内有效。请告诉我这六位数字；没收到就回复“重发”。`,
  'ask.code-again': (p) => `如果户号与手机号一致，新的验证码已发到 ${p.phone}，之前的不再有效。请告诉我新的六位数字。`,
  'ask.code-later': '到时回复“重发”，验证码就会发到这个手机号。',
  'bind.first': '请先绑定户号，之后就能查账单、缴电费了。',
  'bind.done': (p, f) => `绑定好了：户号 ${f.account(p.account)}，户主${p.holder}，地址${p.address}。`,
  'bind.already': (p, f) => `户号 ${f.account(p.account)} 已经绑定，可以直接使用。`,
  'bind.code-wrong': (p) => `验证码不对，还可以试 ${p.left} 次。请核对短信后再发一次。`,
  'bind.code-ended': '这个验证码已过期，或者试的次数用完了。回复“重发”就能换一个新的。',
  'bind.wait-code': (p, f) =>
    p.sent
      ? `验证码一分钟发一条，上一条收到了就可以用；没收到的话，${f.time(p.retryAt)} 之后回复“重发”。`
      : `验证码一分钟发一条，${f.time(p.retryAt)} 之后回复“重发”，就会发到这个手机号。`,
  'bind.lost-phone': (p) =>
    `登记的手机用不了，就收不到验证码，在这里绑不了。请带身份证到营业厅改登记的手机号，也可以转人工或拨打 ${p.hotline}。`,
  'bind.too-many': (p, f) =>
    p.retryAt
      ? `验证码的发送次数已到上限，请在 ${f.time(p.retryAt)} 之后再试。`
      : '验证码的发送次数已到上限，请过些时候再试。',
  'text-message.code': (p) =>
    `【${p.supplier}】验证码 ${p.code}，${p.minutes} 分钟内有效。工作人员不会向您索要验证码。`,
  'unbind.none': '您还没有绑定户号，不需要解绑。',
  'unbind.confirm': (p, f) => `要解绑户号 ${f.account(p.account)} 吗？解绑不影响用电，只是在这里不能再查它的账单。`,
  'unbind.done': (p, f) => `户号 ${f.account(p.account)} 已解绑。需要时可以再绑定。`,
  'switch.only-one': (p, f) => `您只绑定了户号 ${f.account(p.account)}。想用别的户号，请说“绑定户号”。`,
  'switch.done': (p, f) => `已切换到户号 ${f.account(p.account)}。`,
  'ask.account': '您要用哪个户号？',
  'option.account': (p, f) => `${p.name} ${f.account(p.account)}`.trim(),

  'bill.title': (p, f) => `${f.period(p.period)}电费账单`,
  'bill.none': (p, f) => `户号 ${f.account(p.account)} 还没有账单。`,
  'bill.none-then': (p, f) => `户号 ${f.account(p.account)} 没有${f.period(p.period)}的账单。您可以换一个月份查。`,
  'bill.newest-yet': (p, f) =>
    `${f.period(p.period)}的账单还没出，出账后就能查到。先看最近的一期：${f.period(p.newest)}。`,
  'bill.all-due': (p, f) =>
    `${p.count} 笔未缴，${p.lateFee ? `含违约金 ${f.money(p.lateFee)}，` : ''}共 ${f.money(p.amount)}。`,
  'bill.status': (p) => BILL_STATUS[p.status],
  'row.account': '户号',
  'row.dates': '计费周期',
  'row.kwh': '用电量',
  'row.tier-reached': '用到',
  'value.tier-reached': (p, f) =>
    `第${DIGITS[p.tier] ?? p.tier}档，${p.kwhLeft === null ? '最高一档' : `${p.period === 'year' ? '全年' : ''}这一档还剩 ${f.kwh(p.kwhLeft)}`}`,
  'row.amount': '金额',
  'row.late-fee': '违约金',
  'row.due-date': '缴费截止日',
  'row.status': '状态',
  'row.reading': '抄表方式',
  'row.total-due': '应缴总额',
  'row.month': (p, f) => f.period(p.period),
  'value.dates': (p, f) => `${f.day(p.from)}至${sameYear(p.from, p.to) ? withoutYear(f.day(p.to)) : f.day(p.to)}`,
  'value.estimated': '估抄',
  'chart.kwh': '近期用电量',

  'explain.more': (p, f) =>
    `${f.period(p.period)}比${otherMonth(p.than, p.period, f)}多 ${f.money(size(p.difference))}。`,
  'explain.less': (p, f) =>
    `${f.period(p.period)}比${otherMonth(p.than, p.period, f)}少 ${f.money(size(p.difference))}。`,
  'explain.same': (p, f) => `${f.period(p.period)}的电费和${otherMonth(p.than, p.period, f)}一样多。`,
  'explain.first': (p, f) => `${f.period(p.period)}电费是 ${f.money(p.amount)}，没有更早的账单可以比较。`,
  'explain.parts': (p, f) => `和${f.period(p.than)}相比，差在哪里`,
  'explain.tiers': (p, f) => `${f.period(p.period)}电费怎么算的`,
  'explain.sum': '合计',
  'explain.main-usage': (p, f) => {
    const change = compare(p.before, p.after);
    if (change === 0) return `主要原因是用电量略有变化，平均每天约 ${f.kwh(p.after)}。`;
    return `主要原因是用电${change > 0 ? '多' : '少'}了：平均每天从 ${f.kwh(p.before)}变为 ${f.kwh(p.after)}。`;
  },
  'explain.main-days': (p) => {
    const more = p.after - p.before;
    return `主要原因是计费天数${more < 0 ? '少' : '多'}了 ${Math.abs(more)} 天：从 ${p.before} 天变为 ${p.after} 天。`;
  },
  'explain.main-season': (p, f) => {
    const change = compare(p.before, p.after);
    if (change === 0) return '主要原因是换季，电价跟着季节变了。';
    return `主要原因是换季：第一档从 ${f.kwh(p.before)}变为 ${f.kwh(p.after)}，按较高电价计费的部分${change < 0 ? '多' : '少'}了。`;
  },
  'explain.main-annual-tier': '主要原因是全年累计用电进入了更高的档位。',
  'explain.main-tariff': '主要原因是电价有调整。',
  'explain.main-time-of-use': '主要原因是高峰和低谷用电的比例变了。',
  'explain.estimated': '这期或对比的那期是估抄读数，和实际用电可能有出入。',
  'explain.does-not-agree': (p, f) =>
    `我们按电价重新计算，结果和账单金额对不上，已安排核查，工单号 ${p.caseNumber}，${f.time(p.deadline)} 前答复您。`,
  'explain.not-in-tariff': (p, f) =>
    `电价表里没有${f.period(p.period)}的电价，这一期没法按电价核算，已安排核查，工单号 ${p.caseNumber}，${f.time(p.deadline)} 前答复您。`,
  'part.days': (p) => `天数 ${p.before}→${p.after} 天`,
  'part.usage': (p) => `用电量 ${p.before}→${p.after} 度/天`,
  'part.season': (p) => (compare(p.before, p.after) === 0 ? '季节电价' : `第一档 ${p.before}→${p.after} 度`),
  'part.annual-tier': '全年累计阶梯',
  'part.tariff': '电价调整',
  'part.time-of-use': '峰谷比例变化',
  'part.unexplained': '待核查的差额',
  'part.not-in-tariff': (p, f) => `${f.period(p.period)}没有电价`,
  'part.first-usage': '本期用电',
  'row.tier': (p) => `第${DIGITS[p.tier] ?? p.tier}档${{ all: '', peak: '（峰）', valley: '（谷）' }[p.use]}`,
  'value.tier': (p, f) => `${f.kwh(p.kwh)} × ${p.price} = ${f.money(p.amount)}`,

  'pay.read-back': '请核对缴费信息',
  'pay.confirm': (p, f) => `给户号 ${f.account(p.account)} 缴 ${f.money(p.amount)}，确认吗？`,
  'pay.nothing-due': (p, f) => `户号 ${f.account(p.account)} 没有待缴的电费。`,
  'pay.prepaid': (p, f) =>
    `户号 ${f.account(p.account)} 是预付费，余额 ${f.money(p.balance)}。充值在这里办不了，请到供电公司App或营业厅充，也可以打 ${p.hotline} 问。充了以后自动恢复供电。`,
  'pay.by': (p) =>
    p.yes
      ? `可以。说“缴电费”，核对后打开的页面就用${p.methods.map((method) => METHODS[method]).join('、')}付。`
      : `这里不行，在这里只能用${p.methods.map((method) => METHODS[method]).join('、')}付。供电公司App、营业厅还有别的付法。`,
  'pay.open-elsewhere': (p, f) => `户号 ${f.account(p.account)} 有一笔缴费正在进行，为免重复缴费，请等它结束后再试。`,
  'pay.opened': (p, f) =>
    `请到支付页面支付 ${f.money(p.amount)}，${f.time(p.until)} 前有效。支付后收据会自动发到这里。`,
  'pay.opened-title': '等待支付',
  'pay.still-open': (p, f) =>
    `您有一笔 ${f.money(p.amount)} 的缴费还没支付，支付页面 ${f.time(p.until)} 前有效，可以接着付。`,
  'pay.not-now': '好的，这次先不缴。想缴的时候说“缴电费”就行。',
  'row.holder': '户主',
  'row.bills': '账单',
  'value.bills': (p, f) =>
    p.periods
      .map((period, at) => {
        const before = p.periods[at - 1];
        return before === undefined ? f.period(period) : otherMonth(period, before, f);
      })
      .join('、'),
  'paid.title': '缴费收据',
  'paid.thanks': '缴费成功，谢谢您。需要发票的话，说“开发票”就行。',
  'row.paid-at': '缴费时间',
  'row.receipt': '收据号',
  'row.day': (p, f) => f.day(dayOf(p.at)),
  'paid.failed': (p, f) => `这笔 ${f.money(p.amount)} 没有支付成功，支付平台没有收款记录。想再付一次，请说“缴电费”。`,
  'paid.expired': (p, f) =>
    `这笔 ${f.money(p.amount)} 的支付页面已过期，支付平台没有收款记录。想继续缴，请说“缴电费”。`,
  'paid.disputed': (p) => `收到的款项和这笔订单不一致，已转专人核对，工单号 ${p.caseNumber}。核对期间请不要重复支付。`,
  'history.title': (p, f) => `户号 ${f.account(p.account)} 的缴费记录`,
  'history.none': (p, f) => `户号 ${f.account(p.account)} 在这里还没有缴费记录。在别处缴的，查账单能看到是否缴清。`,
  'value.payment': (p, f) => `${f.money(p.amount)} ${PAYMENT_STATUS[p.status]}`,

  'invoice.none-paid': '还没有可以开发票的缴费。在这里缴费成功后，就能开了。',
  'ask.payment': '要给哪一笔缴费开发票？',
  'option.payment': (p, f) => `${dayOf(p.at)} ${f.money(p.amount)}`,
  'ask.titleKind': (p) => `发票抬头开个人（${p.holder}），还是开公司？`,
  'option.personal': (p) => `个人（${p.holder}）`,
  'option.company': '公司',
  'ask.title': '请告诉我公司全称，要和营业执照一致。',
  'ask.taxNumber': '请告诉我公司的税号（统一社会信用代码）。',
  'invoice.read-back': '请核对开票信息',
  'invoice.confirm': '按这些信息开发票，确认吗？',
  'invoice.done': (p) => `发票开好了，号码 ${p.number}，可以打开查看和打印。`,
  'invoice.title': '电子发票',
  'invoice.exists': '这笔缴费已经开过发票，可以直接打开查看。',
  'row.title': '发票抬头',
  'row.tax-number': '税号',

  'ask.score': (p) => `这次${doing(p.service)}，您满意吗？`,
  'option.score': (p) => SCORES[p.score],
  'ask.comment': '方便说说原因吗？不想说就点“跳过”。',
  'rating.thanks': '谢谢您的评价。',
  'rating.recovery': (p, f) =>
    `很抱歉这次没让您满意。专人会在 ${f.time(p.deadline)} 前联系您，工单号 ${p.caseNumber}。`,
  'rating.already': '这次服务您已经评价过了，谢谢。',
  'rating.nothing': '现在没有等待评价的服务。',

  'emergency.first': (p) =>
    p.machine
      ? `靠机器维持的人断了电：马上打 ${p.emergency}，准备送医，或换上备用电池、氧气瓶。\n再打 ${p.hotline}，说明家里有人靠机器维持。`
      : `请先保证安全：离远一点，不要碰电线、电器和积水。\n让身边的人也离开。\n有人受伤或着火，马上打 ${p.emergency}。\n再打 ${p.hotline} 报告险情。`,
  'emergency.case': (p) => `已登记紧急工单 ${p.caseNumber}，调度人员会给您回电，请保持电话畅通。`,
  'emergency.hurt': (p) =>
    `马上打 ${p.emergency}。\n触电的人可能还连着电：别用手碰他，别用东西挑线。\n能安全关掉总开关才去关，关不了就离远等。\n断电以后，照急救电话里说的做。`,
  'emergency.what-to-do': (p) =>
    ({
      shock: `先断电：能安全关掉总开关就关。断不了电，别碰触电的人，别用东西拨线。马上打 ${p.emergency}，照电话里说的做。`,
      line: `离开电线至少 8 米，拦住旁边的人。不要碰电线，也不要碰挨着它的车、树和水，不要挑线。有人受伤或起火，打 ${p.emergency}。`,
      fire: `人先离开，别回去拿东西，打 ${p.emergency}。还通着电就别用水泼；能安全关掉总开关才关，关不了就走。`,
      water: `不要下水，不碰电器和插座。总开关在干的地方、能安全够到才关，关不了就离开。有人受困或受伤，打 ${p.emergency}。`,
      machine: `马上打 ${p.emergency}，准备送医，或换上备用电池、氧气瓶。`,
      any: `离远一点，不要碰电线、电器和积水；能安全关掉总开关才关。有人受伤或着火，打 ${p.emergency}，然后等调度人员回电。`,
    })[p.hazard],
  'emergency.coming': (p) =>
    `紧急工单 ${p.caseNumber} 已在调度手里，他们会先给您回电；几点到，这里还看不到。请离远一点，保持电话畅通。`,
  'emergency.noted': (p) =>
    `记下了：${[p.address, p.phone].filter((one) => one !== null).join('，')}${p.seen ? '，调度人员看得到' : ''}。${p.missing ? `也请告诉我${p.missing === 'phone' ? '电话' : '地址'}。` : ''}`,
  'emergency.crisis': (p) =>
    `听您这么说，我很担心您。您很重要，这一刻会过去的。请现在就和人说说话：心理援助热线 ${p.helpLine}，或 ${p.emergency}，也可以叫身边信得过的人来陪您。我们这里也有人在。`,
  'emergency.gas': (p) =>
    `请马上：不要开关任何电器和灯，不要点火；打开门窗，人都到室外去。\n在外面打燃气公司的抢修电话，或 ${p.emergency}。\n燃气不归我们管，这里不登记。`,
  'trouble.unavailable': (p) => `抱歉，现在查不到这项信息。请过一会儿再试，着急的话请拨打 ${p.hotline}。`,

  'label.service': (p) => SERVICES[p.service],
  'label.slot': (p) => SLOTS[p.slot],
  'label.yes': '是的',
  'label.no': '暂不',
  'label.pay-yes': '确认缴费',
  'label.skip': '跳过',
  'label.why': '为什么这么多',
  'label.history': '缴费记录',
  'label.person': '转人工',
  'label.help': '能办什么',
  'label.resend': '重发验证码',
  'label.cancel': '取消',
  'label.go-pay': '去支付',
  'label.open-invoice': '打开发票',
  'label.other-account': '换个户号',
};
