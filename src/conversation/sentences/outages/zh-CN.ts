/** Outages: reported, known, restored, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { OutagesParams } from './params.ts';

export const outagesZhCN: Part<OutagesParams> = {};
