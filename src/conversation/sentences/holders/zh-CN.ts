/** Name changes and transfers, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { HoldersParams } from './params.ts';

export const holdersZhCN: Part<HoldersParams> = {};
