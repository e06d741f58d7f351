/** Complaints, progress and chasing, in Traditional Chinese. */
import type { CaseKind } from '../../../domain/cases.ts';
import type { ResidentAct } from '../../../services/cases/resident-acts.ts';
import type { FeedbackCategory } from '../../../services/feedback.ts';
import type { RatingReason } from '../../../services/ratings.ts';
import type { Part } from '../book.ts';
import { casesZhTW as cases } from '../cases/zh-TW.ts';
import type { Format } from '../format.ts';
import type { About, ComplaintsParams } from './params.ts';

const kindOf = (kind: CaseKind, f: Format): string => cases['case.kind']({ kind }, f);

const OPEN: Readonly<Record<FeedbackCategory, string>> = {
  complaint: '讓您遇到這樣的事，很抱歉，您的心情我能理解。我會照您的原話記下來，交給專人處理。',
  report: '謝謝您告訴我們。檢舉依保密規定處理，您可以選擇不具名。',
  opinion: '謝謝您說出來，我會照您的原話記下來。',
  suggestion: '謝謝您費心，您的建議我會照原話記下來。',
  praise: '謝謝您特地告訴我們，我會照原話轉達。',
};
const ABOUT: Readonly<Record<FeedbackCategory, string>> = {
  complaint: '這件事和什麼有關？可以選一項，也可以直接說，例如哪位人員、哪張帳單、什麼地方。',
  report: '要檢舉的是誰，或是什麼地方？',
  opinion: '您的意見是關於什麼？可以選一項，也可以直接說。',
  suggestion: '您的建議是關於什麼？可以選一項，也可以直接說。',
  praise: '您想讚揚誰，或是哪件事？',
};
const DESCRIPTION: Readonly<Record<FeedbackCategory, string>> = {
  complaint: '請說說是怎麼回事：什麼時候、發生了什麼、希望怎麼解決。',
  report: '請說說您知道的情況：什麼時候、什麼地方、發生了什麼。',
  opinion: '請說說您的意見。',
  suggestion: '請說說您的建議。',
  praise: '請說說他們怎麼幫了您。',
};
const ABOUTS: Readonly<Record<About, string>> = {
  person: '服務人員',
  bill: '帳單和電費',
  outage: '停電和搶修',
  work: '申辦業務',
  online: '線上服務',
  loss: '停電造成的損失',
};
const ACTS: Readonly<Record<ResidentAct, string>> = {
  add: '補充',
  withdraw: '撤回',
  reopen: '重新受理',
  solved: '確認已解決',
  'not-solved': '反映未解決',
};
const LOW: Readonly<Record<RatingReason, string>> = {
  'too-slow': '太慢',
  'not-solved': '沒解決問題',
  'unclear-words': '說明不清楚',
  attitude: '態度不好',
  'many-papers': '文件太多',
  'hard-to-use': '不好用',
  'price-or-bill': '對電價或帳單有疑問',
  other: '其他',
};

export const complaintsZhTW: Part<ComplaintsParams> = {
  'case.history': (p) => `${p.label}：${p.words}`,
  'row.last-word': '最近回覆',
  'row.closed': '結束時間',

  'complaint.open': (p) => OPEN[p.category],
  'complaint.ask-category': '您想說的是哪一種？',
  'complaint.ask-anonymous': '要匿名檢舉嗎？匿名不記姓名和電話，處理的人看不到您是誰，我們也就無法回電。',
  'option.anonymous': (p) => (p.value === 'yes' ? '匿名' : '不匿名'),
  'complaint.ask-about': (p) => ABOUT[p.category],
  'option.about': (p) => ABOUTS[p.about],
  'option.about-case': (p, f) => `${kindOf(p.kind, f)} …${p.caseNumber.slice(-4)}`,
  'complaint.ask-description': (p) =>
    `${DESCRIPTION[p.category]}${p.anonymous ? '內容會照原樣交給處理的人，請不要寫出您自己是誰。' : ''}`,
  'complaint.noted': '您說的，我照原話記下了。要補充，隨時說「補充」，接著寫就可以。',
  'complaint.ask-claim':
    '不用電號。請一次說清楚：地址、什麼時候停的、停了多久、損失了什麼、大概多少錢。賠不賠，查證後回覆您。',
  'complaint.ask-phone': (p) =>
    p.category === 'complaint' || p.category === 'report'
      ? '請留一個聯絡電話，處理的人會打給您。'
      : '方便留個聯絡電話嗎？不想留就點「略過」。',
  'complaint.wrong-about': '請用 2 到 200 個字說說和什麼有關。',
  'complaint.wrong-description': '請用 2 到 1000 個字說說情況。',
  'complaint.wrong-phone': '這看起來不是電話號碼。請輸入手機號碼，或含區碼的市話。',
  'complaint.read-back': (p, f) => `請核對您的${kindOf(p.category, f)}`,
  'row.feedback-about': '有關',
  'row.feedback-words': '您的原話',
  'row.feedback-from': '身分',
  'row.feedback-phone': '聯絡電話',
  'value.from': (p) => (p.anonymous ? '匿名，不記姓名和電話' : '不匿名，保密處理'),
  'complaint.confirm': (p, f) => `就這樣送出${kindOf(p.category, f)}，對嗎？`,
  'complaint.filed': (p, f) => {
    const head = `${kindOf(p.category, f)}已受理，案件編號 ${p.caseNumber}，由${cases['case.team']({ team: p.team }, f)}負責。`;
    const contact = p.contact ? `${f.time(p.contact)} 前聯絡您` : '';
    const answer = p.answer
      ? p.category === 'praise'
        ? `${f.time(p.answer)} 前轉達`
        : `${f.time(p.answer)} 前回覆`
      : '';
    const promised = [contact, answer].filter((part) => part !== '').join('，');
    return promised === '' ? head : `${head}${promised}。`;
  },
  'complaint.keep-number': '匿名檢舉的進度不會自動傳給您。想知道進度，隨時在這裡說「查進度」。',
  'complaint.regulator': (p) => `如果您對處理結果仍不滿意，可以撥打大陸的能源監管專線 ${p.line}。`,

  'progress.none': '這裡沒有您正在辦理的案件，最近也沒有結案的。您可以從下面開始。',
  'progress.which': '您要看哪一件？',
  'progress.not-found': (p) => `找不到案件 ${p.caseNumber}，請核對後再傳一次。`,
  'progress.of-others': '這件案件是別人辦的，用的是您綁定的電號，這裡只能看到進度和時間。',
  'option.case': (p, f) => `${kindOf(p.kind, f)} …${p.caseNumber.slice(-4)}`,
  'label.my-cases': '我的案件',
  'label.other-cases': '其他案件',
  'label.reopen': '重新受理',
  'label.solved': '已解決',
  'label.not-solved': '沒解決',
  'act.ask-reason': (p) => {
    if (p.act === 'add') return '要補充什麼？';
    return p.act === 'reopen' ? '請說說還有什麼沒解決。' : '哪裡沒解決？不想說就點「略過」。';
  },
  'act.confirm': (p, f) => {
    const title = `${kindOf(p.kind, f)} ${p.caseNumber}`;
    if (p.act === 'solved') return `${title} 已經解決，可以結案了，對嗎？`;
    if (p.act === 'not-solved') return `${title} 還沒解決，要繼續處理，對嗎？`;
    return p.act === 'withdraw' ? `要撤回${title} 嗎？撤回後不再處理。` : `要請主管重新受理${title} 嗎？`;
  },
  'act.done': (p, f) => {
    const title = `${kindOf(p.kind, f)} ${p.caseNumber}`;
    if (p.act === 'add') return `已補充到${title}，處理的人會看到。`;
    if (p.act === 'withdraw') return `${title} 已撤回。`;
    if (p.act === 'solved') return `好的，${title} 已結案，謝謝您的確認。`;
    return `${title} 已重新交給主管處理，期限重新計算。`;
  },
  'act.not-now': (p, f) => `${kindOf(p.kind, f)} ${p.caseNumber} 現在不能${ACTS[p.act]}，請看它的最新進度。`,
  'act.too-late': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} 結案太久，不能重新受理了。問題還在的話，可以再送一次，或轉專員。`,
  'act.reopened-before': (p, f) => `${kindOf(p.kind, f)} ${p.caseNumber} 已經重新受理過一次，不能再次重新受理。`,

  'chase.none': '這裡沒有您正在辦理的案件可以催辦。',
  'chase.which': '您要催哪一件？',
  'chase.closed': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} ${cases['case.stage']({ stage: p.stage }, f)}，不用催辦了。`,
  'chase.not-yours': '這件是別人辦的，要由申辦人自己來催。',
  'chase.confirm': (p, f) => {
    const who = { 1: '承辦人', 2: '主管', 3: '服務經理' }[p.level];
    const call = p.calls ? '，並安排人打電話給您' : '';
    const task = p.supervisor && p.level === 1 ? '主管也會一起查看。' : '';
    return `要催辦${kindOf(p.kind, f)} ${p.caseNumber} 嗎？會轉到${who}${p.owner ?? ''}手上${call}。${task}`;
  },
  'chase.effect': (p, f) => {
    const who = { 1: '承辦人', 2: '主管', 3: '服務經理' }[p.level];
    const priority = p.raised ? '優先順序已提高' : '已是最優先';
    const call = p.calls ? '，會有人打電話給您' : '';
    const task = p.supervisor ? '這是多次催辦，主管已同時介入。' : '';
    return `已催辦：${priority}，${who}${p.owner ?? ''}正在處理${call}。${task}${f.time(p.nextWordAt)} 前告訴您進度。`;
  },
  'chase.too-early': (p, f) => {
    const why = {
      first: '剛受理不久，還沒到可以催辦的時間。',
      again: '剛催過，正在處理。',
      today: '今天已經催過了。',
      enough: '催辦次數已到上限，主管已經知道。',
      'old-holder': '現在等原用戶確認，催辦加快不了。',
    }[p.why];
    if (!p.nextAt) return why;
    return p.why === 'old-holder'
      ? `${why}最晚等到 ${f.time(p.nextAt)}，沒有答覆就依文件審核。`
      : `${why}${f.time(p.nextAt)} 起可以再催。`;
  },
  'chase.waiting': (p, f) =>
    p.missing.length > 0
      ? `現在等您補齊：${cases['value.papers']({ kinds: p.missing }, f)}。補齊後繼續辦理，暫時不用催辦。`
      : `現在等您這一步：${cases['case.action']({ action: p.action }, f)}。完成後繼續辦理。`,

  'option.low': (p) => LOW[p.reason],
  'ask.comment-more': '記下了。還有要補充的嗎？沒有就點「略過」。',
};
