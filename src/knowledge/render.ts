/** A clause as it is shown: published values put in for a day, lists as lines, tables left tables. */
import type { IsoDate } from '../domain/billing.ts';
import type { Locale } from '../domain/names.ts';
import { parseReference, type Reference } from '../domain/published-values.ts';
import { type Clause, type Inline, plainOf } from './article.ts';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Piece = { readonly kind: 'text'; readonly text: string } | ({ readonly kind: 'table' } & Table);

/** What stands for a reference on a day; `followed`: the words right behind it. null: nothing is known for that day. */
export type Render = (reference: Reference, locale: Locale, day: IsoDate, followed: string) => string | Table | null;

export interface Reading {
  readonly locale: Locale;
  readonly day: IsoDate;
  readonly render: Render;
}

/** null: a value the clause needs is not known for that day, so the clause cannot be shown. */
export function renderClause({ blocks }: Pick<Clause, 'blocks'>, { locale, day, render }: Reading): Piece[] | null {
  let missing = false;
  const look = (written: string, followed: string): string | Table => {
    const reference = parseReference(written);
    const found = reference && render(reference, locale, day, followed);
    if (found === null) missing = true;
    return found ?? '';
  };
  const line = (parts: readonly Inline[]): string =>
    parts
      .map((part, at) => {
        if (typeof part === 'string' || !('ref' in part)) return plainOf([part]);
        const after = parts[at + 1];
        const found = look(part.ref, after === undefined ? '' : plainOf([after]));
        return typeof found === 'string' ? found : '';
      })
      .join('')
      .trim();
  const pieces = blocks.flatMap((block): Piece[] => {
    if ('p' in block) return [{ kind: 'text', text: line(block.p) }];
    if ('list' in block)
      return [
        {
          kind: 'text',
          text: block.list.map((item, at) => `${block.ordered ? `${at + 1}.` : '·'} ${line(item)}`).join('\n'),
        },
      ];
    if ('tiers' in block) {
      const found = look(`tiers:${block.tiers}`, '');
      return typeof found === 'string' ? [] : [{ kind: 'table', ...found }];
    }
    return [{ kind: 'table', head: block.head.map(line), rows: block.rows.map((row) => row.map(line)) }];
  });
  return missing ? null : pieces;
}

/** A row of a table in words: `第一档：每年度数 2760度以下；电价 0.538`. */
export function rowOf({ head }: Table, row: readonly string[], locale: Locale): readonly [string, string] {
  const [label = '', ...cells] = row;
  if (cells.length <= 1) return [label, cells[0] ?? ''];
  const [colon, semicolon] = locale === 'en' ? [': ', '; '] : ['：', '；'];
  return [label, cells.map((cell, at) => (head[at + 1] ? `${head[at + 1]}${colon}${cell}` : cell)).join(semicolon)];
}

/** All of it in plain text, for those who cannot be shown a table. */
export const textOf = (pieces: readonly Piece[], locale: Locale): string =>
  pieces
    .map((piece) =>
      piece.kind === 'text'
        ? piece.text
        : piece.rows.map((row) => rowOf(piece, row, locale).join(locale === 'en' ? ': ' : '：')).join('\n'),
    )
    .join('\n');
