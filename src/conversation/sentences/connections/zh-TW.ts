/** Connections and other requests, in Traditional Chinese. */
import type { CaseKind, PromiseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { RequestKind } from '../../../services/requests.ts';
import type { Part } from '../book.ts';
import { casesZhTW } from '../cases/zh-TW.ts';
import { createFormat } from '../format.ts';
import type { ConnectionsParams } from './params.ts';

const format = createFormat('zh-TW');
const kindOf = (kind: CaseKind): string => casesZhTW['case.kind']({ kind }, format);
const papersOf = (kinds: readonly DocumentKind[]): string => casesZhTW['value.papers']({ kinds }, format);

const DESCRIBE: Readonly<Partial<Record<RequestKind, string>>> = {
  'bill-check': '請說說這張帳單哪裡不對，例如金額、度數或抄表。',
  'meter-test': '請說說為什麼覺得電表不準，例如用電沒變、度數卻多了很多。',
  'appliance-damage': '請列出損壞的電器和當時的情況。先別修、別丟，保持原樣，等服務人員查看。',
};
const NOTES: Readonly<Record<RequestKind, string>> = {
  'bill-check': '查核後會告訴您結果；如果多收了，會退給您。',
  'meter-test': '鑑定費：電表不準，由我們負擔；電表準確，由您負擔。到府前會先與您聯絡。',
  reconnection: '恢復供電的期限，從電費繳清的那一刻算起。',
  'appliance-damage': '服務人員會到府查看，在那之前請讓電器保持原樣。',
  'phone-change': '服務人員會打電話確認是您本人，確認後才更換。原號碼會收到一則簡訊提醒。',
  'account-closing':
    '服務人員會抄最後一次表並開最後一張帳單，繳清後廢止用電，餘額退給用戶。服務人員處理之前可以隨時撤回。',
};
const PROMISED: Readonly<Record<PromiseKind, string>> = {
  arrive: '到府查看',
  restore: '恢復供電',
  contact: '與您聯絡',
  answer: '答覆您',
  complete: '辦妥',
  'next-word': '告訴您進度',
};

export const connectionsZhTW: Part<ConnectionsParams> = {
  'connection.ask-category': '您要辦哪一種用電？',
  'connection.ask-address': '要用電的地址在哪裡？請寫到門牌號碼。',
  'connection.wrong-address': '請寫清楚用電地址，例如：幸福路 12 號 5 樓。',
  'connection.ask-place': '充電樁裝在哪個電號的地址？',
  'connection.elsewhere': '別的地址',
  'connection.ask-capacity': (p) =>
    p.kind === 'ev-charger'
      ? '充電樁的功率是多少瓩？家用的多是 7 或 11 瓩。'
      : p.kind === 'capacity-increase'
        ? '要增加到多少瓩？'
        : p.kind === 'temporary-supply'
          ? '臨時用電需要多少瓩？'
          : '需要多少瓩？一般住宅約 8 瓩，電器多的 12 或 16 瓩。',
  'connection.capacity-unsure': (p) => `不清楚，先以 ${p.kw} 瓩申請`,
  'connection.wrong-capacity': '請告訴我瓩數，例如 8。不清楚可以直接選。',
  'connection.ask-purpose': '臨時用電做什麼用，大約用多久？',
  'connection.ask-name': '請告訴我申請人的姓名，要和證件一致。',
  'connection.wrong-name': '請只寫申請人的姓名。',
  'connection.ask-phone': '請留一個聯絡電話，勘查前會先與您聯絡。',
  'connection.wrong-phone': '這看起來不是電話號碼。請輸入手機號碼，或含區碼的市話。',
  'connection.ask-parking': '是哪個車位？例如：地下二樓 B2-118。',
  'connection.wrong-parking': '請寫清楚車位編號，例如：地下二樓 B2-118。',
  'connection.ask-role': '這個車位是您自己的，還是租的？',
  'connection.role': (p) => (p.role === 'owner' ? '自己的車位' : '租的車位'),
  'connection.lease-note': '租的車位，還要車位所有人的書面同意，寫成委託書拍照傳來就可以了。',
  'connection.read-back': (p) => `請核對：${kindOf(p.kind)}`,
  'connection.notice':
    '每一步進度您都查得到。設計、施工、設備由您自己選，任何人都不能指定。如有費用，動工前先告訴您，沒說明的不收。',
  'connection.confirm': (p) => `內容和說明都看過了，現在送出${kindOf(p.kind)}嗎？`,
  'connection.opened': (p) => {
    const done = `${kindOf(p.kind)}已送件，案件編號 ${p.caseNumber}。`;
    if (p.missing.length === 0) return done;
    return p.waits
      ? `${done}還缺${papersOf(p.missing)}，補齊後開始計時。`
      : `${done}${papersOf(p.missing)}可以後補，${p.kind === 'temporary-supply' ? '先受理，送電前要補齊' : '不影響先受理'}。`;
  },
  'connection.arrears': (p, f) => `電號 ${f.account(p.account)} 有逾期未繳的電費，繳清後就能辦。`,
  'connection.not-possible': (p, f) => `電號 ${f.account(p.account)} 目前沒有正常供電，這裡辦不了，請轉專員。`,
  'change.open': (p) =>
    p.caseNumber
      ? `這裡已經有一件變更在辦，案件編號 ${p.caseNumber}，辦完才能再送件。`
      : '這個電號已經有一件變更在辦，辦完才能再送件。',
  'value.kw': (p) => `${p.kw} 瓩`,
  'value.steps': '送件、現場勘查、答覆供電方案、裝表送電',
  'value.done-by': (p, f) =>
    p.waits ? `文件齊全後 ${p.workingDays} 個工作天內` : `${p.workingDays} 個工作天內，${f.time(p.due)} 前`,
  'row.supply-address': '用電地址',
  'row.capacity': '契約容量',
  'row.purpose': '用途',
  'row.applicant': '申請人',
  'row.request-phone': '聯絡電話',
  'row.parking': '車位',
  'row.parking-of': '車位歸屬',
  'row.handed-in': '已交文件',
  'row.steps': '步驟',

  'request.ask-category': '您要辦哪一項？',
  'request.ask-month': '對哪個月的帳單有疑問？',
  'request.no-bill': '沒有找到這個月的帳單，請換一個月份。',
  'request.ask-description': (p) => DESCRIBE[p.kind] ?? '請說說情況。',
  'request.wrong-description': '請用文字簡單說幾句。',
  'request.ask-since': '電器是哪一天壞的？',
  'request.since-option': (p, f) => {
    const name = ['今天', '昨天', '前天'][p.ago];
    const day = f.day(p.day).replace(/^\d+年/, '');
    return name ? `${name} ${day}` : day;
  },
  'request.since-earlier': (p) => `超過 ${p.days} 天`,
  'request.wrong-since': '看不出是哪一天。可以說昨天，或 12月3日。',
  'request.too-late': (p) =>
    `依規定，電器損壞要在 ${p.days} 天內提出，這次已經過了期限，不能直接受理。有特殊情況可以轉專員，或撥 ${p.hotline}。`,
  'request.ask-photos': (p) =>
    p.given > 0
      ? `收到 ${p.given} 張。還有就接著傳，傳完了點下面的按鈕。`
      : p.kind === 'account-closing'
        ? '方便的話傳一張電表讀數的照片，沒有也能繼續。'
        : '有損壞電器的照片就傳過來，沒有也能繼續。',
  'request.ask-phone': '要留一個聯絡電話嗎？不留的話，就撥電號登記的號碼。',
  'request.ask-new-phone': (p) => `目前登記的是 ${p.oldPhone}。要換成哪個手機號碼？`,
  'request.wrong-new-phone': '這看起來不是手機號碼。請輸入 09 開頭的 10 碼號碼（中國大陸門號為 11 碼）。',
  'request.same-phone': '這就是目前登記的號碼，請傳要換成的新號碼。',
  'request.ask-reason': '方便說說為什麼廢止用電嗎？不想說就點「略過」。',
  'request.read-back': (p) => `請核對：${kindOf(p.kind)}`,
  'request.note': (p) => NOTES[p.kind],
  'request.confirm': (p) => `就依這些內容送出${kindOf(p.kind)}嗎？`,
  'request.opened': (p) =>
    `${kindOf(p.kind)}已受理，案件編號 ${p.caseNumber}。${p.missing.length > 0 ? `還缺${papersOf(p.missing)}，補齊後開始計時。` : ''}`,
  'request.joined': (p) => `這件事已經在辦，案件編號 ${p.caseNumber}，不用重複送件，您說的情況會一併處理。`,
  'request.not-cut': (p, f) => `電號 ${f.account(p.account)} 沒有因欠費停電。如果家裡沒電，可以通報停電。`,
  'request.closed': (p, f) => `電號 ${f.account(p.account)} 已經廢止用電，不能再辦這一項。`,
  'request.owed': (p, f) =>
    p.kind === 'reconnection'
      ? `還有 ${f.money(p.amount)} 沒繳清。繳清後會自動安排復電，不用再申請。`
      : `有逾期未繳的電費，共 ${f.money(p.amount)}，繳清後就能辦。`,
  'text-message.phone-change': (p, f) =>
    `【${p.supplier}】電號${f.account(p.account)}申請換聯絡電話，案件${p.caseNumber}。不是您辦的請撥${p.hotline}。`,
  'value.promise': (p, f) =>
    p.hours === null ? `${f.time(p.due)} 前${PROMISED[p.kind]}` : `送出後 ${p.hours} 小時內${PROMISED[p.kind]}`,
  'value.later-papers': (p) => `補齊${papersOf(p.kinds)}後開始計時`,
  'value.photos': (p) => `${p.count} 張`,
  'row.bill': '帳單',
  'row.happened': '發生日期',
  'row.request-about': '情況',
  'row.devices': '損壞電器',
  'row.new-phone': '新號碼',
  'row.request-reason': '原因',
  'row.still-due': '未繳電費',
};
