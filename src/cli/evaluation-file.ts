/** Files of the evaluations (contract.md section 10): one JSON object a line; what is wrong with one is a sentence with its place, and code 2. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { faultsOf, reasonOf } from '../store/import/reasons.ts';

/** Given back as it was given. */
export const Id = z.union([z.string(), z.number()], { error: 'must be text in quotes or a number' });
export type Id = z.infer<typeof Id>;

/** Whoever writes `null` has nothing to say there. */
export const maybe = <T extends z.ZodType>(shape: T) => shape.nullish().transform((value) => value ?? undefined);

export class EvaluationFileError extends Error {
  override readonly name = 'EvaluationFileError';
}

/** `file` is only said. */
export function linesIn<T>(text: string, shape: z.ZodType<T>, file: string): T[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const refuse = (reason: string) => new EvaluationFileError(`${file}:${at + 1}: ${reason}`);
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        throw refuse('is not JSON');
      }
      const read = shape.safeParse(value, { error: reasonOf });
      if (read.success) return [read.data];
      throw refuse(
        faultsOf(at + 1, read.error)
          .map(({ field, reason }) => `${field} ${reason}`.trim())
          .join('; '),
      );
    });
}

/** What `read` makes of the file; a file that is wrong ends the process. */
export function fromFile<T>(file: string, read: (text: string, file: string) => T): T {
  try {
    return read(textOf(file), file);
  } catch (error) {
    if (!(error instanceof EvaluationFileError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : message;
    throw new EvaluationFileError(`${file}: ${reason}`);
  }
}
