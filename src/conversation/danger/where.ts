/** Where a danger is and whom to ring up about it, as far as a message says so. */
import type { Locale } from '../../domain/names.ts';
import { contactPhone } from '../../domain/phone.ts';
import { identifiersIn } from '../understanding/parsers/identifiers.ts';
import { isAsking, WRITTEN } from '../understanding/parsers/written.ts';
import { placeIn } from '../understanding/slots/places.ts';
import { hear } from '../understanding/spelling.ts';

/** A part of an address, where it is the answer to "where": 幸福路菜市场门口, next to the school on Mill Road. */
const PLACE_WORDS =
  /[路街道巷弄村镇乡区县市里]|小区|社区|大厦|大楼|广场|公园|学校|市场|车站|医院|门口|路口|旁边|对面|附近|楼下|号|栋|幢|单元|\b(?:street|st|road|rd|avenue|ave|lane|drive|square|building|block|tower|estate|village|city|town|park|school|station|hospital|market|corner|opposite|near|next to|behind|in front of|outside|floor|flat|apartment)\b/;
/** What is said around a phone number and an address. */
const AROUND =
  /(?:我的?)?(?:联系|聯絡|联络)?(?:电话|電話|手机|手機|号码|號碼)(?:号码?|號碼?)?(?:是|为|為)?|\b(?:my |the )?(?:phone|mobile|cell|tel|number)(?: number)?(?: is)?\b|[:：]/gi;
const LEAD = /^(?:我们?|人|就|现在|現在)?(?:住)?(?:在|位于|位於)\s*|^(?:we are|we're|i am|i'm|it'?s|it is) /i;
const MOBILE = /(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|09\d{2}(?:[ -]?\d{3}){2})(?!\d)/;
const NUMBER = /\+?\d[\d\s-]{6,}\d/g;

/** `asked`: it was just asked for, so that words which only may be a place are taken for one. */
export function whereIn(
  written: string,
  locale: Locale,
  asked: boolean,
): { readonly address: string | null; readonly contactPhone: string | null } {
  const { plain } = hear(written);
  const numbers = identifiersIn(plain, 'phone', locale).flatMap(({ slot, value }) => (slot === 'phone' ? [value] : []));
  // Happiness Road 13, 13900000013: a mobile is told by its form, whatever number stands before it.
  const mobile = MOBILE.exec(plain)?.[0];
  const phone = [...(mobile ? [mobile] : []), ...numbers].map(contactPhone).find((one) => one !== null) ?? null;
  return { address: addressIn(written, asked), contactPhone: phone };
}

function addressIn(written: string, asked: boolean): string | null {
  const rest = written
    .replace(new RegExp(MOBILE, 'g'), ' ')
    .replace(NUMBER, (said) => (said.replace(/\D/g, '').length >= 8 ? ' ' : said))
    .replace(AROUND, ' ')
    .replace(/^[\s,，。.;；]+|[\s,，。.;；]+$/g, '')
    .replace(LEAD, '');
  const place = placeIn(rest);
  if (!asked) return place;
  const { key } = hear(rest);
  if (key.length > 120 || isAsking(rest) || !(place !== null || PLACE_WORDS.test(key))) return place;
  const whole = WRITTEN.address(rest);
  return whole.ok ? whole.value : place;
}
