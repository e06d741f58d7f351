/** Complaints, progress and chasing, in English. */
import type { Part } from '../book.ts';
import type { ComplaintsParams } from './params.ts';

export const complaintsEn: Part<ComplaintsParams> = {};
