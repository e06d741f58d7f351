/** Name changes and transfers, in Simplified Chinese. */
import type { CaseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { Part } from '../book.ts';
import { casesZhCN } from '../cases/zh-CN.ts';
import { createFormat } from '../format.ts';
import type { HoldersParams } from './params.ts';

const f = createFormat('zh-CN');
const paper = (kind: DocumentKind): string => casesZhCN.paper({ kind }, f);
const kindOf = (kind: CaseKind): string => casesZhCN['case.kind']({ kind }, f);
const list = (kinds: readonly DocumentKind[]): string => kinds.map(paper).join('、');

const CHANGE = { rename: '更名', transfer: '过户' } as const;
const ROLES = { owner: '产权人本人', agent: '代办人', heir: '继承人', tenant: '租客' } as const;
const TIERS = {
  restart: '由新户主从头计算',
  prorate: '按当年剩余月份折算给新户主',
  'carry-on': '接着原来的累计计算',
} as const;

export const holdersZhCN: Part<HoldersParams> = {
  'holder.seller':
    '房子卖了、买家接着用电，不用销户：由买家申请过户，我们会发短信请您确认，以前的电费归您结清。没有人接着用，才办销户。',
  'label.how-consent': '过户要我做什么',
  'ask.ownershipChanged': '房屋产权或户主换人了吗？换了是过户，没换、只改名字是更名。',
  'option.ownership': (p) => (p.value === 'yes' ? '换人了（过户）' : '没换，只改名字（更名）'),
  'ask.transfer-account': '要过户的是哪个户号？账单上有；不是您绑定的户号也可以申请。',
  'ask.role': '您是以什么身份来办？',
  'option.role': (p) => ROLES[p.role],
  'ask.holder-consent': (p) =>
    `${p.supplier}要用姓名和身份证号核对身份、办理这次变更，不作他用。号码加密保存，只有经办人能看，过法定期限就删；您可要求查看、更正、删除。不同意可到营业厅办。同意吗？`,
  'option.consent': (p) => (p.value === 'yes' ? '同意' : '不同意'),
  'ask.rename-reason': '为什么要改名字？',
  'option.reason': (p) => (p.reason === 'correction' ? '名字登记错了' : '依法改了名字'),
  'ask.holder-name': (p) =>
    p.kind === 'rename'
      ? '正确的姓名是什么？请按身份证上的写。可以和身份证号一起发。'
      : p.agent
        ? '新户主的姓名是什么？请按身份证上的写。可以和身份证号一起发。'
        : '您的姓名是什么？请按身份证上的写。可以和身份证号一起发。',
  'ask.idNumber': (p) => `请发${p.name ? `${p.name}的` : ''}身份证号。`,
  'ask.oldHolderPhone': '您知道原户主的手机号吗？不知道可以跳过。我们只会联系户号登记的号码。',
  'wrong.name': '请按身份证上的写法发姓名。',
  'wrong.idNumber': '这不像身份证号，请核对后再发一次。',
  'wrong.papers': '请发照片；发完点“发好了”，现在没有就点“以后再补”。',
  'holder.no-account': (p) => `没有查到户号 ${f.account(p.account)}，请核对后再发。`,
  'holder.not-possible': (p) =>
    `这个户号不能在线上办理（比如高压、临时用电、停电中，或要同时变更容量、用电类别）。请先办好那一项，或拨打 ${p.hotline}、到营业厅办理。`,
  'holder.other-open': (p) =>
    p.caseNumber
      ? `这个户号您已经申请了变更，工单号 ${p.caseNumber}，不用重复申请。`
      : '这个户号有另一件变更正在办理，办完或撤销后才能再申请。',
  'holder.arrears-first': (p, f) =>
    `户号 ${f.account(p.account)} 还欠 ${f.money(p.amount)}，结清后才能变更。先缴费，缴完接着办。`,
  'holder.arrears-other': (p, f) =>
    `这个户号还欠 ${f.money(p.amount)}，一般由原户主结清。结清之前不能提交；您可以先填好，最后在这里代缴。`,
  'holder.pay-meanwhile': (p, f) => `${f.money(p.amount)} 到账之前可以先往下填。`,
  'holder.pay-question': (p, f) => `户号 ${f.account(p.account)} 还欠 ${f.money(p.amount)}，结清后才能提交。现在缴吗？`,
  'holder.pay-waiting': (p, f) => `在等 ${f.money(p.amount)} 到账，到账后就能提交。`,
  'label.paid-check': '再看一次',
  'holder.tenant':
    '租客一般不能过户。您可以绑定户号来查账单、缴电费；如果房东同意，请房东本人来申请，或带房东的书面同意找人工办理。',
  'holder.no-consent': (p) => `好的，没有保存您的证件信息。您可以带身份证到营业厅办理，或拨打 ${p.hotline}。`,
  'holder.proved': '实名核对通过。',
  'holder.mismatch': (p) =>
    p.kind === 'rename'
      ? '姓名和身份证号对不上，或不是这个户号登记的户主。请重新发；如果户主换人了，那是过户。'
      : '姓名和身份证号对不上，请重新发。',
  'holder.mismatch-again': (p) =>
    `还是对不上。可以转人工，或带身份证到营业厅当面核对，也可以拨打 ${p.hotline}；要再试就重新发姓名和身份证号。`,
  'holder.too-many': (p) => `今天试的次数太多了，请明天再来，或拨打 ${p.hotline}。`,
  'holder.read-back': (p) => `请核对${CHANGE[p.kind]}申请`,
  'row.new-holder': '新户主',
  'row.new-name': '改后姓名',
  'row.id-number': '身份证号',
  'row.role': '身份',
  'row.reason': '原因',
  'row.papers-given': '已收材料',
  'row.papers-until': '补材料期限',
  'row.balance': '预存余额',
  'row.tiers': '阶梯电量',
  'row.old-holder': '原户主',
  'value.holder-balance': (p) =>
    p.kind === 'rename'
      ? '不变，仍在本户'
      : p.goes === 'refund'
        ? '退给原户主，不转给新户主'
        : '转到原户主的其他户号，不转给新户主',
  'value.holder-tiers': (p) => (p.kind === 'rename' ? '不变，接着累计' : TIERS[p.tiers]),
  'value.old-holder': (p) =>
    p.heir
      ? '不用同意；会短信告知登记的号码'
      : `会发短信到登记的号码请其确认，最多等 ${p.days} 天；没有答复就凭材料由人工审核`,
  'value.holder-clock': (p) =>
    `${p.afterPapers ? '产权材料齐后' : '受理后'} ${p.limit} 个工作日办结，等材料、等答复的时间不算`,
  'value.papers-until': (p) => `${p.days} 天内补齐，过期自动关闭，可以重新申请`,
  'holder.notice': (p) =>
    p.kind === 'transfer'
      ? '过户告知：用电地址、容量、类别都不变；欠费先结清，抄表清算后原合同终止，您签新的供用电合同；原户主的代扣、峰谷、多人口不转给您。'
      : '更名告知：产权、用电地址、容量、类别都不变，只改户名；合同、余额和阶梯电量照旧。',
  'holder.agree': (p) => `以上内容属实，并同意${CHANGE[p.kind]}告知，提交吗？`,
  'label.agree': '同意并提交',
  'holder.filed': (p) => {
    const next =
      p.stage === 'need-material'
        ? '还缺证明产权或变更的材料，补齐后开始计时；拍照发给我就行。'
        : p.stage === 'awaiting-old-holder'
          ? '正在请原户主确认。'
          : '接下来由工作人员审核。';
    return `${CHANGE[p.kind]}申请已提交，工单号 ${p.caseNumber}。${next}`;
  },
  'holder.left': (p) => `户号 ${f.account(p.account)} 已过户给新户主，您的绑定已解除。以前您自己缴费的记录还在。`,
  'holder.contract-title': (p) => `供用电合同 ${p.caseNumber}`,
  'holder.contract-until': (p, f) => `${f.time(p.until)} 前签，过期要重新申请`,
  'row.sign-until': '签订期限',
  'label.sign': '阅读并签合同',
  'papers.ask': (p) => {
    if (p.missing.length === 0) return `材料都收到了：${list(p.given)}。`;
    const others = p.missing.length > p.proof.length ? '，其他的可以后补' : '';
    const must = p.proof.length > 0 ? `${list(p.proof)}到了才开始计时${others}。` : '这些可以后补。';
    return `${p.given.length > 0 ? `已收到：${list(p.given)}。还要` : '请一张一张发照片：'}${list(p.missing)}。${must}`;
  },
  'option.papers': (p) => (p.value === 'done' ? '发好了' : '以后再补'),
  'papers.got': (p) => `收到：${paper(p.kind)}。`,
  'papers.unknown': '这份材料没有收到或已经用过，请再发一次。',
  'papers.for-what': '照片收到了，不过现在没有缺材料的申请。您想办什么？',
  'papers.attached': (p) => {
    const rest = p.missing.length > 0 ? `还缺：${list(p.missing)}。` : p.stage === 'need-material' ? '' : '材料齐了。';
    const next = p.stage === 'awaiting-old-holder' ? '正在请原户主确认。' : '';
    return `已加到${kindOf(p.kind)} ${p.caseNumber}。${rest}${next}`;
  },
  'papers.remind': (p, f) =>
    `提醒：${kindOf(p.kind)} ${p.caseNumber} 还缺${list(p.missing)}，请在 ${f.time(p.due)} 前补齐，过期会自动关闭；拍照发给我就行。`,
  'papers.expired': (p) => `${kindOf(p.kind)} ${p.caseNumber} 过了期限，已自动关闭。什么时候准备好了，都可以重新申请。`,
};
