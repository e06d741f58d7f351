/** Outages: reported, known, restored, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { OutagesParams } from './params.ts';

export const outagesZhTW: Part<OutagesParams> = {};
