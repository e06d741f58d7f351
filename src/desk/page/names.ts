/** What kinds of cases, teams and papers are called: by the same words that the service says to residents. */
import { casesEn } from '../../conversation/sentences/cases/en.ts';
import { casesZhCN } from '../../conversation/sentences/cases/zh-CN.ts';
import { casesZhTW } from '../../conversation/sentences/cases/zh-TW.ts';
import { createFormat } from '../../conversation/sentences/format.ts';
import type { CaseKind, Team } from '../../domain/cases.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { locale } from './locale.ts';

const BOOKS = { 'zh-CN': casesZhCN, 'zh-TW': casesZhTW, en: casesEn };

const book = () => BOOKS[locale()];
const format = () => createFormat(locale());

/** A label of its own begins with a capital letter, where there are any. */
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const kindName = (kind: CaseKind): string => capital(book()['case.kind']({ kind }, format()));
export const teamName = (team: Team): string => capital(book()['case.team']({ team }, format()));
export const paperName = (kind: DocumentKind): string => capital(book().paper({ kind }, format()));
