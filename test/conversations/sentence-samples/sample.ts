/** What every area's samples share: whose account, which case, when, how much. */
import { DOCUMENT_KINDS } from '../../../src/domain/documents.ts';
import { money } from '../../../src/domain/money.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';

/** What each sentence of an area that needs something is tried with: every value of what it tells apart. */
export type Samples<P> = { readonly [K in keyof P]?: readonly P[K][] };

export const ACCOUNT = '9990000000017';
export const account = { account: ACCOUNT };
export const caseNumber = 'W2612050012345';
export const at = new Date('2026-12-25T10:00:00Z');
export const yuan = money(5029, 'CNY');
export const holder = '王**';
/** The longest list of papers that one application asks for. */
export const manyPapers = DOCUMENT_KINDS.slice(0, 4);

export const supplierOf = (locale: Locale): string => DEFAULT_SETTINGS.supplierName[locale];
export const hotlineOf = (locale: Locale): string => DEFAULT_SETTINGS.hotline[locale];
/** A clerk, named as people are in that language. */
export const clerkOf = (locale: Locale): string => (locale === 'en' ? 'Zhou Min' : '周敏');
