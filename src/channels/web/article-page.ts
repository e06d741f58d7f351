/** An article on a page of its own: where the link under an answer leads; no script, nothing loaded from elsewhere. */
import { html } from 'hono/html';
import { PAGE_OF_ARTICLE } from '../../conversation/sentences/knowledge/page.ts';
import { isDay } from '../../domain/calendar.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';
import type { Knowledge, ShownArticle } from '../../knowledge/knowledge.ts';
import type { Piece } from '../../knowledge/render.ts';
import { localeLinks, sheet } from './sheet.ts';

const pieceOf = (piece: Piece) => {
  if (piece.kind === 'table')
    return html`<table><thead><tr>${piece.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${piece.rows.map((row) => html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}</tbody></table>`;
  const lines = piece.text.split('\n');
  return lines.length > 1
    ? html`<ul>${lines.map((line) => html`<li>${line.replace(/^· /, '')}</li>`)}</ul>`
    : html`<p>${piece.text}</p>`;
};

function articlePage({ edition, clauses, day }: ShownArticle, locale: Locale) {
  const w = PAGE_OF_ARTICLE[locale];
  const { source } = edition;
  const body = html`${edition.borrowed ? html`<p class="note">${w.borrowed}</p>` : ''}
<article>${clauses.map(({ heading, pieces }) => html`${heading ? html`<h2>${heading}</h2>` : ''}${pieces.map(pieceOf)}`)}</article>
<dl>
<div><dt>${w.source}</dt><dd>${source.name}${source.confirmed ? '' : w.toConfirm}</dd></div>
<div><dt>${w.inForce}</dt><dd>${w.from(edition.effectiveFrom, edition.effectiveTo)}</dd></div>
<div><dt>${w.shownFor}</dt><dd>${day}</dd></div>
</dl>`;
  return sheet(w.lang, edition.title, body, localeLinks(locale));
}

/** null: no article of that id for this reader on that day. */
export async function articleAt(
  knowledge: Knowledge,
  articleId: string,
  asked: { readonly locale?: string | undefined; readonly asOf?: string | undefined },
) {
  const locale = LOCALES.find((one) => one === asked.locale) ?? 'zh-CN';
  const day = asked.asOf !== undefined && isDay(asked.asOf) ? asked.asOf : undefined;
  const found = await knowledge.article(articleId, locale, day);
  if (found) return { page: articlePage(found, locale), status: 200 as const };
  const w = PAGE_OF_ARTICLE[locale];
  return { page: sheet(w.lang, w.gone, html`<p>${w.goneWhy}</p>`, localeLinks(locale)), status: 404 as const };
}
