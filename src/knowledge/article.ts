/** A compiled article: editions with their dates, clauses already parsed, small enough to stand in one row of the database. */
import type { IsoDate } from '../domain/billing.ts';
import type { Team } from '../domain/cases.ts';
import type { Locale } from '../domain/names.ts';

/** Words; words in bold; a reference to a published value; a link to an article or a service of ours. */
export type Inline =
  | string
  | { readonly b: string }
  /** What stands between `{{` and `}}`. */
  | { readonly ref: string }
  /** `article:<id>` or `service:<id>`. */
  | { readonly a: string; readonly t: string };

export type Block =
  | { readonly p: readonly Inline[] }
  | { readonly list: readonly (readonly Inline[])[]; readonly ordered?: true }
  | { readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  /** The tiers of a tariff, as a table. */
  | { readonly tiers: string };

export interface Clause {
  /** null: the lead. */
  readonly heading: string | null;
  readonly blocks: readonly Block[];
}

export interface Source {
  readonly name: string;
  /** Of the fact sheet: `S18`. */
  readonly ref: string;
  readonly date: IsoDate;
  readonly confirmed: boolean;
}

export type Region = 'CN' | 'TW' | 'all';
export type CustomerClass = 'residential' | 'business' | 'all';

/** One article as it held for a time. */
export interface Edition {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly string[];
  readonly region: Region;
  readonly customerClass: CustomerClass;
  readonly effectiveFrom: IsoDate;
  /** The last day it held; null: it holds. */
  readonly effectiveTo: IsoDate | null;
  readonly source: Source;
  readonly reviewBy: IsoDate;
  readonly owner: Team;
  readonly questions: readonly string[];
  /** The lead first. */
  readonly clauses: readonly Clause[];
  /** Where it was written for: another locale's readers get it because they have none of their own. */
  readonly borrowed?: Locale;
}

/** Passage `n` of a locale's index is this clause of this edition. */
export type Place = readonly [edition: number, clause: number];

export interface Shelf {
  readonly editions: readonly Edition[];
  readonly places: readonly Place[];
}

/** Raised when a stored revision of this shape can no longer be read. */
export const KNOWLEDGE_FORMAT = 1;

/** What one revision says, beside its indexes. */
export interface Articles {
  readonly format: typeof KNOWLEDGE_FORMAT;
  readonly shelves: Readonly<Record<Locale, Shelf>>;
}

export const holdsOn = (
  { effectiveFrom, effectiveTo }: Pick<Edition, 'effectiveFrom' | 'effectiveTo'>,
  day: IsoDate,
): boolean => effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo);

const plainInline = (part: Inline, value: (reference: string) => string): string =>
  typeof part === 'string' ? part : 'b' in part ? part.b : 'ref' in part ? value(part.ref) : part.t;

export const plainOf = (parts: readonly Inline[], value: (reference: string) => string = () => ''): string =>
  parts.map((part) => plainInline(part, value)).join('');

/** All inline parts of a block, row by row. */
export const inlinesOf = (block: Block): readonly (readonly Inline[])[] => {
  if ('p' in block) return [block.p];
  if ('list' in block) return block.list;
  if ('tiers' in block) return [];
  return [...block.head, ...block.rows.flat()];
};

export const referencesOf = ({ blocks }: Pick<Clause, 'blocks'>): string[] =>
  blocks.flatMap((block) =>
    'tiers' in block
      ? [`tiers:${block.tiers}`]
      : inlinesOf(block).flatMap((parts) =>
          parts.flatMap((part) => (typeof part === 'object' && 'ref' in part ? [part.ref] : [])),
        ),
  );

export const linksOf = ({ blocks }: Pick<Clause, 'blocks'>): { readonly to: string; readonly text: string }[] =>
  blocks.flatMap((block) =>
    inlinesOf(block).flatMap((parts) =>
      parts.flatMap((part) => (typeof part === 'object' && 'a' in part ? [{ to: part.a, text: part.t }] : [])),
    ),
  );
