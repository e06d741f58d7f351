/** Complaints, progress and chasing, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { ComplaintsParams } from './params.ts';

export const complaintsZhTW: Part<ComplaintsParams> = {};
