/** Connections and other requests, in Simplified Chinese. */
import type { CaseKind, PromiseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { RequestKind } from '../../../services/requests.ts';
import type { Part } from '../book.ts';
import { casesZhCN } from '../cases/zh-CN.ts';
import { createFormat } from '../format.ts';
import type { ConnectionsParams } from './params.ts';

const format = createFormat('zh-CN');
const kindOf = (kind: CaseKind): string => casesZhCN['case.kind']({ kind }, format);
const papersOf = (kinds: readonly DocumentKind[]): string => casesZhCN['value.papers']({ kinds }, format);

const DESCRIBE: Readonly<Partial<Record<RequestKind, string>>> = {
  'bill-check': '请说说这张账单哪里不对，例如金额、度数或抄表。',
  'meter-test': '请说说为什么觉得电表不准，例如用电没变、度数多了很多。',
  'appliance-damage': '请列出损坏的电器和当时的情况。先别修、别扔，保持原样，等工作人员查看。',
};
const NOTES: Readonly<Record<RequestKind, string>> = {
  'bill-check': '核查后会告诉您结果；如果收多了，会退给您。',
  'meter-test': '检定费：电表不准由供电企业承担，电表准确由您承担。上门前会先联系您。',
  reconnection: '恢复供电的时限，从电费缴清的那一刻算起。',
  'appliance-damage': '工作人员会上门查看，在那之前请让电器保持原样。',
  'phone-change': '工作人员会打电话核实是您本人，核实后才更换。原号码会收到一条短信提醒。',
  'account-closing': '工作人员会抄最后一次表并出最后一张账单，缴清后销户，余额退给户主。工作人员处理之前可以随时撤销。',
};
const PROMISED: Readonly<Record<PromiseKind, string>> = {
  arrive: '上门查看',
  restore: '恢复供电',
  contact: '联系您',
  answer: '答复您',
  complete: '办结',
  'next-word': '告诉您进展',
};

export const connectionsZhCN: Part<ConnectionsParams> = {
  'connection.ask-category': '您要办哪一种用电？',
  'connection.ask-address': '要用电的地址是哪里？请写到门牌号。',
  'connection.wrong-address': '请写清用电地址，例如：幸福路 12 号 3 单元 501。',
  'connection.ask-place': '充电桩装在哪个户号的地址？',
  'connection.elsewhere': '别的地址',
  'connection.ask-capacity': (p) =>
    p.kind === 'ev-charger'
      ? '充电桩的功率是多少千瓦？家用的多是 7 或 11 千瓦。'
      : p.kind === 'capacity-increase'
        ? '要增加到多少千瓦？'
        : p.kind === 'temporary-supply'
          ? '临时用电需要多少千瓦？'
          : '需要多少千瓦？普通住宅一般 8 千瓦，电器多的 12 或 16 千瓦。',
  'connection.capacity-unsure': (p) => `不清楚，先按 ${p.kw} 千瓦`,
  'connection.wrong-capacity': '请告诉我千瓦数，例如 8。不清楚可以直接选。',
  'connection.ask-purpose': '临时用电做什么用，大约用多久？',
  'connection.ask-name': '请告诉我申请人的姓名，要和证件一致。',
  'connection.wrong-name': '请只写申请人的姓名。',
  'connection.ask-phone': '请留一个联系电话，勘查前会先联系您。',
  'connection.wrong-phone': '没认出电话号码。请发手机号，或带区号的固定电话。',
  'connection.ask-parking': '是哪个车位？例如：地下二层 B2-118。',
  'connection.wrong-parking': '请写清车位号，例如：地下二层 B2-118。',
  'connection.ask-role': '这个车位是您自己的，还是租的？',
  'connection.role': (p) => (p.role === 'owner' ? '自己的车位' : '租的车位'),
  'connection.lease-note': '租的车位，还要车位产权人的书面同意，写成授权委托书拍照发来就行。',
  'connection.read-back': (p) => `请核对${kindOf(p.kind)}申请`,
  'connection.notice':
    '每一步进度您都能查到。设计、施工、设备由您自己选，任何人不得指定。如有费用，动工前先告诉您，没说明的不收。',
  'connection.confirm': (p) => `内容和说明都看过了，现在提交${kindOf(p.kind)}申请吗？`,
  'connection.opened': (p) => {
    const done = `${kindOf(p.kind)}申请已提交，工单号 ${p.caseNumber}。`;
    if (p.missing.length === 0) return done;
    return p.waits
      ? `${done}还缺${papersOf(p.missing)}，补齐后开始计时。`
      : `${done}${papersOf(p.missing)}可以后补，${p.kind === 'temporary-supply' ? '先受理，送电前要补齐' : '不影响先受理'}。`;
  },
  'connection.arrears': (p, f) => `户号 ${f.account(p.account)} 有逾期没缴的电费，缴清后就能办。`,
  'connection.not-possible': (p, f) => `户号 ${f.account(p.account)} 现在没有正常供电，这里办不了，请转人工。`,
  'change.open': (p) =>
    p.caseNumber
      ? `这里已经有一件变更在办，工单号 ${p.caseNumber}，办完才能再提交。`
      : '这个户号已经有一件变更在办，办完才能再提交。',
  'value.kw': (p) => `${p.kw} 千瓦`,
  'value.steps': '提交、现场勘查、答复供电方案、装表接电',
  'value.done-by': (p, f) =>
    p.waits ? `材料齐全后 ${p.workingDays} 个工作日内` : `${p.workingDays} 个工作日内，${f.time(p.due)} 前`,
  'row.supply-address': '用电地址',
  'row.capacity': '用电容量',
  'row.purpose': '用途',
  'row.applicant': '申请人',
  'row.request-phone': '联系电话',
  'row.parking': '车位',
  'row.parking-of': '车位归属',
  'row.handed-in': '已交材料',
  'row.steps': '步骤',

  'request.ask-category': '您要办哪一项？',
  'request.ask-month': '对哪个月的账单有疑问？',
  'request.no-bill': '没有找到这个月的账单，请换一个月份。',
  'request.ask-description': (p) => DESCRIBE[p.kind] ?? '请说说情况。',
  'request.wrong-description': '请用文字简单说几句。',
  'request.ask-since': '电器是哪一天坏的？',
  'request.since-option': (p, f) => {
    const name = ['今天', '昨天', '前天'][p.ago];
    const day = f.day(p.day).replace(/^\d+年/, '');
    return name ? `${name} ${day}` : day;
  },
  'request.since-earlier': (p) => `超过 ${p.days} 天`,
  'request.wrong-since': '没认出是哪一天。可以说昨天，或者 12月3日。',
  'request.too-late': (p) =>
    `按规定，电器损坏要在 ${p.days} 天内提出，这次已经过了期限，不能直接受理。有特殊情况可以转人工，或打 ${p.hotline}。`,
  'request.ask-photos': (p) =>
    p.given > 0
      ? `收到 ${p.given} 张。还有就接着发，发完了点下面的按钮。`
      : p.kind === 'account-closing'
        ? '方便的话发一张电表读数的照片，没有也能继续。'
        : '有损坏电器的照片就发过来，没有也能继续。',
  'request.ask-phone': '要留一个联系电话吗？不留的话，就打户号登记的号码。',
  'request.ask-new-phone': (p) => `现在登记的是 ${p.oldPhone}。要换成哪个手机号？`,
  'request.wrong-new-phone': '没认出手机号。请发完整的 11 位号码（台湾是 09 开头的 10 位）。',
  'request.same-phone': '这就是现在登记的号码，请发要换成的新号码。',
  'request.ask-reason': '方便说说为什么销户吗？不想说就点“跳过”。',
  'request.read-back': (p) => `请核对：${kindOf(p.kind)}`,
  'request.note': (p) => NOTES[p.kind],
  'request.confirm': (p) => `就按这些内容提交${kindOf(p.kind)}吗？`,
  'request.opened': (p) =>
    `${kindOf(p.kind)}已受理，工单号 ${p.caseNumber}。${p.missing.length > 0 ? `还缺${papersOf(p.missing)}，补齐后开始计时。` : ''}`,
  'request.joined': (p) => `这件事已经在办，工单号 ${p.caseNumber}，不用重复提交，您说的情况会一起处理。`,
  'request.not-cut': (p, f) => `户号 ${f.account(p.account)} 没有因欠费停电。如果家里没电，可以报修。`,
  'request.closed': (p, f) => `户号 ${f.account(p.account)} 已经销户，不能再办这一项。`,
  'request.owed': (p, f) =>
    p.kind === 'reconnection'
      ? `还有 ${f.money(p.amount)} 没缴清。缴清后会自动安排复电，不用再申请。`
      : `有逾期没缴的电费，共 ${f.money(p.amount)}，缴清后就能办。`,
  'text-message.phone-change': (p, f) =>
    `【${p.supplier}】户号${f.account(p.account)}申请换联系电话，工单${p.caseNumber}。不是您办的请打${p.hotline}。`,
  'value.promise': (p, f) =>
    p.hours === null ? `${f.time(p.due)} 前${PROMISED[p.kind]}` : `提交后 ${p.hours} 小时内${PROMISED[p.kind]}`,
  'value.later-papers': (p) => `补齐${papersOf(p.kinds)}后开始计时`,
  'value.photos': (p) => `${p.count} 张`,
  'row.bill': '账单',
  'row.happened': '发生日期',
  'row.request-about': '情况',
  'row.devices': '损坏电器',
  'row.new-phone': '新号码',
  'row.request-reason': '原因',
  'row.still-due': '未缴电费',
};
