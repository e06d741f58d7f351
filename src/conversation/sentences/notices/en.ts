/** What is told by itself, in English. */
import type { Part } from '../book.ts';
import type { NoticesParams } from './params.ts';

export const noticesEn: Part<NoticesParams> = {};
