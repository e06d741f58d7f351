/** Sums without their unit that somebody claims or was asked for: 维修报价1,350, 买新的要3600, "wanted 500 in cash". */
import { sumOf } from './amounts.ts';
import { COMMAS, HAN_SUM, NO_COUNT } from './charges.ts';

const CLAIMED =
  /[多重]复?[收扣]|[赔偿毁]|损失|烧[了坏掉]|[打烧弄搞]坏|坏[了掉]|报价|估价|修理|维修|红包|好处|茶水|现金|塞|索[要取]|\bclaim|compensat|reimburs|\bdamage|\bkilled\b|\bfried\b|burn(?:t|ed)|\bruined\b|\bspoil|\bbrib|\bcash\b|tea money|\btip\b|keep quiet|\b(?:asked|ask|asking) (?:me|us) (?:for|to (?:pay|give))\b|\bdemanded\b|under the table|\brepair|\breplac|\brefund|\bblew\b|\bblown\b|\bsurge/;
const DIGITS = `${COMMAS}|\\d{1,3}(?:\\.\\d{1,2})?(?:[万千]\\d?|k\\b)|\\d{3,6}(?:\\.\\d{1,2})?`;
const NO_VOLTS = `(?! ?(?:伏|v\\b|volts?|w\\b|瓦))${NO_COUNT}`;
const SUMS: readonly RegExp[] = [
  new RegExp(
    `(?:损失|费|价|估|值|花|要|共|合计|总计|大概|大约|约|差不多|[赔索求][我偿付]?|金额|收|给|塞|红包|现金|修|扣)(?:款|两次|各|了|我|个|他|们|你|是|为|出|:|大概|大约|约|一?共|总共?|将近|近|快|差不多|金额|去| |,){0,6}(${HAN_SUM}|${DIGITS})${NO_VOLTS}`,
  ),
  new RegExp(
    `\\b(?:claim\\w*|compensat\\w*|reimburs\\w*|cost\\w*|damages?|bill|quote[sd]?|quotation|worth|repairs?|repaired|replac\\w*|ask(?:s|ed|ing)?|want(?:s|ed|ing)?|demand\\w*|charg\\w*|estimate[sd]?|loss(?:es)?|lost|total\\w*|sum|tip|bribe)(?:,? (?!at\\b|no\\b|number\\b|flat\\b|room\\b|ap(?:artmen)?t\\b|pole\\b|in\\b|on\\b|since\\b)[a-z']+){0,4},? (${DIGITS})${NO_VOLTS}`,
  ),
  /(?<![\d.,#/-])(\d{2,6})(?= (?:in |of )?cash\b| (?:tea money|under the table))/,
  new RegExp(`(?<![\\d.,#/-])(${COMMAS})${NO_VOLTS}`),
];

/** As a decimal number; null where nothing is claimed, or no sum told. Reads folded text. */
export function claimIn(text: string): string | null {
  if (!CLAIMED.test(text)) return null;
  for (const pattern of SUMS) {
    const said = pattern.exec(text)?.[1];
    const value = said === undefined || /^(?:19|20)\d\d$/.test(said) ? null : sumOf(said);
    if (value !== null) return value;
  }
  return null;
}
