/** Name changes and transfers, in English. */
import type { Part } from '../book.ts';
import type { HoldersParams } from './params.ts';

export const holdersEn: Part<HoldersParams> = {};
