/** The old holder's page behind the link of a text message: masked facts, two buttons, no script; looking at it changes nothing. */
import { html, raw } from 'hono/html';
import { createFormat } from '../../conversation/sentences/format.ts';
import { CONSENT_WORDS } from '../../conversation/sentences/holders/pages.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';
import type { ConsentSheet } from '../../services/applications/old-holder.ts';
import { localeLinks, sheet } from './sheet.ts';

/** The language of the switch, else the one that fits. */
export const localeFrom = (asked: string | undefined, otherwise: Locale): Locale =>
  LOCALES.find((locale) => locale === asked) ?? otherwise;

/** `found` null: no link of ours, or run out. */
export function consentPage(
  found: ConsentSheet | null,
  asked: string | undefined,
  hotline: Readonly<Record<Locale, string>>,
) {
  const locale = localeFrom(asked, found?.locale ?? 'zh-CN');
  const w = CONSENT_WORDS[locale];
  const f = createFormat(locale);
  if (!found) return sheet(w.lang, w.heading, html`<p>${w.gone}</p><p>${hotline[locale]}</p>`, localeLinks(locale));
  const facts = html`<dl>
<div><dt>${w.account}</dt><dd>${f.account(found.accountNumber)}</dd></div>
<div><dt>${w.address}</dt><dd>${found.address}</dd></div>
<div><dt>${w.applicant}</dt><dd>${found.applicant}</dd></div>
${found.state === 'open' && found.until ? html`<div><dt>${w.until}</dt><dd>${f.time(found.until)}</dd></div>` : ''}
</dl>`;
  const answer =
    found.state === 'open'
      ? html`<p>${w.question}</p>
<form method="post">${raw(`<input type="hidden" name="locale" value="${locale}">`)}
<button name="answer" value="agree">${w.agree}</button>
<button name="answer" value="refuse" class="second">${w.refuse}</button>
</form>
<p>${w.note}</p>`
      : html`<p role="status"><strong>${found.state === 'agreed' ? w.agreed : found.state === 'refused' ? w.refused : w.over}</strong></p>`;
  return sheet(w.lang, w.heading, html`${facts}${answer}`, localeLinks(locale));
}
