/** Parsers of free text: an address, a name, a story; taken as written, without the words that only introduce it. */
import type { SlotName } from '../../../domain/names.ts';
import { asWritten } from '../../../text/normalise.ts';
import { fold } from '../../../text/script.ts';
import { hear } from '../spelling.ts';
import { choose } from './options.ts';
import { found, missed, type Parser } from './parsed.ts';
import { cannotBe } from './refused.ts';
import { optionsFor } from './told.ts';

/** `, 电话 139…` at the end of an address or a name. */
const PHONE_AT_END =
  /[,，。;；、\s]{0,3}(?:我?的?(?:联系|聯絡|联络)?(?:电话|電話|手机|手機|phone|tel)(?:号码?|號碼?|number)?(?:是|为|為|is)?[：:\s]{0,2})?(?:\+?86[\s-]?)?(?:1[3-9]\d(?:[\s-]?\d){8}|09\d{2}(?:[\s-]?\d){6})[。.]?$/i;
const ADDRESS_LEAD =
  /^(?:(?:我的?|我家的?|用电|用電|安装|安裝|详细|詳細|具体|具體|家庭)?(?:地址|住址)(?:是|为|為|在|就是)?\s?[:：,，]?\s?|我?家?(?:是)?(?:住在?|在|位于|位於)\s?|(?:my |the )?address(?: is|:)? |(?:i live at|it'?s at|we'?re at|i'm at|at|it is|it'?s) )/i;
const NAME_LEAD =
  /^(?:我的?(?:名字|姓名)?(?:叫做?|是)?|(?:真实|真實)?(?:姓名|名字|户名|戶名|新户名|新戶名|名)(?:叫|是|为|為)?|叫|就叫|改成|改为|改為|改叫)\s?[:：,，]?\s?(?=\S)|^(?:my |the )?(?:full |new )?name(?: is|:)? |^(?:i am|i'm|it'?s|it is) /i;
const ID_TAIL =
  /[,，。;；、\s]{0,3}(?:(?:我的?)?(?:身份证|身分證|证件|證件|护照|護照|passport|id)(?:号码?|號碼?|字号|字號)?(?: number| no\.?)?(?:是|为|為|is)?[：:\s]{0,2})?(?:\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{15}|[A-Za-z]{1,2}[ -]?\d{7,9})[。.]?$/i;

const clean = (text: string) =>
  asWritten(text)
    .replace(/[。！!]+$/, '')
    .trim();

const ASKING =
  /[?？]$|[吗嗎]$|什么|什麼|怎么|怎麼|为什么|為什麼|哪里填|哪裡|几[点级档个天种]|幾[點級檔個天種]|多少(?:[钱錢度元天倍]|$)|\b(?:what|why|how|where|which)\b/i;
/** What nobody would write as a name, a place or a title. */
export const isAsking = (written: string): boolean => ASKING.test(written);

function between(text: string, least: number, most: number) {
  if (text === '') return missed('none');
  return text.length < least || text.length > most ? missed('length') : found(text);
}

const LETTERS = /^[\p{L}\p{M}·・.'’\-（）()&,\s\d]{2,60}$/u;
/** Sentences that are no name. */
const NO_NAME =
  /^(?:不|没|我要|我想|我不|要|想|请|怎么|什么|为什么|好的?$|可以|是的|对的|谢谢|随便|跳过|算了|保密|匿名|先|等)|[吗呢吧啊了]$|\b(?:don'?t|know|want|skip|none|please|yes|no|ok)\b/i;

/** `least` and `most` characters; a question is no answer unless `story`. */
const text =
  (slot: SlotName, least: number, most: number, story: boolean): Parser =>
  (said, hearing) => {
    const options = optionsFor(slot, hearing);
    const chosen = options.length > 0 ? choose(hear(said).key, options) : missed('none');
    if (chosen.ok) return chosen;
    if (cannotBe(slot, said)) return missed('none');
    const written = story ? asWritten(said) : clean(said);
    return !story && ASKING.test(written) ? missed('none') : between(written, least, most);
  };

export const WRITTEN = {
  address: (said) => {
    const written = clean(clean(said).replace(PHONE_AT_END, '')).replace(ADDRESS_LEAD, '').trim();
    if (ASKING.test(written) || !/\p{L}/u.test(written) || cannotBe('address', written)) return missed('none');
    return between(written, 5, 200);
  },
  name: (said) => {
    const bareName = clean(said).replace(PHONE_AT_END, '').replace(ID_TAIL, '').replace(NAME_LEAD, '').trim();
    if (!LETTERS.test(bareName) || !/\p{L}/u.test(bareName) || ASKING.test(bareName)) return missed('none');
    if (NO_NAME.test(fold(bareName)) || /\d{4}/.test(bareName) || cannotBe('name', bareName)) return missed('none');
    return between(bareName, 2, 60);
  },
  description: text('description', 2, 1000, true),
  addition: text('addition', 2, 1000, true),
  about: text('about', 2, 200, true),
  reason: text('reason', 2, 500, true),
  parkingSpace: text('parkingSpace', 1, 60, false),
  since: text('since', 1, 60, false),
} as const satisfies Partial<Record<SlotName, Parser>>;

export const isWritten = (slot: SlotName | 'confirm'): slot is keyof typeof WRITTEN => slot in WRITTEN;
/** Slots in which a whole story may stand: nothing in it corrects anything. */
export const isStory = (slot: SlotName | 'confirm'): boolean =>
  slot === 'comment' || slot === 'description' || slot === 'addition' || slot === 'about' || slot === 'reason';
