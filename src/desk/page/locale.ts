/** The page's language: the one chosen here, else the browser's. */
import { kept } from '../../browser/storage.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';

const KEY = 'desk.locale';

export const isLocale = (value: string | null): value is Locale => LOCALES.some((one) => one === value);

function preferred(): Locale {
  for (const language of navigator.languages) {
    if (/^zh\b/i.test(language)) return /hant|tw|hk|mo/i.test(language) ? 'zh-TW' : 'zh-CN';
    if (/^en\b/i.test(language)) return 'en';
  }
  return 'zh-CN';
}

const remembered = kept.read(KEY);
let current: Locale = isLocale(remembered) ? remembered : preferred();

export const locale = (): Locale => current;

export function speak(wanted: Locale): void {
  current = wanted;
  kept.write(KEY, wanted);
}
