/** Outages: reported, known, restored, in Traditional Chinese. */
import type { OutageCause, OutageStage, ReportScope } from '../../../domain/outages.ts';
import type { Part } from '../book.ts';
import type { Format } from '../format.ts';
import type { OutagesParams, OutageWords } from './params.ts';

const CAUSES: Readonly<Record<OutageCause, string>> = {
  planned: '工作停電',
  fault: '事故停電',
  rotation: '輪流停電',
};
const SCOPES: Readonly<Record<ReportScope, string>> = {
  home: '只有我家',
  building: '整棟樓',
  area: '附近都停電',
  unknown: '不清楚',
};
const BREAKERS = { yes: '跳電了', no: '沒跳電', unknown: '不會看' } as const;
const STAGES: Readonly<Record<OutageStage, string>> = {
  reported: '已受理，等待派員',
  dispatched: '搶修人員在路上',
  'on-site': '搶修人員已到現場',
  restored: '已復電',
};
const stageOf = (stage: OutageStage, cause: OutageCause): string =>
  cause === 'fault' || stage === 'restored' || stage !== 'reported' ? STAGES[stage] : '依計畫進行中';

/** Past its planned end: no longer as planned. */
const overrun = ({ cause, stage, late }: OutageWords): boolean => late && cause !== 'fault' && stage === 'reported';

/** `registered`: the next word is promised to whoever reported it. */
function when({ estimate, late, nextWordAt, cause }: OutageWords, f: Format, registered: boolean): string {
  const word = registered ? '' : '登記後，';
  const next = nextWordAt ? `${word}${f.time(nextWordAt)} 前再告訴您進度。` : '';
  if (!estimate) return `還沒有預計復電時間。${next}`;
  if (late)
    return `原訂 ${f.time(estimate)} ${cause === 'fault' ? '復電' : '結束'}，時間已過，還沒收到復電的消息，抱歉。${next}`;
  return `預計 ${f.time(estimate)} 復電。`;
}

export const outagesZhTW: Part<OutagesParams> = {
  'outage.ask-danger': '先確認安全：附近有沒有電線斷落、冒火花、冒煙、焦味、電表箱進水，或有人觸電？',
  'outage.danger-comes-first': '附近有電線斷落、冒火花、冒煙，或有人觸電的，請先離遠，馬上告訴我。',
  'outage.danger-or-not': '為了不弄錯：現在附近有危險嗎（電線斷落、火花、冒煙、有人觸電）？',
  'label.danger': (p) => (p.danger === 'yes' ? '有危險' : '沒有'),
  'outage.ask-address': '停電的是哪裡？請告訴我詳細地址，到門牌號碼和棟別。',
  'outage.wrong-address': '這個地址還不夠詳細，請寫明路名或社區、門牌號碼和棟別。',
  'label.elsewhere': '其他地址',
  'outage.ask-scope': '只有您家沒電，還是整棟樓、附近都停電？可以看看鄰居家或樓梯間的燈。',
  'label.scope': (p) => SCOPES[p.scope],
  'outage.ask-breaker': '請看一下家裡配電盤的總開關（無熔絲開關）和漏電斷路器，跳電了嗎？手要乾，不要拆蓋子。',
  'label.breaker': (p) => BREAKERS[p.breaker],
  'outage.guide':
    '請這樣試一次：\n1. 拔掉所有電器的插頭，關掉各迴路的分開關。\n2. 把總開關往下扳到底，再往上推一次，只推一次。\n3. 推得住，再一個一個打開分開關。\n聞到焦味或看到燒痕就不要推，直接告訴我有危險。',
  'outage.ask-held': '推上以後，總開關又跳了嗎？',
  'label.held': (p) => ({ yes: '又跳了', held: '沒跳，有電了', no: '沒跳，還是沒電' })[p.held],
  'outage.held': '太好了，電已恢復。哪一路一推就跳，就讓那一路先關著，請合格電匠檢查。需要時隨時找我。',
  'outage.leak':
    '一推就跳，多半是家裡線路或電器漏電，請不要再推，找合格電匠檢查；這部分在責任分界點以內，屬於用戶自己維護。不確定的話，也可以先通報，由搶修人員到場判斷。',
  'outage.ask-phone': '搶修人員怎麼聯絡您？請留一個電話，不想留就點「略過」。',
  'outage.wrong-phone': '這看起來不是電話號碼。請輸入手機號碼，或含區碼的市話。',
  'outage.read-back': '請核對通報內容',
  'row.outage-place': '停電地點',
  'row.outage-scope': '停電範圍',
  'row.outage-breaker': '家裡總開關',
  'row.outage-since': '停電時間',
  'row.outage-said': '情況',
  'row.outage-call': '聯絡電話',
  'value.scope': (p) => SCOPES[p.scope],
  'value.breaker': (p) => BREAKERS[p.breaker],
  'value.no-phone': '未留',
  'value.arrive-within': (p) => `受理後 ${p.minutes} 分鐘內到達現場`,
  'outage.confirm': '依這些內容通報停電，確認嗎？',
  'outage.confirm-join': '要為您登記通報，有進度就通知您嗎？',
  'label.report-it': '確認通報',
  'label.keep-informed': '登記並通知我',
  'outage.filed': (p) =>
    ({
      opened: `已通報，案件編號 ${p.caseNumber}。同一處的通報會合併處理，有進度就告訴您。`,
      joined: `已登記，案件編號 ${p.caseNumber}，併入處理中的停電，有進度就告訴您。`,
      single: `已通報，案件編號 ${p.caseNumber}，有進度就告訴您。`,
    })[p.how],
  'outage.filed-planned': (p, f) =>
    `已登記，案件編號 ${p.caseNumber}。您這裡現在是${CAUSES[p.cause]}。${when(p, f, true)}${p.estimate && !p.late ? '有異動就告訴您。' : ''}`,
  'outage.advice':
    '停電時：先關掉電暖器等大功率電器，少開冰箱門，不要搭電梯，手機省著用。復電時電壓可能不穩，過幾分鐘再插電器。',
  'outage.own': (p) => `這裡的停電您已經通報過，案件編號 ${p.caseNumber}，還在處理，不用重複通報。`,
  'outage.cut': (p, f) =>
    p.amount
      ? `電號 ${f.account(p.account)} 是因積欠電費停的電，共欠 ${f.money(p.amount)}。繳清後會自動安排復電，不用再申請。`
      : `電號 ${f.account(p.account)} 是因積欠電費停的電，現在已沒有欠費，會自動安排復電。還沒來電的話，可以在這裡申請復電。`,
  'outage.prepaid': (p, f) =>
    `電號 ${f.account(p.account)} 的預付餘額已用完，欠 ${f.money(p.balance)}，電表可能已斷電。在電力公司App或服務所儲值後就能恢復；儲值後還沒電，再告訴我。`,
  'label.report-anyway': '不是這個原因，我要通報',
  'outage.where-danger': '危險在哪裡？安全的話請告訴我詳細地址，不方便就點「略過」。',
  'outage.phone-danger': '調度人員怎麼聯絡您？請留一個電話，不方便就點「略過」。',
  'emergency.where': '現在還不知道您在哪裡，也沒有您的電話。確認自己安全後，請把地址和電話告訴我。',
  'outage.noted': (p) => `已補到緊急案件 ${p.caseNumber}，調度人員看得到。`,
  'label.tell-where': '說明地址和電話',

  'outage.title': (p) => (p.ahead ? `${CAUSES[p.cause]}預告` : CAUSES[p.cause]),
  'outage.known': (p, f) =>
    `您這裡目前是${CAUSES[p.cause]}。${p.cause === 'fault' && p.stage ? `${stageOf(p.stage, p.cause)}。` : ''}${when(p, f, false)}`,
  'outage.ahead': (p, f) =>
    `${CAUSES[p.cause]}：${f.time(p.from)} 開始，${p.to ? (p.estimated ? `預計 ${f.time(p.to)} 恢復供電` : `${f.time(p.to)} 結束`) : '結束時間未定'}。`,
  'row.outage-from': '開始時間',
  'row.outage-to': '計畫結束',
  'row.outage-estimate': '預計復電',
  'row.outage-stage': '進度',
  'row.outage-reports': '通報',
  'row.outage-next-word': '下次通知',
  'value.outage-stage': (p) => stageOf(p.stage, p.cause),
  'value.reports': (p) => `已有 ${p.count} 戶通報`,
  'value.no-estimate': '還沒有預計時間',
  'value.estimate-late': (p, f) => `原訂 ${f.time(p.estimate)}，已過，還沒收到復電消息`,
  'outage.not-located': (p) => `資料裡找不到${p.address}這個地址，無法確定那裡有沒有停電。家裡沒電的話，可以馬上通報。`,
  'outage.none': '您這裡現在沒有登記的停電，近期也沒有停電計畫。家裡沒電的話，可以馬上通報。',
  'outage.none-now': '您這裡現在沒有登記的停電。家裡沒電的話，可以馬上通報。',

  'outage.told': (p, f) =>
    `停電通報 ${p.caseNumber}：${overrun(p) ? '' : `${stageOf(p.stage, p.cause)}。`}${when(p, f, true)}`,
  'outage.joined': (p) => `停電通報 ${p.caseNumber}：附近也有人通報，已併入同一起停電，一起搶修。`,
  'outage.restored': (p, f) => `停電通報 ${p.caseNumber}：${f.time(p.at)} 已復電。`,
  'outage.called-off': (p) => `停電通報 ${p.caseNumber}：這次停電已取消。`,
  'outage.no-fault': (p) =>
    `停電通報 ${p.caseNumber}：搶修人員已檢查，供電設備沒有發現故障，案件已結案。請看看家裡的總開關是不是跳了。還是沒電的話，請告訴我，會重新登記通報。`,
  'outage.reopened': (p) => `抱歉，停電通報 ${p.caseNumber}：之前說已復電，現在確認還沒有，繼續處理。`,
  'outage.ask-back': (p) => `您那裡有電了嗎？（案件 ${p.caseNumber}）`,
  'label.back': (p) => (p.back === 'back' ? '有電了' : '還是沒電'),
  'outage.ask-still-out': (p) => `您的通報 ${p.caseNumber} 紀錄為已復電。您那裡現在還沒電，要重新派員嗎？`,
  'outage.still-out': (p, f) =>
    `抱歉，已重新派員處理，案件編號還是 ${p.caseNumber}。${p.nextWordAt ? `${f.time(p.nextWordAt)} 前告訴您進度。` : ''}`,
  'outage.glad': (p) => `好的，案件 ${p.caseNumber} 已結案。家裡有電器因停電損壞，可以找我登記。`,
  'outage.not-asked': (p) => `案件 ${p.caseNumber} 現在不需要確認。還是沒電的話，請重新通報。`,
  'outage.lapsed': (p) => `沒有收到您的回覆，停電通報 ${p.caseNumber} 依已復電結案。還是沒電的話，請隨時再通報。`,
};
