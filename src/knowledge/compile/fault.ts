/** What an editor is told: file, line, and what is wrong there; errors refuse a publication, warnings do not. */

export interface Fault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly level: 'error' | 'warning';
  readonly text: string;
}

export const errorAt = (file: string, line: number, text: string): Fault => ({ file, line, level: 'error', text });
export const warningAt = (file: string, line: number, text: string): Fault => ({ file, line, level: 'warning', text });

export const byPlace = (a: Fault, b: Fault): number =>
  a.file.localeCompare(b.file) || a.line - b.line || a.text.localeCompare(b.text);
