/** Outages: reported, known, restored, in Simplified Chinese. */
import type { OutageCause, OutageStage, ReportScope } from '../../../domain/outages.ts';
import type { Part } from '../book.ts';
import type { Format } from '../format.ts';
import type { OutagesParams, OutageWords } from './params.ts';

const CAUSES: Readonly<Record<OutageCause, string>> = {
  planned: '计划停电',
  fault: '故障停电',
  rotation: '轮流停电',
};
const SCOPES: Readonly<Record<ReportScope, string>> = {
  home: '只有我家',
  building: '整栋楼',
  area: '一片都停',
  unknown: '不清楚',
};
const BREAKERS = { yes: '跳了', no: '没跳', unknown: '不会看' } as const;
const STAGES: Readonly<Record<OutageStage, string>> = {
  reported: '已受理，等待派人',
  dispatched: '抢修人员在路上',
  'on-site': '抢修人员已到现场',
  restored: '已恢复供电',
};
const stageOf = (stage: OutageStage, cause: OutageCause): string =>
  cause === 'fault' || stage === 'restored' || stage !== 'reported' ? STAGES[stage] : '按计划进行中';

/** Past its planned end: no longer as planned. */
const overrun = ({ cause, stage, late }: OutageWords): boolean => late && cause !== 'fault' && stage === 'reported';

/** Nothing that is not on record: an estimate, that it has passed, or the next word, promised to whoever reported it (`registered`). */
function when({ estimate, late, nextWordAt, cause }: OutageWords, f: Format, registered: boolean): string {
  const word = registered ? '' : '登记后，';
  const next = nextWordAt ? `${word}${f.time(nextWordAt)} 前再告诉您进展。` : '';
  if (!estimate) return `还没有预计复电时间。${next}`;
  if (late)
    return `原定 ${f.time(estimate)} ${cause === 'fault' ? '恢复' : '结束'}，时间已过，还没收到来电的消息，抱歉。${next}`;
  return `预计 ${f.time(estimate)} 恢复供电。`;
}

export const outagesZhCN: Part<OutagesParams> = {
  'outage.ask-danger': '先确认安全：附近有没有电线断落、冒火花、冒烟、焦味、表箱进水，或有人触电？',
  'outage.danger-comes-first': '附近有电线断落、冒火花、冒烟，或有人触电的，请先离远，马上告诉我。',
  'outage.danger-or-not': '为了不弄错：现在附近有危险吗（电线断落、火花、冒烟、有人触电）？',
  'label.danger': (p) => (p.danger === 'yes' ? '有危险' : '没有'),
  'outage.ask-address': '停电的是哪里？请告诉我详细地址，到门牌号和楼栋。',
  'outage.wrong-address': '这个地址还不够详细，请写明街道或小区、门牌号和楼栋。',
  'label.elsewhere': '其他地址',
  'outage.ask-scope': '只有您家没电，还是整栋楼、一片都停了？可以看看邻居家或楼道的灯。',
  'label.scope': (p) => SCOPES[p.scope],
  'outage.ask-breaker': '请看一下家里配电箱的总开关和漏电保护器，跳闸了吗？手要干，不要拆盖子。',
  'label.breaker': (p) => BREAKERS[p.breaker],
  'outage.guide':
    '请这样试一次：\n1. 拔掉所有电器的插头，关掉各路小开关。\n2. 把总开关向下扳到底，再向上合一次，只合一次。\n3. 合得住，再一路一路打开小开关。\n闻到焦味或看到烧痕就不要合，直接告诉我有危险。',
  'outage.ask-held': '合上以后，总开关又跳了吗？',
  'label.held': (p) => ({ yes: '又跳了', held: '没跳，有电了', no: '没跳，还是没电' })[p.held],
  'outage.held': '太好了，电已恢复。哪一路一合就跳，就让那一路先关着，请持证电工检查。需要时随时找我。',
  'outage.leak':
    '一合就跳，多半是家里线路或电器漏电，请不要再合，找持证电工检查；这部分在您家产权分界点以内。不确定的话，也可以先报修，由抢修人员上门判断。',
  'outage.ask-phone': '抢修人员怎么联系您？请留一个电话，不想留就点“跳过”。',
  'outage.wrong-phone': '没认出电话号码。请发手机号，或带区号的固定电话。',
  'outage.read-back': '请核对报修信息',
  'row.outage-place': '停电地点',
  'row.outage-scope': '停电范围',
  'row.outage-breaker': '家里总开关',
  'row.outage-since': '停电时间',
  'row.outage-said': '情况',
  'row.outage-call': '联系电话',
  'value.scope': (p) => SCOPES[p.scope],
  'value.breaker': (p) => BREAKERS[p.breaker],
  'value.no-phone': '未留',
  'value.arrive-within': (p) => `受理后 ${p.minutes} 分钟内到达现场`,
  'outage.confirm': '按这些信息报修，确认吗？',
  'outage.confirm-join': '要为您登记报修，有进展就通知您吗？',
  'label.report-it': '确认报修',
  'label.keep-informed': '登记并通知我',
  'outage.filed': (p) =>
    ({
      opened: `已报修，工单号 ${p.caseNumber}。同一处的报修会合并处理，有进展就告诉您。`,
      joined: `已登记，工单号 ${p.caseNumber}，并入正在处理的停电，有进展就告诉您。`,
      single: `已报修，工单号 ${p.caseNumber}，有进展就告诉您。`,
    })[p.how],
  'outage.filed-planned': (p, f) =>
    `已登记，工单号 ${p.caseNumber}。您这里现在是${CAUSES[p.cause]}。${when(p, f, true)}${p.estimate && !p.late ? '有变动就告诉您。' : ''}`,
  'outage.advice':
    '停电时：先关掉电暖器等大功率电器，少开冰箱门，不要坐电梯，给手机省电。来电时电压可能不稳，过几分钟再插电器。',
  'outage.own': (p) => `这里的停电您已经报过，工单号 ${p.caseNumber}，还在处理，不用重复报修。`,
  'outage.cut': (p, f) =>
    p.amount
      ? `户号 ${f.account(p.account)} 是因欠费停的电，共欠 ${f.money(p.amount)}。缴清后会自动安排复电，不用再申请。`
      : `户号 ${f.account(p.account)} 是因欠费停的电，现在已没有欠费，会自动安排复电。还没来电，可以在这里申请复电。`,
  'outage.prepaid': (p, f) =>
    `户号 ${f.account(p.account)} 的预付费余额已用完，欠 ${f.money(p.balance)}，电表可能已断电。在供电公司App或营业厅充值后就能恢复；充值后还没电，再告诉我。`,
  'label.report-anyway': '不是这个原因，我要报修',
  'outage.where-danger': '危险在哪里？安全的话请告诉我详细地址，不方便就点“跳过”。',
  'outage.phone-danger': '调度人员怎么联系您？请留一个电话，不方便就点“跳过”。',
  'emergency.where': '现在还不知道您在哪里，也没有您的电话。确认自己安全后，请把地址和电话告诉我。',
  'outage.noted': (p) => `已补到紧急工单 ${p.caseNumber}，调度人员能看到。`,
  'label.tell-where': '说明地址和电话',

  'outage.title': (p) => (p.ahead ? `${CAUSES[p.cause]}预告` : CAUSES[p.cause]),
  'outage.known': (p, f) =>
    `您这里现在是${CAUSES[p.cause]}。${p.cause === 'fault' && p.stage ? `${stageOf(p.stage, p.cause)}。` : ''}${when(p, f, false)}`,
  'outage.ahead': (p, f) =>
    `${CAUSES[p.cause]}：${f.time(p.from)} 开始，${p.to ? (p.estimated ? `预计 ${f.time(p.to)} 恢复供电` : `${f.time(p.to)} 结束`) : '结束时间未定'}。`,
  'row.outage-from': '开始时间',
  'row.outage-to': '计划结束',
  'row.outage-estimate': '预计复电',
  'row.outage-stage': '进展',
  'row.outage-reports': '报修',
  'row.outage-next-word': '下次通报',
  'value.outage-stage': (p) => stageOf(p.stage, p.cause),
  'value.reports': (p) => `已有 ${p.count} 户报修`,
  'value.no-estimate': '还没有预计时间',
  'value.estimate-late': (p, f) => `原定 ${f.time(p.estimate)}，已过，还没收到复电消息`,
  'outage.not-located': (p) => `记录里没有找到${p.address}这个地址，说不准那里有没有停电。家里没电的话，可以马上报修。`,
  'outage.none': '您这里现在没有登记的停电，近期也没有停电计划。家里没电的话，可以马上报修。',
  'outage.none-now': '您这里现在没有登记的停电。家里没电的话，可以马上报修。',

  'outage.told': (p, f) =>
    `停电报修 ${p.caseNumber}：${overrun(p) ? '' : `${stageOf(p.stage, p.cause)}。`}${when(p, f, true)}`,
  'outage.joined': (p) => `停电报修 ${p.caseNumber}：附近也有人报修，已并入同一起停电，一起抢修。`,
  'outage.restored': (p, f) => `停电报修 ${p.caseNumber}：${f.time(p.at)} 已恢复供电。`,
  'outage.called-off': (p) => `停电报修 ${p.caseNumber}：这次停电已取消。`,
  'outage.no-fault': (p) =>
    `停电报修 ${p.caseNumber}：抢修人员已检查，供电设备没有发现故障，工单已办结。请看看家里的总开关是否跳闸。还是没电的话，请告诉我，会重新登记报修。`,
  'outage.reopened': (p) => `抱歉，停电报修 ${p.caseNumber}：之前说已恢复，现在确认还没有，继续处理。`,
  'outage.ask-back': (p) => `您那里来电了吗？（工单 ${p.caseNumber}）`,
  'label.back': (p) => (p.back === 'back' ? '来电了' : '还没来电'),
  'outage.ask-still-out': (p) => `您的报修 ${p.caseNumber} 记录为已恢复。您那里现在还没电，要重新派人吗？`,
  'outage.still-out': (p, f) =>
    `抱歉，已重新派人处理，工单号还是 ${p.caseNumber}。${p.nextWordAt ? `${f.time(p.nextWordAt)} 前告诉您进展。` : ''}`,
  'outage.glad': (p) => `好的，工单 ${p.caseNumber} 已办结。家里有电器因停电损坏，可以找我登记。`,
  'outage.not-asked': (p) => `工单 ${p.caseNumber} 现在不需要确认。还是没电的话，请重新报修。`,
  'outage.lapsed': (p) => `没有收到您的回复，停电报修 ${p.caseNumber} 按已恢复办结。还没来电的话，请随时再报修。`,
};
