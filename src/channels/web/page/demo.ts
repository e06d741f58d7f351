/** What only a demo has: accounts to try, and the text messages a phone would get. */
import { el, icon, part } from '../../../browser/dom.ts';
import { tab } from '../../../browser/storage.ts';
import type { Header } from './header.ts';
import { label, name } from './labels.ts';
import { anchor, followable } from './links.ts';
import { fields, list, text } from './wire.ts';

interface Account {
  readonly accountNumber: string;
  readonly phone: string;
  readonly note: string;
  /** What passes the real-name check. */
  readonly holder: string;
  readonly idNumber: string;
}

interface Code {
  readonly phone: string;
  /** null: a message without a code, e.g. one that asks for consent by a link. */
  readonly code: string | null;
  readonly text: string;
  readonly at: string;
}

interface Hints {
  readonly accounts: readonly Account[];
  readonly codes: readonly Code[];
}

interface Asking {
  /** Puts words into the composer. */
  fill(words: string): void;
  /** What the service is waiting for. */
  awaiting(): string | null;
}

const EVERY_MS = 3000;
const SHOWN_MS = 60_000;
const CLOSE = 'M6 6l12 12M18 6 6 18';

function readAccount(value: unknown): Account | null {
  const account = fields(value);
  const accountNumber = text(account?.accountNumber);
  return accountNumber === null
    ? null
    : {
        accountNumber,
        phone: text(account?.phone) ?? '',
        note: text(account?.note) ?? '',
        holder: text(account?.holder) ?? '',
        idNumber: text(account?.idNumber) ?? '',
      };
}

function readCode(value: unknown): Code | null {
  const sent = fields(value);
  const words = text(sent?.text);
  return words === null
    ? null
    : { code: text(sent?.code), text: words, phone: text(sent?.phone) ?? '', at: text(sent?.at) ?? '' };
}

async function ask(): Promise<Hints | null> {
  const response = await fetch('/demo/hints', { cache: 'no-store', credentials: 'omit' });
  const hints = response.ok ? fields(await response.json()) : null;
  return hints && { accounts: list(hints.accounts, readAccount), codes: list(hints.codes, readCode) };
}

const keyOf = (sent: Code): string => `${sent.at} ${sent.phone} ${sent.text}`;
const newest = (codes: readonly Code[]): Code | undefined =>
  [...codes].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];

function closeButton(close: () => void): HTMLButtonElement {
  const button = name(el('button', { type: 'button', class: 'close' }, icon(CLOSE)), 'close');
  button.addEventListener('click', close);
  return button;
}

function showMessage({ phone, code, text: words }: Code, use: (code: string) => void): void {
  const tray = part('toasts', HTMLElement);
  const take = code === null ? null : label(el('button', { type: 'button', class: 'use' }), 'smsUse');
  const address = /https?:\/\/\S+/.exec(words)?.[0];
  const href = address === undefined ? null : followable(address);
  const link = href === null ? null : label(anchor(href), 'smsOpen');
  if (link !== null) link.className = 'use';
  const toast = el(
    'div',
    { class: 'sms' },
    icon('M4 5h16v11H11l-5 4v-4H4z'),
    el('p', { class: 'from' }, label(el('strong'), 'sms'), ' · ', label(el('span'), 'smsTo'), ` ${phone}`),
    el('p', { class: 'body' }, words.replace(/https?:\/\/\S+/, '…')),
    el(
      'div',
      { class: 'acts' },
      ...[take, link].filter((one) => one !== null),
      closeButton(() => toast.remove()),
    ),
  );
  take?.addEventListener('click', () => {
    toast.remove();
    use(code ?? '');
  });
  link?.addEventListener('click', () => toast.remove());
  tray.replaceChildren(toast);
  window.setTimeout(() => toast.remove(), SHOWN_MS);
}

function accountButton(account: Account, { fill, awaiting }: Asking): HTMLLIElement {
  const button = el(
    'button',
    { type: 'button' },
    el('strong', {}, account.accountNumber),
    el('span', {}, [account.phone, account.note].filter((part) => part !== '').join(' · ')),
    el('span', {}, [account.holder, account.idNumber].filter((part) => part !== '').join(' · ')),
  );
  const { accountNumber, phone, holder: name, idNumber } = account;
  const asked: Readonly<Record<string, string>> = { phone, name, idNumber };
  button.addEventListener('click', () => fill(asked[awaiting() ?? ''] || accountNumber));
  return el('li', {}, button);
}

export async function createDemo(header: Header, asking: Asking): Promise<void> {
  const hints = await ask().catch(() => null);
  if (hints === null) return;
  const strip = part('demo', HTMLElement);
  let timer: number | undefined;

  function hear({ codes }: Hints): void {
    const latest = newest(codes);
    const known = tab.read('sms');
    const key = latest === undefined ? '' : keyOf(latest);
    if (known === key) return;
    tab.write('sms', key);
    // The first look only learns what was sent before this page was opened.
    if (known !== null && latest !== undefined) showMessage(latest, asking.fill);
  }

  async function look(): Promise<void> {
    if (strip.hidden || document.hidden) return;
    const found = await ask().catch(() => null);
    if (found !== null) hear(found);
  }

  function open(shown: boolean): void {
    strip.hidden = !shown;
    tab.write('demo', shown ? null : 'closed');
    window.clearInterval(timer);
    if (shown) timer = window.setInterval(() => void look(), EVERY_MS);
  }

  strip.append(
    el(
      'p',
      {},
      label(el('span'), 'demoText'),
      closeButton(() => open(false)),
    ),
    el('ul', {}, ...hints.accounts.slice(0, 3).map((account) => accountButton(account, asking))),
  );
  header.offer('demo', () => open(true));
  hear(hints);
  open(tab.read('demo') !== 'closed');
}
