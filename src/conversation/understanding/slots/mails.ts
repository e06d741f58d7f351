/** E-mail addresses, typed or said: kevin_lin 小老鼠 yahoo 點 com, "john dot smith at gmail dot com". */
import { meantFirst } from '../meant.ts';

const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '@': ['@', '艾特', '爱特', '小老鼠', '老鼠', '圈a', '花a', 'a圈', '\\(at\\)', '\\[at\\]'],
  '.': ['\\.', '点', 'dot', 'period', '\\(dot\\)', '\\[dot\\]'],
  _: ['_', '下划线', '下底线', '底线', 'underscore', 'under score'],
  '-': ['-', '横杠', '短杠', '中杠', '中划线', '减号', '杠', 'dash', 'hyphen', 'minus'],
  '+': ['\\+', '加号', 'plus'],
};
const said = (sign: string): string => (SIGNS[sign] ?? []).join('|');
const PART = '(?:(?<![a-z0-9])[a-z0-9](?: [a-z0-9])+(?![a-z0-9])|[a-z0-9]{1,64})';
const INSIDE = `[ ,]{0,2}(?:${['.', '_', '-', '+'].map(said).join('|')})[ ,]{0,2}`;
const DOT = ` ?(?:${said('.')}) ?`;
const DOMAIN = `${PART}(?:${INSIDE}${PART}){0,4}(?:${DOT}[a-z]{2,12}| (?:com|net|org))(?:${DOT}(?:cn|tw|hk|uk|jp|sg|au))?(?![a-z0-9])`;
const LOCAL = `(?<![a-z0-9])${PART}(?:${INSIDE}${PART}){0,6}`;
const ADDRESS = new RegExp(`${LOCAL}[ ,]{0,2}(?:${said('@')})[ ,]{0,2}${DOMAIN}`, 'g');
/** Where mail is spoken of, "at" is its sign. */
const SPOKEN = new RegExp(`${LOCAL} at ${DOMAIN}`, 'g');
const OF_MAIL = /邮|信箱|\be-?mails?\b|\bmail\b|\bdot\b|\bsend\b|\breceipts?\b|\binvoices?\b|\bfapiao\b/;
const TYPED = /^[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}$/;

/** Its words as signs; null where that is no address. */
function typed(address: string): string | null {
  let mail = address;
  for (const sign of Object.keys(SIGNS))
    mail = mail.replace(new RegExp(`[ ,]{0,2}(?:${said(sign)})[ ,]{0,2}`, 'g'), sign);
  mail = mail
    .replace(/ at /, '@')
    .replace(/ (?=(?:com|cn|net|org|tw)(?:$|[. ]))/g, '.')
    .replaceAll(' ', '');
  return TYPED.test(mail) ? mail : null;
}

/** The address a message gives, spelt as in `written` where it is typed there. Reads heard text (`plain`). */
export function mailIn(plain: string, written: string): string | null {
  // Where its sign is written, "mail me at" is none.
  const patterns = OF_MAIL.test(plain) && !/[a-z0-9]@[a-z0-9]/.test(plain) ? [ADDRESS, SPOKEN] : [ADDRESS];
  const all = patterns.flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap((match) => {
      const value = typed(match[0]);
      return value === null ? [] : [{ value, start: match.index, end: match.index + match[0].length }];
    }),
  );
  const mail = meantFirst(
    plain,
    all.sort((a, b) => a.start - b.start),
  )[0]?.value;
  if (mail === undefined) return null;
  const at = written.toLowerCase().indexOf(mail);
  return at < 0 ? mail : written.slice(at, at + mail.length);
}
