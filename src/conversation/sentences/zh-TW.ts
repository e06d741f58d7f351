/** Everything the service says in Traditional Chinese, in Taiwan's words. */
import { dayOf } from '../../domain/calendar.ts';
import type { ServiceId, SlotName } from '../../domain/names.ts';
import type { PaymentMethod } from '../../domain/payments.ts';
import { billsZhTW } from './bills/zh-TW.ts';
import type { Book } from './book.ts';
import { casesZhTW } from './cases/zh-TW.ts';
import { complaintsZhTW } from './complaints/zh-TW.ts';
import { connectionsZhTW } from './connections/zh-TW.ts';
import { demoZhTW } from './demo/zh-TW.ts';
import { compare, otherMonth, sameYear, shown, size, withoutYear } from './grammar.ts';
import { handoffZhTW } from './handoff/zh-TW.ts';
import { holdersZhTW } from './holders/zh-TW.ts';
import { knowledgeZhTW } from './knowledge/zh-TW.ts';
import { linksZhTW } from './links/zh-TW.ts';
import { noticesZhTW } from './notices/zh-TW.ts';
import { outagesZhTW } from './outages/zh-TW.ts';
import { paymentsZhTW } from './payments/zh-TW.ts';
import { repairsZhTW } from './repairs/zh-TW.ts';

/** How one can pay here; the practice page moves no money. */
const METHODS: Readonly<Record<PaymentMethod, string>> = {
  'wechat-pay': 'WeChat Pay ',
  'line-pay': 'LINE Pay',
  sandbox: '模擬付款頁面',
};

const SERVICES: Readonly<Record<ServiceId, string>> = {
  'bill.query': '查電費',
  'bill.explain': '解釋帳單',
  'payment.pay': '繳電費',
  'payment.history': '繳費紀錄',
  'invoice.issue': '開發票',
  'account.bind': '綁定電號',
  'account.unbind': '解除綁定',
  'account.switch': '切換電號',
  'account.rename': '更改戶名',
  'account.transfer': '過戶',
  'outage.report': '停電通報',
  'outage.query': '查停電',
  'connection.new': '申請新設',
  'request.file': '申請用電服務',
  'complaint.file': '申訴與建議',
  'progress.query': '查進度',
  'progress.chase': '催辦',
  'channel.link': '連結其他管道',
  'notice.choose': '設定提醒',
  'handoff.request': '找專員',
  'rating.give': '評分',
  'knowledge.ask': '詢問規定',
  smalltalk: '聊天',
};

/** Where a sentence needs a verb. */
const DOING: Readonly<Partial<Record<ServiceId, string>>> = {
  'payment.history': '查繳費紀錄',
  'account.unbind': '解除電號綁定',
};
const doing = (service: ServiceId): string => DOING[service] ?? SERVICES[service];

const SLOTS: Readonly<Record<SlotName, string>> = {
  accountNumber: '電號',
  account: '電號',
  phone: '手機號碼',
  code: '驗證碼',
  month: '月份',
  payment: '繳費紀錄',
  titleKind: '抬頭類別',
  title: '發票抬頭',
  taxNumber: '統一編號',
  danger: '安全狀況',
  scope: '停電範圍',
  breaker: '開關狀況',
  since: '停電時間',
  address: '用電地址',
  coordinates: '地圖位置',
  contactPhone: '聯絡電話',
  description: '情況說明',
  ownershipChanged: '產權是否變更',
  role: '申辦人身分',
  reason: '原因',
  consent: '個資同意',
  name: '姓名',
  idNumber: '證件號碼',
  oldHolderPhone: '原用戶手機號碼',
  documents: '文件',
  capacityKw: '契約容量',
  parkingSpace: '車位',
  category: '類別',
  about: '對象',
  anonymous: '是否匿名',
  case: '案件',
  link: '要做的事',
  linkCode: '連結碼',
  topics: '提醒內容',
  score: '評分',
  comment: '意見',
  addition: '補充說明',
  question: '問題',
  helpful: '是否有幫助',
  talk: '內容',
  rated: '服務',
};

const SCORES = { 1: '非常不滿意', 2: '不滿意', 3: '普通', 4: '滿意', 5: '非常滿意' } as const;
const BILL_STATUS = { unpaid: '未繳', overdue: '已逾期', paid: '已繳清' } as const;
const PAYMENT_STATUS = {
  pending: '待付款',
  paid: '已繳費',
  failed: '未成功',
  expired: '已逾時',
  refunded: '已退款',
} as const;
const DIGITS = '零一二三四五六七八九';

const TITLE_KINDS = { personal: '個人', company: '公司' } as const;

export const zhTW: Book = {
  ...billsZhTW,
  ...casesZhTW,
  ...complaintsZhTW,
  ...connectionsZhTW,
  ...demoZhTW,
  ...knowledgeZhTW,
  ...handoffZhTW,
  ...paymentsZhTW,
  ...holdersZhTW,
  ...noticesZhTW,
  ...outagesZhTW,
  ...linksZhTW({ doing }),
  ...repairsZhTW({ doing, slots: SLOTS }),
  'talk.hello': (p) => `您好，這裡是${p.supplier}客服。查電費、繳費、停電通報、過戶、申訴建議，直接跟我說就可以了。`,
  'talk.bot': (p) => `我是${p.supplier}的自動客服，不是真人。能辦的我馬上辦；想和人說，就說「找專員」。`,
  'talk.thanks': '不客氣，有需要隨時跟我說。',
  'talk.bye': '再見，有需要隨時找我。',
  'help.what-i-can': (p) =>
    `這裡可以辦理${p.supplier}的這些服務：\n· 電費：查帳單、看電費為什麼變高、繳電費、查繳費紀錄、開發票\n· 停電：停電通報、查停電\n· 申辦：更改戶名、過戶、新設、增設、充電樁、復電、電表鑑定、廢止用電\n· 案件：查進度、催辦、申訴、檢舉、建議、讚揚\n· 其他：綁定或切換電號、設定提醒、找專員\n遇到電線掉落、冒火花等危險，請先離開現場，再撥打 ${p.hotline}。`,
  'help.in-the-middle': (p) =>
    `我們正在${doing(p.service)}，回答上一個問題就可以繼續。不想辦了請說「取消」，需要真人協助請說「找專員」。`,
  'scope.outside': (p) =>
    `我這裡只處理${p.supplier}的用電業務，這件事幫不上忙。電費、停電、過戶和申訴的問題都可以問我。`,
  'scope.cannot-read': '我還看不懂圖片和貼圖，也聽不懂語音，請打字告訴我。',
  'language.changed': '好的，接下來使用繁體中文。',

  'repair.cancelled': (p) => `好的，已取消${doing(p.service)}。`,
  'repair.nothing-to-cancel': '目前沒有進行中的服務，不需要取消。',
  'repair.resume': (p) => `我們繼續${doing(p.service)}。`,
  'repair.later': (p) => `記下來了，這件辦完就${doing(p.service)}。`,
  'repair.next': (p) => `接下來我們${doing(p.service)}。`,
  'repair.corrected': (p, f) => {
    const value = shown(p.slot, p.value, f, TITLE_KINDS);
    return value === null ? `好的，${SLOTS[p.slot]}改好了。` : `好的，${SLOTS[p.slot]}改成 ${value}。`;
  },
  'repair.what-is-right': (p) => `好的，正確的${SLOTS[p.slot]}是什麼？`,
  'repair.what-is-wrong': '哪一項不對呢？請選一項，或直接告訴我正確的內容。',
  'repair.which': '跟您確認一下，您要辦的是哪一項？',
  'repair.unclear': '抱歉，我沒聽懂。可以換個方式再說一次嗎？',
  'repair.unclear-again':
    '我還是不太明白。您可以這樣說：「查上一期電費」、「我要繳電費」、「家裡停電了」，或「查進度」。',
  'repair.choose-or-person': '請從下面選一項；都不符合的話，可以找專員協助。',
  'repair.old-button': '這個按鈕是之前步驟的，已經失效，請看最新的訊息。',
  'repair.old-button-start': (p) => `這個按鈕是之前步驟的，已經失效。要現在${doing(p.service)}嗎？`,
  'repair.changed-meanwhile': (p) => `抱歉，${doing(p.service)}的步驟在您上次使用後有更新，我們重新開始。`,
  'repair.unreadable': (p) => `抱歉，您先前填寫的內容已經無法讀取，我們重新開始${doing(p.service)}。`,
  'repair.too-deep': '還沒辦完的事有點多，我們先把這件辦完，再辦其他的。',

  'wrong.accountNumber': '號碼的位數好像不對。電號印在電費帳單上，共 11 碼數字；也可以輸入 10、13 或 16 碼的用戶編號。',
  'wrong.phone': '這看起來不是手機號碼。請輸入 09 開頭的 10 碼號碼（中國大陸門號為 11 碼）。',
  'wrong.code': '驗證碼是簡訊裡的六位數字，請照簡訊再輸入一次；沒收到請回覆「重發」。',
  'wrong.month': '看不出是哪個月份。您可以說「上個月」，或「2026年10月」。',
  'wrong.choice': '看不出您選的是哪一項。請點一個選項，或回覆它的編號。',
  'wrong.confirm': '這一步需要您確認：回覆「是」繼續，回覆「不是」就不辦理。',
  'wrong.score': '請給 1 到 5 分，5 分是非常滿意，1 分是非常不滿意。',
  'wrong.title': '請只輸入公司名稱，與營業登記相同，其他內容不用寫。',
  'wrong.taxNumber': '統一編號是 8 碼數字，請再輸入一次（中國大陸稅號為 15、18 或 20 碼）。',
  'wrong.comment': '請用文字簡單說明，不想說可以點「略過」。',

  'ask.accountNumber': '請輸入您的電號，電費帳單上可以找到。',
  'ask.phone': (p, f) => `請輸入電號 ${f.account(p.account)} 登記的手機號碼，驗證碼會用簡訊傳到那裡。`,
  'ask.code': (p) =>
    `如果電號與手機號碼相符，驗證碼已傳送到 ${p.phone}，${p.minutes} 分鐘內有效。請輸入這六位數字；沒收到請回覆「重發」。`,
  'ask.code-again': (p) =>
    `如果電號與手機號碼相符，新的驗證碼已傳送到 ${p.phone}，之前的不再有效。請輸入新的六位數字。`,
  'ask.code-later': '到時請回覆「重發」，驗證碼就會傳送到這支手機。',
  'bind.first': '請先綁定電號，之後就能查帳單、繳電費。',
  'bind.done': (p, f) => `綁定完成：電號 ${f.account(p.account)}，戶名${p.holder}，地址${p.address}。`,
  'bind.already': (p, f) => `電號 ${f.account(p.account)} 已經綁定，可以直接使用。`,
  'bind.code-wrong': (p) => `驗證碼不正確，還可以試 ${p.left} 次。請核對簡訊後再輸入一次。`,
  'bind.code-ended': '這組驗證碼已逾時，或嘗試次數已用完。回覆「重發」就能換一組新的。',
  'bind.wait-code': (p, f) =>
    p.sent
      ? `驗證碼一分鐘傳一則，上一則收到了就能用；沒收到的話，${f.time(p.retryAt)} 之後請回覆「重發」。`
      : `驗證碼一分鐘傳一則，${f.time(p.retryAt)} 之後請回覆「重發」，就會傳送到這支手機。`,
  'bind.lost-phone': (p) =>
    `登記的手機不能用，就收不到驗證碼，在這裡無法綁定。請帶身分證到服務所更改登記的手機號碼，也可以找專員或撥打 ${p.hotline}。`,
  'bind.too-many': (p, f) =>
    p.retryAt
      ? `驗證碼的傳送次數已達上限，請在 ${f.time(p.retryAt)} 之後再試。`
      : '驗證碼的傳送次數已達上限，請過一段時間再試。',
  'text-message.code': (p) =>
    `【${p.supplier}】驗證碼 ${p.code}，${p.minutes} 分鐘內有效。客服人員不會向您索取驗證碼。`,
  'unbind.none': '您還沒有綁定電號，不需要解除。',
  'unbind.confirm': (p, f) =>
    `要解除電號 ${f.account(p.account)} 的綁定嗎？用電不受影響，只是不能再從這裡查這個電號的帳單。`,
  'unbind.done': (p, f) => `電號 ${f.account(p.account)} 已解除綁定，需要時可以再綁定。`,
  'switch.only-one': (p, f) => `您只綁定了電號 ${f.account(p.account)}。想用其他電號，請說「綁定電號」。`,
  'switch.done': (p, f) => `已切換到電號 ${f.account(p.account)}。`,
  'ask.account': '請問要用哪個電號？',
  'option.account': (p, f) => `${p.name} ${f.account(p.account)}`.trim(),

  'bill.title': (p, f) => `${f.period(p.period)}電費帳單`,
  'bill.none': (p, f) => `電號 ${f.account(p.account)} 目前還沒有帳單。`,
  'bill.none-then': (p, f) => `電號 ${f.account(p.account)} 沒有${f.period(p.period)}的帳單，您可以查其他月份。`,
  'bill.newest-yet': (p, f) =>
    `${f.period(p.period)}的帳單還沒出來，出帳後就查得到。先看最近的一期：${f.period(p.newest)}。`,
  'bill.all-due': (p, f) =>
    `共 ${p.count} 筆未繳，${p.lateFee ? `含遲延繳付費用 ${f.money(p.lateFee)}，` : ''}合計 ${f.money(p.amount)}。`,
  'bill.status': (p) => BILL_STATUS[p.status],
  'row.account': '電號',
  'row.dates': '計費期間',
  'row.kwh': '用電度數',
  'row.tier-reached': '用到',
  'value.tier-reached': (p, f) =>
    `第${DIGITS[p.tier] ?? p.tier}級距，${p.kwhLeft === null ? '最高級距' : `${p.period === 'year' ? '全年' : ''}這一級距還剩 ${f.kwh(p.kwhLeft)}`}`,
  'row.amount': '金額',
  'row.late-fee': '遲延繳付費用',
  'row.due-date': '繳費期限',
  'row.status': '狀態',
  'row.reading': '抄表方式',
  'row.total-due': '應繳總額',
  'row.month': (p, f) => f.period(p.period),
  'value.dates': (p, f) => `${f.day(p.from)}至${sameYear(p.from, p.to) ? withoutYear(f.day(p.to)) : f.day(p.to)}`,
  'value.estimated': '推算度數',
  'chart.kwh': '近期用電量',

  'explain.more': (p, f) =>
    `${f.period(p.period)}比${otherMonth(p.than, p.period, f)}多 ${f.money(size(p.difference))}。`,
  'explain.less': (p, f) =>
    `${f.period(p.period)}比${otherMonth(p.than, p.period, f)}少 ${f.money(size(p.difference))}。`,
  'explain.same': (p, f) => `${f.period(p.period)}的電費和${otherMonth(p.than, p.period, f)}一樣。`,
  'explain.first': (p, f) => `${f.period(p.period)}電費是 ${f.money(p.amount)}，沒有更早的帳單可以比較。`,
  'explain.parts': (p, f) => `和${f.period(p.than)}相比，差在哪裡`,
  'explain.tiers': (p, f) => `${f.period(p.period)}電費怎麼算`,
  'explain.sum': '合計',
  'explain.main-usage': (p, f) => {
    const change = compare(p.before, p.after);
    if (change === 0) return `主要是用電量略有變化，平均每天約 ${f.kwh(p.after)}。`;
    return `主要是用電變${change > 0 ? '多' : '少'}了：平均每天從 ${f.kwh(p.before)}變成 ${f.kwh(p.after)}。`;
  },
  'explain.main-days': (p) => {
    const more = p.after - p.before;
    return `主要是計費天數${more < 0 ? '少' : '多'}了 ${Math.abs(more)} 天：從 ${p.before} 天變成 ${p.after} 天。`;
  },
  'explain.main-season': (p, f) => {
    const change = compare(p.before, p.after);
    if (change === 0) return '主要是季節轉換，夏月和非夏月的單價不同。';
    return `主要是季節轉換：第一級距從 ${f.kwh(p.before)}變成 ${f.kwh(p.after)}，用較高單價計算的度數變${change < 0 ? '多' : '少'}了。`;
  },
  'explain.main-annual-tier': '主要是全年累計用電進入較高的級距。',
  'explain.main-tariff': '主要是電價有調整。',
  'explain.main-time-of-use': '主要是尖峰和離峰的用電比例變了。',
  'explain.estimated': '這一期或比較的那一期是推算度數，和實際用電可能有落差。',
  'explain.does-not-agree': (p, f) =>
    `我們依電價重新計算，結果與帳單金額不符，已安排查核，案件編號 ${p.caseNumber}，${f.time(p.deadline)} 前回覆您。`,
  'explain.not-in-tariff': (p, f) =>
    `電價表沒有${f.period(p.period)}的單價，這一期無法依電價核算，已安排查核，案件編號 ${p.caseNumber}，${f.time(p.deadline)} 前回覆您。`,
  'part.days': (p) => `天數 ${p.before}→${p.after} 天`,
  'part.usage': (p) => `用電量 ${p.before}→${p.after} 度/天`,
  'part.season': (p) => (compare(p.before, p.after) === 0 ? '夏月、非夏月單價' : `第一級距 ${p.before}→${p.after} 度`),
  'part.annual-tier': '全年累計級距',
  'part.tariff': '電價調整',
  'part.time-of-use': '尖離峰比例變化',
  'part.unexplained': '待查核的差額',
  'part.not-in-tariff': (p, f) => `${f.period(p.period)}沒有單價`,
  'part.first-usage': '本期用電',
  'row.tier': (p) => `第${DIGITS[p.tier] ?? p.tier}級距${{ all: '', peak: '（尖峰）', valley: '（離峰）' }[p.use]}`,
  'value.tier': (p, f) => `${f.kwh(p.kwh)} × ${p.price} = ${f.money(p.amount)}`,

  'pay.read-back': '請確認繳費資料',
  'pay.confirm': (p, f) => `要為電號 ${f.account(p.account)} 繳納 ${f.money(p.amount)}，確認嗎？`,
  'pay.nothing-due': (p, f) => `電號 ${f.account(p.account)} 沒有未繳的電費。`,
  'pay.prepaid': (p, f) =>
    `電號 ${f.account(p.account)} 是預付，餘額 ${f.money(p.balance)}。儲值在這裡辦不了，請到電力公司App或服務所辦，也可以打 ${p.hotline} 詢問。儲值後會自動復電。`,
  'pay.by': (p) =>
    p.yes
      ? `可以。說「繳電費」，核對後打開的頁面用${p.methods.map((method) => METHODS[method]).join('、')}付款。`
      : `這裡不行，在這裡只能用${p.methods.map((method) => METHODS[method]).join('、')}付款。電力公司App、服務所還有別的付法。`,
  'pay.open-elsewhere': (p, f) => `電號 ${f.account(p.account)} 有一筆繳費正在進行，為避免重複繳費，請等它結束後再試。`,
  'pay.opened': (p, f) =>
    `請前往付款頁面繳納 ${f.money(p.amount)}，${f.time(p.until)} 前有效。付款後收據會自動傳到這裡。`,
  'pay.opened-title': '等待付款',
  'pay.still-open': (p, f) =>
    `您有一筆 ${f.money(p.amount)} 的繳費還沒付款，付款頁面 ${f.time(p.until)} 前有效，可以接著完成。`,
  'pay.not-now': '好的，這次先不繳。要繳的時候說「繳電費」就可以了。',
  'row.holder': '用電戶名',
  'row.bills': '帳單',
  'value.bills': (p, f) =>
    p.periods
      .map((period, at) => {
        const before = p.periods[at - 1];
        return before === undefined ? f.period(period) : otherMonth(period, before, f);
      })
      .join('、'),
  'paid.title': '繳費收據',
  'paid.thanks': '繳費成功，謝謝您。需要發票的話，說「開發票」就可以了。',
  'row.paid-at': '繳費時間',
  'row.receipt': '收據號碼',
  'row.day': (p, f) => f.day(dayOf(p.at)),
  'paid.failed': (p, f) => `這筆 ${f.money(p.amount)} 沒有付款成功，付款系統沒有收款紀錄。要再繳一次，請說「繳電費」。`,
  'paid.expired': (p, f) =>
    `這筆 ${f.money(p.amount)} 的付款頁面已逾時，付款系統沒有收款紀錄。要繼續繳，請說「繳電費」。`,
  'paid.disputed': (p) => `收到的款項與這筆訂單不符，已請專人核對，案件編號 ${p.caseNumber}。核對期間請不要重複付款。`,
  'history.title': (p, f) => `電號 ${f.account(p.account)} 的繳費紀錄`,
  'history.none': (p, f) => `電號 ${f.account(p.account)} 在這裡還沒有繳費紀錄。在別處繳的，查帳單可以看到是否繳清。`,
  'value.payment': (p, f) => `${f.money(p.amount)} ${PAYMENT_STATUS[p.status]}`,

  'invoice.none-paid': '目前沒有可以開發票的繳費，在這裡繳費成功後就能開立。',
  'ask.payment': '要開哪一筆繳費的發票？',
  'option.payment': (p, f) => `${dayOf(p.at).replaceAll('-', '/')} ${f.money(p.amount)}`,
  'ask.titleKind': (p) => `發票抬頭要開個人（${p.holder}），還是公司？`,
  'option.personal': (p) => `個人（${p.holder}）`,
  'option.company': '公司',
  'ask.title': '請輸入公司全名，需與營業登記相同。',
  'ask.taxNumber': '請輸入公司的統一編號。',
  'invoice.read-back': '請確認發票資料',
  'invoice.confirm': '依這些資料開立發票，確認嗎？',
  'invoice.done': (p) => `發票開好了，號碼 ${p.number}，可以開啟查看和列印。`,
  'invoice.title': '電子發票',
  'invoice.exists': '這筆繳費已經開過發票，可以直接開啟查看。',
  'row.title': '發票抬頭',
  'row.tax-number': '統一編號',

  'ask.score': (p) => `這次${doing(p.service)}的服務，您滿意嗎？`,
  'option.score': (p) => SCORES[p.score],
  'ask.comment': '方便說說原因嗎？不想說請點「略過」。',
  'rating.thanks': '謝謝您的評分。',
  'rating.recovery': (p, f) =>
    `很抱歉這次沒有讓您滿意。專人會在 ${f.time(p.deadline)} 前與您聯絡，案件編號 ${p.caseNumber}。`,
  'rating.already': '這次的服務您已經評分過了，謝謝。',
  'rating.nothing': '目前沒有等待評分的服務。',

  'emergency.first': (p) =>
    p.machine
      ? `家裡有人靠機器維持生命：立刻撥打 ${p.emergency}，準備送醫，或換上備用電池、氧氣瓶。\n再撥打 ${p.hotline}，說明有人靠機器維持。`
      : `請先確保安全：離遠一點，不要碰電線、電器和積水。\n請身邊的人也離開。\n有人受傷或起火，立刻撥打 ${p.emergency}。\n再撥打 ${p.hotline} 通報。`,
  'emergency.case': (p) => `已建立緊急案件 ${p.caseNumber}，調度人員會回電給您，請保持電話暢通。`,
  'emergency.hurt': (p) =>
    `馬上撥打 ${p.emergency}。\n觸電的人可能還連著電：不要用手碰他，不要用東西挑電線。\n能安全關掉總開關才去關，關不了就離遠等。\n斷電以後，照急救電話裡說的做。`,
  'emergency.what-to-do': (p) =>
    ({
      shock: `先斷電：能安全關掉總開關就關。斷不了電，不要碰觸電的人，不要用東西撥電線。馬上撥打 ${p.emergency}，照電話裡說的做。`,
      line: `離開電線至少 8 公尺，攔住旁邊的人。不要碰電線，也不要碰挨著它的車、樹和水，不要挑線。有人受傷或起火，撥打 ${p.emergency}。`,
      fire: `人先離開，不要回去拿東西，撥打 ${p.emergency}。還通著電就不要潑水；能安全關掉總開關才關，關不了就走。`,
      water: `不要涉水，不碰電器和插座。總開關在乾的地方、能安全碰到才關，關不了就離開。有人受困或受傷，撥打 ${p.emergency}。`,
      machine: `馬上撥打 ${p.emergency}，準備送醫，或換上備用電池、氧氣瓶。`,
      any: `離遠一點，不要碰電線、電器和積水；能安全關掉總開關才關。有人受傷或起火，撥打 ${p.emergency}，然後等調度人員回電。`,
    })[p.hazard],
  'emergency.coming': (p) =>
    `緊急案件 ${p.caseNumber} 已在調度手上，他們會先回電給您；幾點到，這裡還看不到。請離遠一點，保持電話暢通。`,
  'emergency.noted': (p) =>
    `記下了：${[p.address, p.phone].filter((one) => one !== null).join('，')}${p.seen ? '，調度人員看得到' : ''}。${p.missing ? `也請告訴我${p.missing === 'phone' ? '電話' : '地址'}。` : ''}`,
  'emergency.crisis': (p) =>
    `聽您這麼說，我很擔心您。您很重要，這一刻會過去的。請現在就和人說說話：安心專線 ${p.helpLine}，或 ${p.emergency}，也可以請身邊信得過的人來陪您。我們這裡也有人在。`,
  'emergency.gas': (p) =>
    `請馬上：不要開關任何電器和燈，不要點火；打開門窗，人都到室外去。\n在外面撥打瓦斯公司的緊急電話，或 ${p.emergency}。\n瓦斯不是我們處理的，這裡不受理。`,
  'trouble.unavailable': (p) => `抱歉，現在查不到這項資訊。請稍後再試，急用請撥打 ${p.hotline}。`,

  'label.service': (p) => SERVICES[p.service],
  'label.slot': (p) => SLOTS[p.slot],
  'label.yes': '是的',
  'label.no': '先不要',
  'label.pay-yes': '確認繳費',
  'label.skip': '略過',
  'label.why': '為什麼這麼多',
  'label.history': '繳費紀錄',
  'label.person': '找專員',
  'label.help': '可以辦什麼',
  'label.resend': '重發驗證碼',
  'label.cancel': '取消',
  'label.go-pay': '前往付款',
  'label.open-invoice': '開啟發票',
  'label.other-account': '換個電號',
};
