/** What is told by itself, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { NoticesParams } from './params.ts';

export const noticesZhCN: Part<NoticesParams> = {};
