/** The examples that editors keep: prompts/examples/<label>.yaml, checked, in a fixed order. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { LABELS, type Label } from '../../conversation/understanding/local/labels.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';

const FOLDER = new URL('../../../prompts/examples/', import.meta.url);

export interface Example {
  readonly label: Label;
  readonly locale: Locale;
  readonly text: string;
}

const said = z.array(z.string().trim().min(1).max(500)).default([]);
const file = z.strictObject({ service: z.enum(LABELS), 'zh-CN': said, 'zh-TW': said, en: said });

/** Throws with the file's name on a wrong file, on one that is missing, and on a sentence that stands under two labels. */
export function readExamples(folder: URL = FOLDER): Example[] {
  const examples: Example[] = [];
  const taken = new Map<string, Label>();
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  for (const label of LABELS) {
    const name = `${label}.yaml`;
    if (!names.includes(name)) throw new Error(`prompts/examples/${name} is missing`);
    const read = file.safeParse(parse(readFileSync(new URL(name, folder), 'utf8')));
    if (!read.success) throw new Error(`prompts/examples/${name}: ${z.prettifyError(read.error)}`);
    if (read.data.service !== label) throw new Error(`prompts/examples/${name} is about ${read.data.service}`);
    for (const locale of LOCALES) {
      for (const text of read.data[locale]) {
        const other = taken.get(text);
        if (other === label) continue;
        if (other !== undefined) throw new Error(`“${text}” stands in ${other}.yaml and in ${name}`);
        taken.set(text, label);
        examples.push({ label, locale, text });
      }
    }
  }
  return examples;
}
