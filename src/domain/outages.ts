/** What an outage and a report of one are, and the key by which two writings of an address mean the same building. */

export const OUTAGE_CAUSES = ['planned', 'fault', 'rotation'] as const;
export type OutageCause = (typeof OUTAGE_CAUSES)[number];

/** Told by the utility's own systems, or found here from what residents reported. */
export const OUTAGE_SOURCES = ['import', 'reports'] as const;
export type OutageSource = (typeof OUTAGE_SOURCES)[number];

/** How far the repair is; the same words as the stages of an outage's cases. */
export const OUTAGE_STAGES = ['reported', 'dispatched', 'on-site', 'restored'] as const;
export type OutageStage = (typeof OUTAGE_STAGES)[number];

/** How far the dark reaches, as a resident sees it (facts/domain.md 5.1, question 2). */
export const REPORT_SCOPES = ['home', 'building', 'area', 'unknown'] as const;
export type ReportScope = (typeof REPORT_SCOPES)[number];

export interface Outage {
  readonly outageId: string;
  readonly cause: OutageCause;
  readonly source: OutageSource;
  /** Null only when no more than the address is known. */
  readonly feeder: string | null;
  /** Empty without an address: the whole feeder. */
  readonly transformers: readonly string[];
  /** The building as it was written, for an outage that no transformer is known of; else null. */
  readonly address: string | null;
  readonly fromAt: Date;
  /** The planned end of a planned outage or a rotation. */
  readonly estimatedRestoration: Date | null;
  /** Null while it is open. */
  readonly restoredAt: Date | null;
  /** It ended because a crew found nothing wrong in the supply: nothing was restored, and what follows there is a fault of its own. */
  readonly noFault: boolean;
  /** The feeder's outage that this one belongs to, or the restored one after which this place stayed dark. */
  readonly parentId: string | null;
}

export interface OutageReport {
  readonly at: Date;
  readonly scope: ReportScope;
  /** Known when the account is, or when the address was found among the accounts. */
  readonly feeder: string | null;
  readonly transformer: string | null;
  readonly address: string | null;
  readonly accountNumber: string | null;
  /** When it went dark, as the resident says. */
  readonly since: Date | null;
}

export type OutageReach = 'building' | 'transformer' | 'feeder';

export const reachOf = (outage: Pick<Outage, 'address' | 'transformers'>): OutageReach =>
  outage.transformers.length > 0 ? 'transformer' : outage.address === null ? 'feeder' : 'building';

/** Traditional characters that addresses are full of, each before its simplified twin; a name in others stays as written. */
const FOLD = new Map(
  (
    '號号棟栋樓楼層层單单區区縣县鎮镇鄉乡東东園园廣广莊庄龍龙華华國国門门橋桥灣湾興兴陽阳長长樂乐學学' +
    '範范樣样試试測测風风馬马車车開开業业貴贵連连遠远達达運运義义聖圣記记說说親亲觀观語语貝贝' +
    '財财寶宝實实寧宁漢汉澤泽濱滨濟济瀋沈紅红綠绿銀银鐵铁錦锦鋼钢鐘钟關关雲云電电靜静順顺飛飞魚鱼鳳凤麗丽齊齐' +
    '臺台灘滩爾尔獅狮環环畫画發发碼码禮礼萬万嶺岭島岛崗岗場场塊块壩坝壽寿夢梦堯尧聯联蘇苏蘭兰藝艺衛卫許许豐丰農农'
  )
    .match(/../gu)
    ?.map((pair) => [...pair] as [string, string]),
);

const DIGITS = '零一二三四五六七八九';

/** 八 → 8, 十二 → 12, 一百零五 → 105, 二〇三 → 203. */
function chineseNumber(written: string): string {
  const text = written.replaceAll('〇', '零').replaceAll('两', '二');
  if (!/[十百]/.test(text)) return [...text].map((digit) => DIGITS.indexOf(digit)).join('');
  let sum = 0;
  let digit = 0;
  for (const one of text) {
    if (one === '百' || one === '十') {
      sum += (digit || 1) * (one === '百' ? 100 : 10);
      digit = 0;
    } else digit = DIGITS.indexOf(one);
  }
  return String(sum + digit);
}

/** Province, city, district, township before the street; 小区 and 社区 are names of estates, not districts. */
const REGION = /^[^\d\s]{2,}?(?:省|市|(?<![小社园])区|县|镇|乡|街道)(?=\d+号?[路街]|\p{L})/u;

const PARTS =
  /^(?<name>\d+号?[路街]|\p{L}{2,}?(?=[A-Z]栋|\P{L}|$))(?<lanes>(?:\d+(?:段|巷|弄|组|期))*)(?:(?<number>\d+)(?:[-之](?<sub>\d+)(?=号))?(?:号(?![路街])|(?=\s|$)|-(?=\d+栋)))?(?:之(?<after>\d+))?(?<rest>.*)$/u;

/** Words for here that a resident puts before the number; they name no street. */
const HERE = /^(?:[本这整咱该]个?)?(?:家里?|小区|院子?里?|大?楼|附近|这里|这边|那边|隔壁|里面|门牌|地址)$/;

const BUILDING =
  /^[-\s]*\D{0,12}?(?:0*(?<numbered>\d+)栋|(?<lettered>[A-Z])栋|0*(?<dashed>\d{1,3})-(?:\d+-)?\d{3,4}\D*$)/;

/**
 * Street or estate with its number and, where written, the block: `幸福路12号8栋`, the same for 示例市幸福路１２號八幢502室.
 * Region, estate between number and block, unit, floor and room are left out. Null when there is no number: a street
 * alone is no building. Names are compared as written (script folded), never by likeness. Reads the first 200 characters.
 */
export function buildingKey(address: string): string | null {
  let text = [...address.slice(0, 200).normalize('NFKC').toUpperCase()]
    .map((character) => FOLD.get(character) ?? character)
    .join('')
    .replace(/[,.。、;:()·]+/g, ' ')
    .replace(/[—–~~]/g, '-')
    .replace(
      /[零〇一二两三四五六七八九十百]+(?=\s*(?:号|栋|幢|座|段|组|期|#)|(?<=[路街道段][^巷弄]*)[巷弄])/g,
      chineseNumber,
    )
    .replace(/\s*(?:号楼|#楼?|幢|座)/g, '栋')
    .replace(/(?<!\d)\s+|\s+(?!\d)/g, '')
    .replace(/^(?:我们?家?住?在?|地址是?|住址?在?|在)/u, '');
  for (let bare = text.replace(REGION, ''); bare !== text; bare = text.replace(REGION, '')) text = bare;
  const parts = PARTS.exec(text)?.groups;
  if (!parts || HERE.test(parts.name ?? '')) return null;
  const building = BUILDING.exec(parts.rest ?? '')?.groups;
  const block = building?.numbered ?? building?.lettered ?? building?.dashed;
  if (parts.number === undefined && block === undefined) return null;
  const sub = parts.sub ?? parts.after;
  const number = parts.number === undefined ? '' : `${Number(parts.number)}${sub ? `-${Number(sub)}` : ''}号`;
  return `${parts.name}${parts.lanes}${number}${block ? `${block}栋` : ''}`;
}

/** One key, or the same number once with and once without the block; two blocks of one number are two buildings. */
export const sameBuilding = (one: string | null, other: string | null): boolean =>
  one !== null &&
  other !== null &&
  (one === other || (one.endsWith('号') && other.startsWith(one)) || (other.endsWith('号') && one.startsWith(other)));
