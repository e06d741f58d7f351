/** Which script and language a text is written in, and one script for all rules. */
import type { Locale } from '../domain/names.ts';
import { normalise } from './normalise.ts';
import { COMMON, SIMPLIFIED, TRADITIONAL } from './script.generated.ts';

const common = new Set(COMMON);
const folded = new Map<string, string>();
const tells = new Map<string, 'zh-CN' | 'zh-TW'>();
const simplified = [...SIMPLIFIED];
[...TRADITIONAL].forEach((from, place) => {
  const to = simplified[place] ?? from;
  folded.set(from, to);
  if (!common.has(from)) tells.set(from, 'zh-TW');
  if (!common.has(to)) tells.set(to, 'zh-CN');
});
/** Variants that a character table of the mainland keeps apart and residents do not. */
for (const variant of ['帳账', '帐账', '妳你', '祂他', '牠它', '佔占', '喔哦', '噢哦', '唄呗']) {
  const [from = '', to = from] = variant;
  folded.set(from, to);
}

const HAN = /\p{Script=Han}/u;
const HAN_ALL = /\p{Script=Han}/gu;
const KANA_OR_HANGUL = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Words that only an English sentence has. No pinyin syllable (he, me, you, can, men, long …), no word that
 * Chinese chats borrow (ok, hi, bye, yes, no), no name.
 */
const ENGLISH = new Set(
  `the is are was were it's i'm i'd i'll i've what what's how why when where which who please want would could should need
  my your our this that these those there with from have has had did does don't doesn't didn't can't won't not and for but
  about any some just much many more than last next month year week today yesterday tomorrow
  bill bills billing invoice invoices receipt pay paid payment payments paying electricity electric power outage account accounts
  number numbers meter charge charged charges balance owe due amount usage high expensive cost costs money
  hello thanks thank help cancel back repeat stop skip show check see give tell send get got make change use using speak talk
  person human agent someone operator representative english chinese simplified traditional language
  phone mobile code email address company personal individual title tax name rate rating feedback
  bind link add remove unlink unbind switch another other second first third never mind correct wrong right sure yeah nope
  january february march april june july august september october november december
  wire wires fire smoke smoking spark sparks sparking arcing flames burning shock shocked electrocuted emergency dangerous
  transformer exploded explosion exploding pole cable cables socket ventilator dialysis unconscious bleeding
  water gas weather good morning afternoon evening service question problem again
  very satisfied dissatisfied stars excellent terrible
  it of we all out off over still only its own new old
  turn turned put keep keeps set sets start went come list file report reported reporting apply applying request
  register sign connect update increase upgrade agree disagree explain confirm confirmed submit continue previous return restart
  forget leave drop hold ask hurry expedite claim dispute review complain complaint complaints praise suggestion suggest
  notification notifications notify notices settings reminder reminders alerts messages enable disable planned outages blackout
  supply transfer status ticket progress connection capacity charger temporary supplies kilowatts owner owners ownership tenant heir
  inherited landlord holder property papers photos building buildings neighbour neighbours neighbor neighbors street lights light
  breaker tripped switched flickering danger burning smells restore restored restoration fault repair crew technician clerk staff
  overdue arrears outstanding behind compensation damage damaged appliances fridge phase load meters tiers tiered prices price
  anonymous anonymously misconduct wrongdoing corruption bribe somebody nobody nothing something everything anything everyone
  later days weeks months hours minutes seconds already yet before after until since tonight
  two three four five six seven eight
  annoyed annoying ridiculous angry useless stupid awful sorry great fine perfect exactly absolutely definitely indeed nah yep yup
  cancelled done finished resend receipts`.split(/\s+/),
);

/** A street and a number as they stand in the register, whatever language they are told in. */
const ADDRESS = /[\p{Script=Han}\d-]*[路街巷弄道号號室楼樓][\p{Script=Han}\d-]*\d[\p{Script=Han}\d-]*/gu;

/** The locale a text is written in; null when it does not say: digits, names, e-mails, pinyin, characters of both scripts. */
export function localeOf(text: string): Locale | null {
  const plain = normalise(text);
  if (KANA_OR_HANGUL.test(plain)) return null;
  const han = plain.match(HAN_ALL)?.length ?? 0;
  const words = plain.replace(/\S{0,64}@\S{0,64}/g, ' ').match(/[a-z]+(?:'[a-z]{1,2})?/g) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  if (han === 0) return english > 0 ? 'en' : null;
  if (english >= 3 && english > (plain.replace(ADDRESS, '').match(HAN_ALL)?.length ?? 0)) return 'en';
  let balance = 0;
  for (const character of plain) {
    const locale = tells.get(character);
    if (locale === 'zh-TW') balance += 1;
    if (locale === 'zh-CN') balance -= 1;
  }
  if (balance === 0) return null;
  return balance > 0 ? 'zh-TW' : 'zh-CN';
}

/** Latin words that Chinese chats borrow. */
const BORROWED = /\b(?:ok(?:ay)?|hi|hello|bye|app)\b/g;

/** The locale that answers a text, after `spoken`: whoever writes Han is not answered in English, but in `chinese`, theirs before it. */
export function answerLocale(text: string, spoken: Locale, chinese: Exclude<Locale, 'en'> = 'zh-CN'): Locale {
  const written = localeOf(text);
  if (written || spoken !== 'en') return written ?? spoken;
  const plain = normalise(text).replace(BORROWED, ' ');
  return HAN.test(plain) && !/[a-z]{2}/.test(plain) && !KANA_OR_HANGUL.test(plain) ? chinese : spoken;
}

/** Traditional characters become simplified ones, so that each rule is written once. */
export function fold(text: string): string {
  let result = '';
  for (const character of text) result += folded.get(character) ?? character;
  return result;
}

export const hasHan = (text: string): boolean => HAN.test(text);
