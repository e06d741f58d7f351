/** The new holder's contract: its text, its hash, and a button that signs exactly that text; no script. */
import { html } from 'hono/html';
import { createFormat } from '../../conversation/sentences/format.ts';
import { CONTRACT_WORDS } from '../../conversation/sentences/holders/pages.ts';
import type { ContractSheet } from '../../services/applications/contracts.ts';
import { localeFrom } from './consent-page.ts';
import { localeLinks, sheet } from './sheet.ts';

/** `wrong`: what was wrong with the form. `found` null: no link of ours, or run out. */
export function contractPage(
  found: ContractSheet | null,
  asked: string | undefined,
  wrong: 'phoneWrong' | 'other' | null = null,
) {
  const locale = localeFrom(asked, found?.locale ?? 'zh-CN');
  const w = CONTRACT_WORDS[locale];
  if (!found) return sheet(w.lang, w.heading, html`<p>${w.gone}</p>`, localeLinks(locale));
  const { text, sha256, signedAt } = found.contract;
  const paragraphs = text
    .trim()
    .split('\n\n')
    .map((paragraph) => html`<p>${paragraph}</p>`);
  const end = signedAt
    ? html`<p role="status"><strong>${w.signed}：${createFormat(locale).time(signedAt)}</strong></p>`
    : found.open
      ? html`${wrong ? html`<p role="alert" class="note">${w[wrong]}</p>` : ''}
<form method="post">
<input type="hidden" name="contractHash" value="${sha256}"><input type="hidden" name="locale" value="${locale}">
<label>${w.phone}<input name="phone" inputmode="tel" autocomplete="tel" maxlength="20"></label>
<p>${w.phoneWhy}</p>
<button>${w.sign}</button>
<p>${w.signNote}</p>
</form>`
      : html`<p role="status"><strong>${w.over}</strong></p>`;
  // The contract stays in the language it is concluded in; only what is around it changes.
  const body = html`<article lang="${found.contract.locale}">${paragraphs}</article>
<p class="hash">${w.hash}：<code>${sha256}</code></p>${end}`;
  return sheet(w.lang, w.heading, body, localeLinks(locale));
}
