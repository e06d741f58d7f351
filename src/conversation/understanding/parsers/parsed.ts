/** What every parser answers. */
import type { Hearing } from '../hearing.ts';

/**
 * none: no such value in it · length: a number, but of no length that exists · format: it cannot be one ·
 * range: a number outside of what may be chosen · ambiguous: more than one fits.
 */
export type Reason = 'none' | 'length' | 'format' | 'range' | 'ambiguous';
export type Parsed = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: Reason };
export type Parser = (text: string, hearing: Hearing) => Parsed;

export const found = (value: string): Parsed => ({ ok: true, value });
export const missed = (reason: Reason): Parsed => ({ ok: false, reason });
