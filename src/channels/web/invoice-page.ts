/** The printable invoice: one sheet, no script, printed as it is seen. */
import { html, raw } from 'hono/html';
import { createFormat } from '../../conversation/sentences/format.ts';
import { INVOICE_WORDS } from '../../conversation/sentences/invoice.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { InvoiceSheet } from '../../domain/invoices.ts';
import type { Settings } from '../../domain/settings.ts';

export function invoicePage(invoice: InvoiceSheet, settings: Settings) {
  const w = INVOICE_WORDS[invoice.amount.currency];
  const locale = invoice.amount.currency === 'TWD' ? 'zh-TW' : 'zh-CN';
  const f = createFormat(locale);
  const rows = invoice.bills.map(
    (bill) =>
      html`<tr><td>${w.electricity}</td><td>${f.period(bill.period)}</td><td class="n">${bill.kwh.replace(/\.?0+$/, '')}</td><td class="n">${f.money(bill.amount)}</td></tr>`,
  );
  // The payer may not see what was used: one line, the sum.
  const sumOnly = html`<tr><td>${w.electricity}</td><td></td><td></td><td class="n">${f.money(invoice.amount)}</td></tr>`;
  const billed = invoice.bills.reduce((minor, bill) => minor + bill.amount.minor, 0n);
  const rest = invoice.amount.minor - billed;
  return html`${raw('<!doctype html>')}
<html lang="${w.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${w.heading}</title>
<link rel="stylesheet" href="/invoice.css">
</head>
<body>
<main>
<h1>${w.heading}${invoice.document?.specimen ? html` <span class="specimen">${w.specimen}</span>` : ''}</h1>
${invoice.document ? '' : html`<p class="note">${w.waiting}</p>`}
${invoice.status === 'reversed' ? html`<p class="note" role="status">${w.reversed}${invoice.reversal ? html`：${invoice.reversal.number}` : ''}</p>` : ''}
<dl>
${invoice.document ? html`<div><dt>${w.code}</dt><dd>${invoice.document.code}</dd></div><div><dt>${w.number}</dt><dd>${invoice.document.number}</dd></div>` : ''}
<div><dt>${w.date}</dt><dd>${f.day(dayOf(invoice.issuedAt))}</dd></div>
<div><dt>${w.buyer}</dt><dd>${invoice.title}</dd></div>
${invoice.taxNumber ? html`<div><dt>${w.taxNumber}</dt><dd>${invoice.taxNumber}</dd></div>` : ''}
<div><dt>${w.account}</dt><dd>${f.account(invoice.accountNumber)}</dd></div>
${invoice.paidAt ? html`<div><dt>${w.paidAt}</dt><dd>${f.time(invoice.paidAt)}</dd></div>` : ''}
</dl>
<table>
<thead><tr><th scope="col">${w.item}</th><th scope="col">${w.period}</th><th scope="col" class="n">${w.usage}</th><th scope="col" class="n">${w.amount}</th></tr></thead>
<tbody>
${rows.length > 0 ? rows : sumOnly}
${rows.length > 0 && rest !== 0n ? html`<tr><td>${w.lateFee}</td><td></td><td></td><td class="n">${f.money({ ...invoice.amount, minor: rest })}</td></tr>` : ''}
</tbody>
<tfoot><tr><th scope="row" colspan="3">${w.total}</th><td class="n">${f.money(invoice.amount)}</td></tr></tfoot>
</table>
${invoice.document?.url ? html`<p><a href="${invoice.document.url}" rel="noreferrer">${w.original}</a></p>` : ''}
<p class="seller">${w.seller}：${settings.supplierName[locale]}</p>
${invoice.document?.specimen ? html`<p class="note">${w.specimenNote}</p>` : ''}
</main>
</body>
</html>`;
}

export const invoiceCss = `
:root { color-scheme: light; }
body { margin: 0; background: #eef2f3; color: #15252c; font: 16px/1.5 system-ui, "PingFang SC", "PingFang TC", "Noto Sans CJK SC", sans-serif; }
main { max-width: 44rem; margin: 1rem auto; padding: 1.25rem; background: #fff; border: 2px solid #0b6e5f; border-radius: 6px; }
h1 { margin: 0 0 1rem; font-size: 1.3rem; text-align: center; color: #0b5c50; }
.specimen { border: 2px solid #b3261e; color: #b3261e; border-radius: 4px; padding: 0 .4rem; font-size: .9rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .25rem 1rem; margin: 0 0 1rem; }
dl div { display: flex; gap: .5rem; }
dt { color: #4a5b62; white-space: nowrap; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 1px solid #b8c7cb; padding: .4rem; text-align: left; font-weight: 400; }
thead th { background: #e8f3f0; }
tfoot th, tfoot td { font-weight: 700; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.note { color: #8c1d18; }
@media print { body { background: #fff; } main { border-width: 1px; margin: 0; max-width: none; } }
`;
