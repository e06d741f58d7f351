/** What is told by itself, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { NoticesParams } from './params.ts';

export const noticesZhTW: Part<NoticesParams> = {};
