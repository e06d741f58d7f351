/** A plain sheet for pages behind links: one column, a switch of the language, its own style, nothing loaded from elsewhere. */
import { html, raw } from 'hono/html';
import { LOCALES, type Locale } from '../../domain/names.ts';

type Html = ReturnType<typeof html>;

const NAMES: Readonly<Record<Locale, string>> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };

export const localeLinks = (current: Locale): Html =>
  html`<nav>${LOCALES.filter((locale) => locale !== current).map(
    (locale) => html`<a href="?locale=${locale}" lang="${locale}">${NAMES[locale]}</a> `,
  )}</nav>`;

export const sheet = (lang: string, heading: string, body: Html, nav: Html): Html => html`${raw('<!doctype html>')}
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading}</title>
<link rel="stylesheet" href="/sheet.css">
</head>
<body>
<main>
${nav}
<h1>${heading}</h1>
${body}
</main>
</body>
</html>`;

export const sheetCss = `
:root { color-scheme: light; }
body { margin: 0; background: #eef2f3; color: #15252c; font: 17px/1.6 system-ui, "PingFang SC", "PingFang TC", "Noto Sans CJK SC", sans-serif; }
main { max-width: 40rem; margin: 1rem auto; padding: 1.25rem; background: #fff; border-radius: 8px; }
nav { text-align: right; }
nav a { margin-left: .75rem; color: #0b5c50; }
h1 { margin: .25rem 0 1rem; font-size: 1.4rem; color: #0b5c50; }
dl { margin: 0 0 1rem; }
dl div { display: flex; gap: .75rem; padding: .3rem 0; border-bottom: 1px solid #dbe5e6; }
dt { color: #4a5b62; min-width: 6rem; }
dd { margin: 0; overflow-wrap: anywhere; }
form { margin: 1rem 0; }
label { display: block; margin-bottom: .25rem; }
input:not([type=hidden]) { display: block; width: 100%; box-sizing: border-box; min-height: 44px; margin-top: .25rem; padding: .4rem .6rem; font: inherit; border: 1px solid #71868d; border-radius: 6px; }
button { min-height: 48px; margin: .5rem .5rem .5rem 0; padding: .5rem 1.25rem; font: inherit; font-weight: 600; color: #fff; background: #0b6e5f; border: 2px solid #0b6e5f; border-radius: 8px; }
button.second { color: #0b5c50; background: #fff; }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #b3261e; outline-offset: 2px; }
table { width: 100%; margin: .5rem 0 1rem; border-collapse: collapse; font-size: .95rem; }
th, td { padding: .4rem .5rem; text-align: left; border-bottom: 1px solid #dbe5e6; }
h2 { margin: 1.25rem 0 .25rem; font-size: 1.1rem; }
.hash { font-size: .85rem; color: #4a5b62; overflow-wrap: anywhere; }
.note { color: #8c1d18; }
@media print { nav, form { display: none; } body { background: #fff; } }
`;
