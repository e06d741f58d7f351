/** Complaints, progress and chasing, in Simplified Chinese. */
import type { CaseKind } from '../../../domain/cases.ts';
import type { ResidentAct } from '../../../services/cases/resident-acts.ts';
import type { FeedbackCategory } from '../../../services/feedback.ts';
import type { RatingReason } from '../../../services/ratings.ts';
import type { Part } from '../book.ts';
import { casesZhCN as cases } from '../cases/zh-CN.ts';
import type { Format } from '../format.ts';
import type { About, ComplaintsParams } from './params.ts';

const kindOf = (kind: CaseKind, f: Format): string => cases['case.kind']({ kind }, f);

const OPEN: Readonly<Record<FeedbackCategory, string>> = {
  complaint: '让您遇到这样的事，很抱歉，您的心情我理解。我会照您的原话记下来，交给专人处理。',
  report: '谢谢您告诉我们。举报按保密规则处理，您可以选择不留姓名。',
  opinion: '谢谢您说出来，我会照您的原话记下来。',
  suggestion: '谢谢您费心，您的建议我会照原话记下来。',
  praise: '谢谢您特意告诉我们，我会照原话转达。',
};
const ABOUT: Readonly<Record<FeedbackCategory, string>> = {
  complaint: '这件事和什么有关？可以选一项，也可以直接说，例如哪位工作人员、哪张账单、什么地方。',
  report: '要举报的是谁，或者什么地方？',
  opinion: '您的意见是关于什么的？可以选一项，也可以直接说。',
  suggestion: '您的建议是关于什么的？可以选一项，也可以直接说。',
  praise: '您想表扬谁，或者哪件事？',
};
const DESCRIPTION: Readonly<Record<FeedbackCategory, string>> = {
  complaint: '请说说是怎么回事：什么时候、发生了什么、希望怎么解决。',
  report: '请说说您知道的情况：什么时候、什么地方、发生了什么。',
  opinion: '请说说您的意见。',
  suggestion: '请说说您的建议。',
  praise: '请说说他们是怎么帮您的。',
};
const ABOUTS: Readonly<Record<About, string>> = {
  person: '工作人员',
  bill: '账单和电费',
  outage: '停电和抢修',
  work: '办理业务',
  online: '网上服务',
  loss: '停电造成的损失',
};
const ACTS: Readonly<Record<ResidentAct, string>> = {
  withdraw: '撤销',
  reopen: '重新受理',
  solved: '确认已解决',
  'not-solved': '告诉我们没解决',
  add: '补充',
};
const LOW: Readonly<Record<RatingReason, string>> = {
  'too-slow': '太慢',
  'not-solved': '没解决问题',
  'unclear-words': '说得不清楚',
  attitude: '态度不好',
  'many-papers': '材料太多',
  'hard-to-use': '不好用',
  'price-or-bill': '对电价或账单有疑问',
  other: '其他',
};

export const complaintsZhCN: Part<ComplaintsParams> = {
  'case.history': (p) => `${p.label}：${p.words}`,
  'row.last-word': '最近答复',
  'row.closed': '结束时间',

  'complaint.open': (p) => OPEN[p.category],
  'complaint.ask-category': '您想说的是哪一种？',
  'complaint.ask-anonymous': '要匿名举报吗？匿名不记姓名和电话，处理的人看不到您是谁，我们也就没法回电。',
  'option.anonymous': (p) => (p.value === 'yes' ? '匿名' : '不匿名'),
  'complaint.ask-about': (p) => ABOUT[p.category],
  'option.about': (p) => ABOUTS[p.about],
  'option.about-case': (p, f) => `${kindOf(p.kind, f)} …${p.caseNumber.slice(-4)}`,
  'complaint.ask-description': (p) =>
    `${DESCRIPTION[p.category]}${p.anonymous ? '内容会照原样交给处理的人，请不要写出您自己是谁。' : ''}`,
  'complaint.noted': '您说的，我照原话记下了。要补充，随时说“补充”，接着写就行。',
  'complaint.ask-claim':
    '不用户号。请一次说清楚：地址、什么时候停的、停了多久、损失了什么、大概多少钱。赔不赔，核实后答复您。',
  'complaint.ask-phone': (p) =>
    p.category === 'complaint' || p.category === 'report'
      ? '请留一个联系电话，处理的人会打给您。'
      : '方便留个联系电话吗？不想留就点“跳过”。',
  'complaint.wrong-about': '请用 2 到 200 个字说说和什么有关。',
  'complaint.wrong-description': '请用 2 到 1000 个字说说情况。',
  'complaint.wrong-phone': '没认出电话号码。请发手机号，或带区号的固定电话。',
  'complaint.read-back': (p, f) => `请核对您的${kindOf(p.category, f)}`,
  'row.feedback-about': '有关',
  'row.feedback-words': '您的原话',
  'row.feedback-from': '身份',
  'row.feedback-phone': '联系电话',
  'value.from': (p) => (p.anonymous ? '匿名，不记姓名和电话' : '不匿名，保密处理'),
  'complaint.confirm': (p, f) => `就这样提交${kindOf(p.category, f)}，对吗？`,
  'complaint.filed': (p, f) => {
    const head = `${kindOf(p.category, f)}已受理，工单号 ${p.caseNumber}，由${cases['case.team']({ team: p.team }, f)}负责。`;
    const contact = p.contact ? `${f.time(p.contact)} 前联系您` : '';
    const answer = p.answer
      ? p.category === 'praise'
        ? `${f.time(p.answer)} 前转达`
        : `${f.time(p.answer)} 前答复`
      : '';
    const promised = [contact, answer].filter((part) => part !== '').join('，');
    return promised === '' ? head : `${head}${promised}。`;
  },
  'complaint.keep-number': '匿名举报的进展不会自动发给您。想知道进展，随时在这里说“查进度”。',
  'complaint.regulator': (p) => `如果您对处理结果仍不满意，可以拨打能源监管热线 ${p.line}。`,

  'progress.none': '这里没有您正在办理的工单，最近也没有办结的。您可以从下面开始。',
  'progress.which': '您要看哪一件？',
  'progress.not-found': (p) => `没有找到工单 ${p.caseNumber}，请核对后再发一次。`,
  'progress.of-others': '这件工单是别人办的，用的是您绑定的户号，这里只能看到进展和时间。',
  'option.case': (p, f) => `${kindOf(p.kind, f)} …${p.caseNumber.slice(-4)}`,
  'label.my-cases': '我的工单',
  'label.other-cases': '其他工单',
  'label.reopen': '重新受理',
  'label.solved': '已解决',
  'label.not-solved': '没解决',
  'act.ask-reason': (p) => {
    if (p.act === 'add') return '要补充什么？';
    return p.act === 'reopen' ? '请说说还有什么没解决。' : '哪里没解决？不想说就点“跳过”。';
  },
  'act.confirm': (p, f) => {
    const title = `${kindOf(p.kind, f)} ${p.caseNumber}`;
    if (p.act === 'solved') return `${title} 已经解决，可以办结了，对吗？`;
    if (p.act === 'not-solved') return `${title} 还没解决，要继续处理，对吗？`;
    return p.act === 'withdraw' ? `要撤销${title} 吗？撤销后不再处理。` : `要请主管重新受理${title} 吗？`;
  },
  'act.done': (p, f) => {
    const title = `${kindOf(p.kind, f)} ${p.caseNumber}`;
    if (p.act === 'add') return `已补充到${title}，处理的人会看到。`;
    if (p.act === 'withdraw') return `${title} 已撤销。`;
    if (p.act === 'solved') return `好的，${title} 已办结，谢谢您的确认。`;
    return `${title} 已重新交给主管处理，期限重新计算。`;
  },
  'act.not-now': (p, f) => `${kindOf(p.kind, f)} ${p.caseNumber} 现在不能${ACTS[p.act]}，请看它的最新进展。`,
  'act.too-late': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} 办结太久，不能重新受理了。问题还在的话，可以再提交一次，或转人工。`,
  'act.reopened-before': (p, f) => `${kindOf(p.kind, f)} ${p.caseNumber} 已经重新受理过一次，不能再次重新受理。`,

  'chase.none': '这里没有您正在办理的工单可以催办。',
  'chase.which': '您要催哪一件？',
  'chase.closed': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} ${cases['case.stage']({ stage: p.stage }, f)}，不用催办了。`,
  'chase.not-yours': '这件是别人办的，要由办理的人自己来催。',
  'chase.confirm': (p, f) => {
    const who = { 1: '经办人', 2: '主管', 3: '服务经理' }[p.level];
    const call = p.calls ? '，并安排人给您打电话' : '';
    const task = p.supervisor && p.level === 1 ? '主管也会一起查看。' : '';
    return `要催办${kindOf(p.kind, f)} ${p.caseNumber} 吗？会转到${who}${p.owner ?? ''}手上${call}。${task}`;
  },
  'chase.effect': (p, f) => {
    const who = { 1: '经办人', 2: '主管', 3: '服务经理' }[p.level];
    const priority = p.raised ? '优先级已提高' : '已是最高优先级';
    const call = p.calls ? '，会有人打电话给您' : '';
    const task = p.supervisor ? '这是多次催办，主管已同时介入。' : '';
    return `已催办：${priority}，${who}${p.owner ?? ''}在跟进${call}。${task}${f.time(p.nextWordAt)} 前告诉您进展。`;
  },
  'chase.too-early': (p, f) => {
    const why = {
      first: '刚受理不久，还没到可以催办的时间。',
      again: '刚催过，正在处理。',
      today: '今天已经催过了。',
      enough: '催办次数已到上限，主管已经知道。',
      'old-holder': '现在等原户主确认，催办加快不了。',
    }[p.why];
    if (!p.nextAt) return why;
    return p.why === 'old-holder'
      ? `${why}最晚等到 ${f.time(p.nextAt)}，没有答复就按材料审核。`
      : `${why}${f.time(p.nextAt)} 起可以再催。`;
  },
  'chase.waiting': (p, f) =>
    p.missing.length > 0
      ? `现在等您补齐：${cases['value.papers']({ kinds: p.missing }, f)}。补齐后继续办理，暂时不用催办。`
      : `现在等您这一步：${cases['case.action']({ action: p.action }, f)}。完成后继续办理。`,

  'option.low': (p) => LOW[p.reason],
  'ask.comment-more': '记下了。还有要补充的吗？没有就点“跳过”。',
};
