/** Collections to measure on: the house's articles, paragraphs of an encyclopedia that does not exist, and many of both. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Block, Inline } from '../../knowledge/article.ts';
import { readArticle } from '../../knowledge/compile/article-file.ts';
import type { Passage } from '../../knowledge/index/passage.ts';
import { readFolder } from '../knowledge-folder.ts';
import type { Question } from './measure.ts';

const words = (inline: readonly Inline[]): string =>
  inline.map((part) => (typeof part === 'string' ? part : 'b' in part ? part.b : 't' in part ? part.t : ' ')).join('');

function blockText(block: Block): string {
  if ('p' in block) return words(block.p);
  if ('list' in block) return block.list.map(words).join('\n');
  if ('rows' in block) return [block.head, ...block.rows].map((row) => row.map(words).join('；')).join('\n');
  return '';
}

/** Every clause of the zh-CN articles that hold with no end, references to published values left out; `id` is the article's. */
export function articlePassages(): { passages: Passage[]; synonyms: readonly (readonly string[])[] } {
  const { files, synonyms } = readFolder();
  const passages = files
    .filter(({ path }) => path.startsWith('zh-CN/'))
    .flatMap((file) => readArticle(file).written?.edition ?? [])
    .filter(({ effectiveTo }) => effectiveTo === null)
    .flatMap(({ id, title, questions, clauses }) =>
      clauses.map(
        ({ heading, blocks }, at): Passage => ({
          id,
          title,
          heading: heading ?? undefined,
          questions: at === 0 ? questions : undefined,
          text: blocks.map(blockText).join('\n'),
        }),
      ),
    );
  return { passages, synonyms };
}

const PARAGRAPHS = fileURLToPath(new URL('../../../test/knowledge/paragraphs/', import.meta.url));
const linesOf = <T>(name: string): T[] =>
  readFileSync(`${PARAGRAPHS}${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** Paragraphs of the usual public kind, three to a title, every other question in the other script. */
export const paragraphs = (): { passages: Passage[]; questions: Question[] } => ({
  passages: linesOf<Passage>('passages'),
  questions: linesOf<Question>('questions'),
});

/** As many passages as asked for: sentences of the given ones, put together anew, the same every time. */
export function manyPassages(from: readonly Passage[], count: number): Passage[] {
  const sentences = from.flatMap(({ text }) => text.split(/(?<=[。\n])/)).filter((text) => text.length > 8);
  let seed = 20_261_122;
  const pick = <T>(list: readonly T[]): T => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return list[(seed >>> 8) % list.length] as T;
  };
  return Array.from({ length: count }, (_, at) => ({
    id: String(at),
    title: pick(from).title,
    text: Array.from({ length: 10 }, () => pick(sentences)).join(''),
  }));
}
