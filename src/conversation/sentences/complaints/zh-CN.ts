/** Complaints, progress and chasing, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { ComplaintsParams } from './params.ts';

export const complaintsZhCN: Part<ComplaintsParams> = {};
