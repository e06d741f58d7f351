/** The labelled lines that the tagger learns from: prompts/slots/*.jsonl, checked, in a fixed order. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { TAGGED } from '../../conversation/understanding/slots/tagger.lattice.ts';
import { LOCALES } from '../../domain/names.ts';

const FOLDER = new URL('../../../prompts/slots/', import.meta.url);

const line = z.strictObject({
  text: z.string().min(1),
  locale: z.enum(LOCALES),
  /** What is wished: the services of the message. */
  labels: z.array(z.string()).min(1),
  /** Values as they stand in the text; none where it tells none. */
  slots: z.partialRecord(z.enum(TAGGED), z.string().min(1)),
});
export type SlotLine = z.infer<typeof line>;

export function readSlotLines(folder: URL = FOLDER): SlotLine[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  return names.flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .split('\n')
      .flatMap((text, at) => {
        if (text.trim() === '') return [];
        const read = line.safeParse(JSON.parse(text));
        if (!read.success) throw new Error(`prompts/slots/${name}:${at + 1}: ${z.prettifyError(read.error)}`);
        return [read.data];
      }),
  );
}
