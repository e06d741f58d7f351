/** Text messages to the old holder and the supply contract, in three languages. */
import type { Locale } from '../../../domain/names.ts';
import type { ContractFacts, HolderLetter, HolderWords } from '../../../services/applications/words.ts';
import { createFormat, type Format } from '../format.ts';

type Letters = (letter: HolderLetter, supplier: string, hotline: string, f: Format) => string;

const zhCN: Letters = (letter, supplier, hotline, f) => {
  const account = f.account(letter.accountNumber);
  switch (letter.kind) {
    case 'asked':
      return `【${supplier}】${letter.applicant} 申请把户号 ${account} 过户到自己名下。请在 ${f.time(letter.until)} 前打开链接表示同意或不同意：${letter.url} 。不要转发。如非您知情，请拨打 ${hotline}。`;
    case 'informed':
      return `【${supplier}】${letter.applicant} 申请把户号 ${account} 过户到自己名下，正在审核。如非您知情，请拨打 ${hotline}。`;
    case 'withdrawn':
      return `【${supplier}】户号 ${account} 的过户申请已由申请人撤销，户主不变。`;
    case 'rejected':
      return `【${supplier}】户号 ${account} 的过户申请未通过，户主不变。`;
    case 'expired':
      return `【${supplier}】户号 ${account} 的过户申请已过期关闭，户主不变。`;
    case 'done': {
      const money = letter.balance
        ? `预存余额 ${f.money(letter.balance)} 将${letter.balanceGoes === 'refund' ? '退还给您' : '转到您的其他户号'}。`
        : '';
      return `【${supplier}】户号 ${account} 已过户给新户主，您与我们的原合同终止。${money}有疑问请拨打 ${hotline}。`;
    }
  }
};

const zhTW: Letters = (letter, supplier, hotline, f) => {
  const account = f.account(letter.accountNumber);
  switch (letter.kind) {
    case 'asked':
      return `【${supplier}】${letter.applicant} 申請把電號 ${account} 過戶到自己名下。請在 ${f.time(letter.until)} 前開啟連結表示同意或不同意：${letter.url} 。請勿轉寄。如您不知情，請撥打 ${hotline}。`;
    case 'informed':
      return `【${supplier}】${letter.applicant} 申請把電號 ${account} 過戶到自己名下，正在審核。如您不知情，請撥打 ${hotline}。`;
    case 'withdrawn':
      return `【${supplier}】電號 ${account} 的過戶申請已由申請人撤回，用戶不變。`;
    case 'rejected':
      return `【${supplier}】電號 ${account} 的過戶申請未通過，用戶不變。`;
    case 'expired':
      return `【${supplier}】電號 ${account} 的過戶申請已逾期結案，用戶不變。`;
    case 'done': {
      const money = letter.balance
        ? `預繳餘額 ${f.money(letter.balance)} 將${letter.balanceGoes === 'refund' ? '退還給您' : '轉到您的其他電號'}。`
        : '';
      return `【${supplier}】電號 ${account} 已過戶給新用戶，您與我們的原契約終止。${money}有疑問請撥打 ${hotline}。`;
    }
  }
};

const en: Letters = (letter, supplier, hotline, f) => {
  const account = f.account(letter.accountNumber);
  switch (letter.kind) {
    case 'asked':
      return `${supplier}: ${letter.applicant} has applied to take over account ${account}. Please open this link by ${f.time(letter.until)} to agree or not: ${letter.url} . Do not pass it on. If you know nothing of this, ring ${hotline}.`;
    case 'informed':
      return `${supplier}: ${letter.applicant} has applied to take over account ${account}; it is being checked. If you know nothing of this, ring ${hotline}.`;
    case 'withdrawn':
      return `${supplier}: the application to take over account ${account} was withdrawn. You remain its holder.`;
    case 'rejected':
      return `${supplier}: the application to take over account ${account} was turned down. You remain its holder.`;
    case 'expired':
      return `${supplier}: the application to take over account ${account} has run out. You remain its holder.`;
    case 'done': {
      const money = letter.balance
        ? ` Your prepaid ${f.money(letter.balance)} ${letter.balanceGoes === 'refund' ? 'will be paid back to you' : 'moves to another account of yours'}.`
        : '';
      return `${supplier}: account ${account} has a new holder, and our contract with you for it has ended.${money} Questions: ${hotline}.`;
    }
  }
};

const LETTERS: Readonly<Record<Locale, Letters>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

const CATEGORY: Readonly<Record<Locale, string>> = { 'zh-CN': '居民生活用电', 'zh-TW': '住宅用電', en: 'residential' };
const category = (facts: ContractFacts, locale: Locale) =>
  facts.category === 'residential' ? CATEGORY[locale] : facts.category;

const CONTRACTS: Readonly<Record<Locale, (c: ContractFacts, f: Format) => readonly string[]>> = {
  'zh-CN': (c, f) => [
    `供用电合同（${c.caseNumber}）`,
    `供电人：${c.supplier}`,
    `用电人：${c.newHolder}${c.idNumber ? `（身份证号 ${c.idNumber}）` : ''}`,
    `一、用电地址：${c.address}；户号：${c.accountNumber}。原用电人 ${c.oldHolder} 与供电人的合同自本合同签订时终止，原欠费由原用电人结清。`,
    `二、用电类别：${category(c, 'zh-CN')}；供电方式：低压；容量、计量方式不变。`,
    `三、电价：执行 ${c.tariffId}，随国家规定调整；按期抄表，按账单所载日期缴费。`,
    `四、阶梯电量：${{ restart: '自签订之日起重新累计', prorate: '按当年剩余月份折算', 'carry-on': '接续原累计' }[c.tiers]}。`,
    `五、原用电人的预存余额${c.balanceGoes === 'refund' ? '退还原用电人' : '转入原用电人的其他户号'}，不转入本合同；原代扣、峰谷、一户多人口等不继受。`,
    '六、产权分界点以下的供电设施由供电人维护，以上归用电人维护；双方依《民法典》第六百四十八条至第六百五十六条履行义务。',
    `七、本合同以电子方式订立，签订时记录文本的校验值与时间。日期：${f.day(c.day)}。`,
  ],
  'zh-TW': (c, f) => [
    `供電契約（${c.caseNumber}）`,
    `供電者：${c.supplier}`,
    `用電者：${c.newHolder}${c.idNumber ? `（身分證字號 ${c.idNumber}）` : ''}`,
    `一、用電地址：${c.address}；電號：${c.accountNumber}。原用電者 ${c.oldHolder} 與供電者的契約自本契約簽訂時終止，積欠電費由原用電者結清。`,
    `二、用電種類：${category(c, 'zh-TW')}；供電方式：低壓；契約容量、計量方式不變。`,
    `三、電價：適用 ${c.tariffId}，隨公告調整；按期抄表，依帳單所載日期繳費。`,
    `四、累進用電：${{ restart: '自簽訂之日起重新累計', prorate: '按當年剩餘月份折算', 'carry-on': '接續原累計' }[c.tiers]}。`,
    `五、原用電者的預繳餘額${c.balanceGoes === 'refund' ? '退還原用電者' : '轉入原用電者的其他電號'}，不轉入本契約；原約定扣繳、時間電價等不繼受。`,
    '六、責任分界點電源側設備由供電者維護，負載側由用電者維護。',
    `七、本契約以電子方式訂立，簽訂時記錄文本的驗證值與時間。日期：${f.day(c.day)}。`,
  ],
  en: (c, f) => [
    `Supply contract (${c.caseNumber})`,
    `Supplier: ${c.supplier}`,
    `Customer: ${c.newHolder}${c.idNumber ? ` (ID number ${c.idNumber})` : ''}`,
    `1. Address of supply: ${c.address}; account ${c.accountNumber}. The contract with the former customer ${c.oldHolder} ends when this one is signed; what they owed is theirs to pay.`,
    `2. Usage category: ${category(c, 'en')}; low voltage; capacity and metering stay as they are.`,
    `3. Price: tariff ${c.tariffId} as published from time to time; the meter is read regularly and bills are due on the day they state.`,
    `4. Tier counter: ${{ restart: 'starts anew on the day of signing', prorate: 'counted by the months left of the year', 'carry-on': 'goes on from where it stands' }[c.tiers]}.`,
    `5. Prepaid money of the former customer ${c.balanceGoes === 'refund' ? 'is paid back to them' : 'moves to another account of theirs'} and does not pass to this contract; nor do their auto-debit, time-of-use and household subscriptions.`,
    '6. Up to the property boundary the supplier maintains the installation, beyond it the customer.',
    `7. This contract is concluded electronically; the hash of its text and the time of signing are recorded. Date: ${f.day(c.day)}.`,
  ],
};

export const holderWords: HolderWords = {
  letter: (letter, { supplierName, hotline }, locale) =>
    LETTERS[locale](letter, supplierName[locale], hotline[locale], createFormat(locale)),
  contract: (facts, locale) => `${CONTRACTS[locale](facts, createFormat(locale)).join('\n\n')}\n`,
};
