/** The window with the two phones, in the browser: asks what is new, shows it, sends what is written and pressed. */

import { el, part } from '../../browser/dom.ts';
import { PHONE_WORDS, type PhoneWord } from '../../conversation/sentences/phones.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';
import { createHints, type Hints } from './hints.client.ts';
import { createPhone, type PhoneView } from './phone.client.ts';
import type { Act, PhoneName, PhonesState } from './shapes.ts';

const LOOK_MS = 700;

const language = part('language', HTMLSelectElement);
const room = part('phones', HTMLElement);
const which = part('which', HTMLElement);
const views = new Map<PhoneName, PhoneView>();
let shown: PhoneName = 'line';

const isLocale = (value: string | null): value is Locale => LOCALES.some((one) => one === value);
const preferred = (): Locale =>
  /^zh\b/i.test(navigator.language) ? (/hant|tw|hk|mo/i.test(navigator.language) ? 'zh-TW' : 'zh-CN') : 'en';
const kept = localStorage.getItem('phones-locale');
let locale: Locale = isLocale(kept) ? kept : preferred();

const say = (word: PhoneWord): string => PHONE_WORDS[locale][word];
const hints = createHints(say, (words) => views.get(shown)?.fill(words));

async function act(phone: PhoneName, what: Act): Promise<void> {
  await ask('/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone, act: what }),
  });
}

async function ask(path: string, how: RequestInit = {}): Promise<void> {
  try {
    const response = await fetch(path, { cache: 'no-store', ...how });
    if (response.ok) show((await response.json()) as PhonesState);
  } catch {
    for (const view of views.values()) view.gone();
  }
}

function show(state: PhonesState): void {
  for (const { name, entries, waiting } of state.phones) {
    let view = views.get(name);
    if (!view) {
      view = createPhone(name, { say, locale: () => locale, act: (what) => void act(name, what) });
      views.set(name, view);
      view.node.addEventListener('focusin', () => choose(name, false));
      room.append(view.node);
    }
    view.update(entries, waiting);
  }
  if (which.childElementCount !== views.size) drawTabs();
  hints.show(state.hints as Hints | null);
}

/** On a narrow screen one phone is seen at a time. */
function drawTabs(): void {
  const buttons = [...views.keys()].map((name) => {
    const button = el('button', { type: 'button', 'data-phone': name });
    button.addEventListener('click', () => choose(name));
    return button;
  });
  which.replaceChildren(...buttons);
  which.hidden = views.size < 2;
  choose(views.has(shown) ? shown : ([...views.keys()][0] ?? shown), false);
  relabel();
}

function choose(name: PhoneName, focus = true): void {
  shown = name;
  for (const [other, view] of views) view.node.classList.toggle('shown', other === name);
  for (const button of which.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.dataset.phone === name));
  if (focus) views.get(name)?.toEnd();
}

function relabel(): void {
  document.documentElement.lang = locale;
  document.title = say('title');
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]'))
    node.textContent = say(node.dataset.word as PhoneWord);
  which.setAttribute('aria-label', say('which'));
  for (const button of which.querySelectorAll('button')) button.textContent = say(button.dataset.phone as PhoneName);
  for (const view of views.values()) view.relabel();
  hints.relabel();
}

language.value = locale;
language.addEventListener('change', () => {
  if (!isLocale(language.value)) return;
  locale = language.value;
  localStorage.setItem('phones-locale', locale);
  relabel();
});
relabel();

async function look(): Promise<void> {
  if (!document.hidden) await ask('/state');
  window.setTimeout(() => void look(), LOOK_MS);
}
void look();
