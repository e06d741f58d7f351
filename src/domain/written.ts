/** What people write, as it may be kept and shown to others. */

/**
 * Signs that show nothing and change how what stands beside them is read: controls (a bell, a step back, an escape), and what
 * turns the direction of writing. Line breaks and tabs stay, and what joins signs into one.
 */
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A carriage return would write over its own line on a terminal: it is the line's end that it is meant to be. */
export const withoutUnseen = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNSEEN, '');

/** The same for PostgreSQL, which holds no half of a surrogate pair either. */
export const storable = (text: string): string => withoutUnseen(text).toWellFormed();
