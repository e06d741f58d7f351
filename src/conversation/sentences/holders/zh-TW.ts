/** Name changes and transfers, in Traditional Chinese. */
import type { CaseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { Part } from '../book.ts';
import { casesZhTW } from '../cases/zh-TW.ts';
import { createFormat } from '../format.ts';
import type { HoldersParams } from './params.ts';

const f = createFormat('zh-TW');
const paper = (kind: DocumentKind): string => casesZhTW.paper({ kind }, f);
const kindOf = (kind: CaseKind): string => casesZhTW['case.kind']({ kind }, f);
const list = (kinds: readonly DocumentKind[]): string => kinds.map(paper).join('、');

const CHANGE = { rename: '更改戶名', transfer: '過戶' } as const;
const ROLES = { owner: '產權人本人', agent: '代辦人', heir: '繼承人', tenant: '租客' } as const;
const TIERS = {
  restart: '由新用戶重新計算',
  prorate: '按當年剩餘月份折算給新用戶',
  'carry-on': '接續原來的累計計算',
} as const;

export const holdersZhTW: Part<HoldersParams> = {
  'holder.seller':
    '房子賣了、買方接著用電，不用廢止用電：由買方申請過戶，我們會傳簡訊請您確認，之前的電費由您結清。沒有人接著用，才辦廢止。',
  'label.how-consent': '過戶要我做什麼',
  'ask.ownershipChanged': '房屋產權或用電人換人了嗎？換了是過戶，沒換、只改名字是更改戶名。',
  'option.ownership': (p) => (p.value === 'yes' ? '換人了（過戶）' : '沒換，只改名字'),
  'ask.transfer-account': '要過戶的是哪個電號？帳單上有；不是您綁定的電號也可以申請。',
  'ask.role': '您是以什麼身分辦理？',
  'option.role': (p) => ROLES[p.role],
  'ask.holder-consent': (p) =>
    `${p.supplier}要用姓名和身分證字號核對身分、辦理這次變更，不作他用。號碼加密保存，只有承辦人能看，過法定期限就刪；您可要求查閱、更正、刪除。不同意可到服務所辦。同意嗎？`,
  'option.consent': (p) => (p.value === 'yes' ? '同意' : '不同意'),
  'ask.rename-reason': '為什麼要改名字？',
  'option.reason': (p) => (p.reason === 'correction' ? '戶名登記錯了' : '依法改了名字'),
  'ask.holder-name': (p) =>
    p.kind === 'rename'
      ? '正確的姓名是什麼？請照身分證上的寫。可以和身分證字號一起傳。'
      : p.agent
        ? '新用戶的姓名是什麼？請照身分證上的寫。可以和身分證字號一起傳。'
        : '您的姓名是什麼？請照身分證上的寫。可以和身分證字號一起傳。',
  'ask.idNumber': (p) => `請傳${p.name ? `${p.name}的` : ''}身分證字號。`,
  'ask.oldHolderPhone': '您知道原用戶的手機號碼嗎？不知道可以略過。我們只會聯絡電號登記的號碼。',
  'wrong.name': '請照身分證上的寫法傳姓名。',
  'wrong.idNumber': '這不像身分證字號，請核對後再傳一次。',
  'wrong.papers': '請傳照片；傳完點「傳好了」，現在沒有就點「之後再補」。',
  'holder.no-account': (p) => `查不到電號 ${f.account(p.account)}，請核對後再傳。`,
  'holder.not-possible': (p) =>
    `這個電號無法線上辦理（例如高壓、臨時用電、停電中，或要同時變更契約容量、用電種類）。請先辦好那一項，或撥打 ${p.hotline}、到服務所辦理。`,
  'holder.other-open': (p) =>
    p.caseNumber
      ? `這個電號您已經申請了變更，案件編號 ${p.caseNumber}，不用重複申請。`
      : '這個電號有另一件變更正在辦理，辦妥或撤回後才能再申請。',
  'holder.arrears-first': (p, f) =>
    `電號 ${f.account(p.account)} 還欠 ${f.money(p.amount)}，結清後才能變更。先繳費，繳完接著辦。`,
  'holder.arrears-other': (p, f) =>
    `這個電號還欠 ${f.money(p.amount)}，一般由原用戶結清。結清之前不能送件；您可以先填好，最後在這裡代繳。`,
  'holder.pay-meanwhile': (p, f) => `${f.money(p.amount)} 入帳之前可以先往下填。`,
  'holder.pay-question': (p, f) => `電號 ${f.account(p.account)} 還欠 ${f.money(p.amount)}，結清後才能送件。現在繳嗎？`,
  'holder.pay-waiting': (p, f) => `在等 ${f.money(p.amount)} 入帳，入帳後就能送件。`,
  'label.paid-check': '再看一次',
  'holder.tenant':
    '租客一般不能過戶。您可以綁定電號來查帳單、繳電費；如果房東同意，請房東本人來申請，或帶房東的書面同意找專員辦理。',
  'holder.no-consent': (p) => `好的，沒有保存您的證件資料。您可以帶身分證到服務所辦理，或撥打 ${p.hotline}。`,
  'holder.proved': '實名驗證通過。',
  'holder.mismatch': (p) =>
    p.kind === 'rename'
      ? '姓名和身分證字號對不上，或不是這個電號登記的用戶。請重新傳；如果用電人換人了，那是過戶。'
      : '姓名和身分證字號對不上，請重新傳。',
  'holder.mismatch-again': (p) =>
    `還是對不上。可以找專員，或帶身分證到服務所當面核對，也可以撥打 ${p.hotline}；要再試就重新傳姓名和身分證字號。`,
  'holder.too-many': (p) => `今天試的次數太多了，請明天再來，或撥打 ${p.hotline}。`,
  'holder.read-back': (p) => `請核對${CHANGE[p.kind]}申請`,
  'row.new-holder': '新用戶',
  'row.new-name': '改後姓名',
  'row.id-number': '身分證字號',
  'row.role': '身分',
  'row.reason': '原因',
  'row.papers-given': '已收文件',
  'row.papers-until': '補件期限',
  'row.balance': '預繳餘額',
  'row.tiers': '累進用電',
  'row.old-holder': '原用戶',
  'value.holder-balance': (p) =>
    p.kind === 'rename'
      ? '不變，仍在本戶'
      : p.goes === 'refund'
        ? '退給原用戶，不轉給新用戶'
        : '轉到原用戶的其他電號，不轉給新用戶',
  'value.holder-tiers': (p) => (p.kind === 'rename' ? '不變，接續累計' : TIERS[p.tiers]),
  'value.old-holder': (p) =>
    p.heir
      ? '不用同意；會以簡訊告知登記的號碼'
      : `會傳簡訊到登記的號碼請其確認，最多等 ${p.days} 天；沒有回覆就憑文件由承辦人審核`,
  'value.holder-clock': (p) =>
    `${p.afterPapers ? '產權文件齊備後' : '受理後'} ${p.limit} 個工作天辦妥，等文件、等回覆的時間不算`,
  'value.papers-until': (p) => `${p.days} 天內補齊，逾期自動結案，可以重新申請`,
  'holder.notice': (p) =>
    p.kind === 'transfer'
      ? '過戶告知：用電地址、契約容量、用電種類都不變；積欠電費先結清，抄表結算後原契約終止，您簽新的供電契約；原用戶的約定扣繳、時間電價不轉給您。'
      : '更改戶名告知：產權、用電地址、契約容量、用電種類都不變，只改戶名；契約、餘額和累進用電照舊。',
  'holder.agree': (p) => `以上內容屬實，並同意${CHANGE[p.kind]}告知，送件嗎？`,
  'label.agree': '同意並送件',
  'holder.filed': (p) => {
    const next =
      p.stage === 'need-material'
        ? '還缺證明產權或變更的文件，補齊後開始計時；拍照傳給我就可以了。'
        : p.stage === 'awaiting-old-holder'
          ? '正在請原用戶確認。'
          : '接下來由承辦人審核。';
    return `${CHANGE[p.kind]}申請已送件，案件編號 ${p.caseNumber}。${next}`;
  },
  'holder.left': (p) => `電號 ${f.account(p.account)} 已過戶給新用戶，您的綁定已解除。以前您自己繳費的紀錄還在。`,
  'holder.contract-title': (p) => `供電契約 ${p.caseNumber}`,
  'holder.contract-until': (p, f) => `${f.time(p.until)} 前簽，逾期要重新申請`,
  'row.sign-until': '簽約期限',
  'label.sign': '閱讀並簽約',
  'papers.ask': (p) => {
    if (p.missing.length === 0) return `文件都收到了：${list(p.given)}。`;
    const others = p.missing.length > p.proof.length ? '，其他的可以後補' : '';
    const must = p.proof.length > 0 ? `${list(p.proof)}到了才開始計時${others}。` : '這些可以後補。';
    return `${p.given.length > 0 ? `已收到：${list(p.given)}。還要` : '請一張一張傳照片：'}${list(p.missing)}。${must}`;
  },
  'option.papers': (p) => (p.value === 'done' ? '傳好了' : '之後再補'),
  'papers.got': (p) => `收到：${paper(p.kind)}。`,
  'papers.unknown': '這份文件沒有收到或已經用過，請再傳一次。',
  'papers.for-what': '照片收到了，不過現在沒有缺文件的申請。您想辦什麼？',
  'papers.attached': (p) => {
    const rest = p.missing.length > 0 ? `還缺：${list(p.missing)}。` : p.stage === 'need-material' ? '' : '文件齊了。';
    const next = p.stage === 'awaiting-old-holder' ? '正在請原用戶確認。' : '';
    return `已加到${kindOf(p.kind)} ${p.caseNumber}。${rest}${next}`;
  },
  'papers.remind': (p, f) =>
    `提醒：${kindOf(p.kind)} ${p.caseNumber} 還缺${list(p.missing)}，請在 ${f.time(p.due)} 前補齊，逾期會自動結案；拍照傳給我就可以了。`,
  'papers.expired': (p) => `${kindOf(p.kind)} ${p.caseNumber} 已逾期，自動結案了。什麼時候準備好了，都可以重新申請。`,
};
