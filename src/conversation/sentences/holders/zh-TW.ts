/** Name changes and transfers, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { HoldersParams } from './params.ts';

export const holdersZhTW: Part<HoldersParams> = {};
