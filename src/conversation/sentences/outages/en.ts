/** Outages: reported, known, restored, in English. */
import type { Part } from '../book.ts';
import type { OutagesParams } from './params.ts';

export const outagesEn: Part<OutagesParams> = {};
