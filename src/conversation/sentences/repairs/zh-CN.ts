/** Mending a conversation, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { RepairsParams } from './params.ts';
import { type Reasons, type RepairWords, reasonOf } from './words.ts';

const CALL = '有疑问时，工作人员按这个号码联系您，不作他用。';
const WHICH = '您可能有不止一个户号，要先知道说的是哪一个。';

const REASONS: Reasons = {
  accountNumber: '每一户用电靠户号区分，有了它才能找到您家的账单和电表。',
  account: WHICH,
  phone: '验证码要发到户号登记的手机上，确认是您本人，别人就看不到您的账单。',
  code: '验证码证明这个手机在您手上，别人拿到户号也绑不走。',
  month: '账单按月出，要知道月份才能找到那一张。',
  payment: '发票按每笔缴费开，要知道是哪一笔。',
  titleKind: '个人和公司的发票内容不同，开好后不能直接改。',
  title: '发票上的公司名称要和营业执照一致，否则不能报销。',
  taxNumber: '公司的发票必须写税号，否则不能报销。',
  danger: '有危险的话，要先让您离开，并马上通知调度。',
  scope: '停电范围能看出是您家里的开关还是线路的故障，派的人不一样。',
  breaker: '跳闸多半是家里的问题，自己就能恢复；没跳闸就要派人来。',
  since: { 'request.file': '要按那天的停电和电压记录来核对。', other: '有了时间，就能对上线路的记录。' },
  address: {
    'outage.query': '停电按线路安排，要知道地址才能查到。',
    'outage.report': '抢修人员要知道去哪里。',
    other: '工作人员要按地址上门勘查、接线。',
  },
  contactPhone: {
    'outage.report': '抢修人员到了或找不到地方时，要打这个电话。',
    'request.file': '申请由工作人员联系您办理，要有一个打得通的电话。',
    'complaint.file': '处理结果要回复您，只用于这件事。',
    'handoff.request': '现在没有工作人员在线，上班后按这个号码打给您。',
    other: CALL,
  },
  description: {
    'complaint.file': '写清楚经过，处理的人才不用再问您一遍。',
    'connection.new': '临时用电按用途和时间来安排。',
    other: '说清楚情况，工作人员来之前就能有准备。',
  },
  ownershipChanged: '换人是过户，没换人只改名字是更名，要的材料不一样。',
  role: {
    'connection.new': '车位是自有还是租的，要的材料不一样。',
    other: '本人、代办和继承要的材料不一样。',
  },
  reason: {
    'account.rename': '登记错了和依法改名，要的材料不一样。',
    'progress.query': '知道哪里没解决，接手的人才能对症处理。',
    other: '工作人员要按原因安排下一步。',
  },
  consent: '身份信息受法律保护，没有您的同意，我们不能使用。',
  name: {
    'connection.new': '要用申请人的姓名登记。',
    other: '新合同要用身份证上的姓名，写错了就要重办。',
  },
  idNumber: '用来核对身份，防止别人把户号过走。号码加密保存，只有经办人能看。',
  oldHolderPhone: '过户要通知原户主，号码用来对照登记；不知道可以跳过。',
  documents: '这些材料证明身份和房屋；现在没有可以以后再补。',
  capacityKw: '容量决定电表和线路的大小，报小了会跳闸。',
  parkingSpace: '充电桩装在车位上，要知道是哪一个。',
  category: '不同的事由不同的人办，分清楚才不会转来转去。',
  about: '知道是关于谁或哪件事，才能交给该管的人。',
  anonymous: '匿名的话不留您的身份，但也没法把结果回复给您。',
  case: '您有不止一张工单，要知道是哪一张。',
  topics: '按您选的来，其余的不打扰您。',
  score: '您的评分直接用来改进服务，分低了会有人联系您。',
  comment: '知道哪里不好，才能改；不想说可以跳过。',
  question: '知道您想问什么，才能找到对应的规定。',
  helpful: '有没有帮助，决定这段说明要不要改。',
  talk: '您随便说，不想说也没关系。',
  rated: '要知道评价的是哪次服务。',
  confirm: '没有您的确认，我什么都不会提交；请看一遍内容对不对。',
};

export const repairsZhCN = ({ doing, slots }: RepairWords): Part<RepairsParams> => ({
  'why.asked': (p) => reasonOf(REASONS, p.slot, p.service),
  'repair.needed': (p) => `缺了${slots[p.slot]}，这件事办不下去。不方便说的话，可以转人工，也可以先不办。`,
  'repair.wait': '好的，不着急，我在这里等您。',
  'repair.cancelled-with': (p) =>
    `好的，${doing(p.service)}已取消，等着它的${p.waiting.map(doing).join('、')}也一起取消了。`,
  'repair.cancelled-all': (p) => `好的，都取消了：${p.services.map(doing).join('、')}。`,
  'repair.was-open': (p) => `上次我们在${doing(p.service)}，还没办完。接着回答就能继续，不办了就说“取消”。`,
  'repair.read-again': '过了一段时间，内容有变化，请再核对一遍。',
  'repair.offer-person': (p) => `我还是没能听懂。可以转人工，也可以拨打 ${p.hotline}。`,
  'undo.nothing': '刚才没有提交过可以撤回的事。',
  'undo.not-here': (p) => `${doing(p.service)}已经完成，在这里撤不回来。需要更改的话，请转人工。`,
  'undo.payment-pending': (p, f) =>
    `这笔 ${f.money(p.amount)} 还没支付，不支付就不会扣款。支付页面 ${f.time(p.until)} 自动失效，您不用做什么。`,
  'undo.payment-paid': (p, f) => `这笔 ${f.money(p.amount)} 已经支付成功，在这里撤不回来。要退款请转人工。`,
  'undo.payment-none': (p, f) => `这笔 ${f.money(p.amount)} 没有支付成功，没有扣款。`,
  'mood.angry': '给您添了麻烦，很抱歉。您说的我都记着，我们先把事情办好。',
  'mood.worried': '我知道您着急，我们一步一步来，我陪您办完。',
  'unread.sticker': '收到您的表情。',
  'unread.image': '图片收到了，不过内容我还看不了，请打字告诉我。',
  'unread.image-papers': '这里收不到图片里的材料。您可以点“以后再补”，之后再交。',
  'unread.voice': '我还听不了语音，请打字，或用输入法的语音转文字。',
  'unread.video': '视频我还看不了，请打字告诉我。',
  'unread.file': '文件我还打不开，请打字告诉我里面的内容。',
  'unread.place': '位置我还读不了，请打字告诉我。',
  'unread.place-asked': '位置我还读不了，请把地址打成字，写到门牌号。',
  'label.go-on': '继续办',
  'label.drop-it': '不办了',
});
