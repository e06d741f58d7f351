/** What is refused where real residents are served, all of it at once: a demo's switches, ways that anybody can read, keys that are none. */

/** Ours, and every other's that we call. */
const ADDRESSES = [
  'PUBLIC_URL',
  'SMS_WEBHOOK_URL',
  'LINE_API_URL',
  'LINE_DATA_API_URL',
  'WECHAT_API_URL',
  'WECHAT_RELAY_URL',
  'WECHAT_KF_API_URL',
  'WECHATPAY_API_URL',
  'LINEPAY_API_URL',
  'LLM_BASE_URL',
] as const;

/** Made by a platform, none of them shorter; the forms of WeChat Pay's are checked as they are read. */
const KEYS = [
  'LINE_CHANNEL_SECRET',
  'LINE_CHANNEL_ACCESS_TOKEN',
  'WECHAT_APP_SECRET',
  'WECHAT_KF_SECRET',
  'WECHAT_MINI_APP_SECRET',
  'LINEPAY_CHANNEL_SECRET',
  'LLM_API_KEY',
] as const;
const SHORTEST_KEY = 16;

/** Chosen by the operator. */
const OWN_KEYS = ['TOKEN_SECRET', 'WECHATY_GATEWAY_KEY'] as const;
const SHORTEST_OWN_KEY = 32;

const LINE_PAY_SANDBOX = 'sandbox-api-pay.line.me';

type Given = Readonly<Record<string, unknown>>;

const urlOf = (text: unknown): URL | null => (typeof text === 'string' && URL.canParse(text) ? new URL(text) : null);

/** On this machine itself: nobody listens on the way. */
const isHere = (url: URL | null): boolean =>
  url !== null && /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);

const isShort = (key: unknown, least: number): boolean => typeof key === 'string' && key.length < least;

export function productionFaults(given: Given): readonly string[] {
  const faults: string[] = [];
  if (given.DEMO_NOW) faults.push('DEMO_NOW: refused when NODE_ENV=production');
  if (given.RATE_LIMITS === 'off') faults.push('RATE_LIMITS: off is refused when NODE_ENV=production');
  if (!given.PUBLIC_URL) faults.push('PUBLIC_URL: missing (links in chats point there)');
  for (const name of ADDRESSES) {
    const url = urlOf(given[name]);
    if (url?.protocol === 'http:' && !isHere(url))
      faults.push(`${name}: must begin with https:// when NODE_ENV=production (http:// only on this machine itself)`);
  }
  if (urlOf(given.LINEPAY_API_URL)?.hostname.replace(/\.$/, '') === LINE_PAY_SANDBOX)
    faults.push('LINEPAY_API_URL: is LINE Pay’s sandbox, where no money moves; refused when NODE_ENV=production');
  for (const name of OWN_KEYS)
    if (isShort(given[name], SHORTEST_OWN_KEY))
      faults.push(`${name}: too short (${SHORTEST_OWN_KEY} characters or more)`);
  const old = String(given.TOKEN_SECRET_OLD ?? '').split(',');
  if (given.TOKEN_SECRET_OLD && old.some((one) => isShort(one.trim(), SHORTEST_OWN_KEY)))
    faults.push(`TOKEN_SECRET_OLD: too short (${SHORTEST_OWN_KEY} characters or more between two commas)`);
  for (const name of KEYS) {
    // A model on this machine may want no key, and takes any word for one.
    const isAnyWord = name === 'LLM_API_KEY' && isHere(urlOf(given.LLM_BASE_URL));
    if (!isAnyWord && isShort(given[name], SHORTEST_KEY))
      faults.push(`${name}: too short to be a key (${SHORTEST_KEY} characters or more)`);
  }
  return faults;
}
