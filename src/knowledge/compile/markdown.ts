/** The body of an article: Markdown to clauses, with the few kinds of markup that every channel can show. */
import type { Nodes, PhrasingContent, RootContent, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Block, Clause, Inline } from '../article.ts';
import { errorAt, type Fault } from './fault.ts';

export interface WrittenClause extends Clause {
  /** Where it begins in the file. */
  readonly line: number;
  /** The line each block begins on. */
  readonly lines: readonly number[];
}

export interface Body {
  readonly clauses: readonly WrittenClause[];
  readonly faults: readonly Fault[];
}

const NAMES: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'images',
  imageReference: 'images',
  code: 'code',
  inlineCode: 'code',
  blockquote: 'quotations',
  thematicBreak: 'rules',
  emphasis: 'italics (bold is allowed)',
  linkReference: 'links by reference',
  definition: 'link definitions',
  footnoteReference: 'footnotes',
};

export function readBody(file: string, body: string, before: number): Body {
  const faults: Fault[] = [];
  const lineOf = (node: Nodes) => (node.position?.start.line ?? 1) + before;
  const refuse = (node: Nodes, what = NAMES[node.type] ?? node.type) =>
    faults.push(errorAt(file, lineOf(node), `${what}: not allowed in articles`));

  /** Words with `{{…}}` taken out of them. */
  const words = (text: string): Inline[] =>
    text
      .replaceAll('\n', '')
      .split(/(\{\{[^{}]*\}\})/)
      .flatMap((part): Inline[] => {
        if (part === '') return [];
        const reference = /^\{\{([^{}]*)\}\}$/.exec(part)?.[1];
        return [reference === undefined ? part : { ref: reference.trim() }];
      });

  const joined = (nodes: readonly PhrasingContent[]): string =>
    nodes.map((node) => (node.type === 'text' ? node.value.replaceAll('\n', '') : '')).join('');

  const inline = (nodes: readonly PhrasingContent[]): Inline[] =>
    nodes.flatMap((node): Inline[] => {
      switch (node.type) {
        case 'text':
          return words(node.value);
        case 'strong':
          return inline(node.children).map((part) => (typeof part === 'string' ? { b: part } : part));
        case 'link': {
          if (!/^(?:article|service):[\w.-]+$/.test(node.url))
            refuse(node, `a link to ${node.url} (article:… and service:… are known)`);
          return [{ a: node.url, t: joined(node.children) }];
        }
        case 'break':
          return ['\n'];
        default:
          refuse(node);
          return [];
      }
    });

  const cells = (row: TableRow) => row.children.map((cell) => inline(cell.children));

  const blockOf = (node: RootContent): Block[] => {
    switch (node.type) {
      case 'paragraph': {
        const [only] = node.children;
        const tiers = only?.type === 'text' ? /^\{\{\s*tiers:([\w-]+)\s*\}\}$/.exec(only.value.trim())?.[1] : undefined;
        return tiers && node.children.length === 1 ? [{ tiers }] : [{ p: inline(node.children) }];
      }
      case 'list': {
        const items = node.children.map((item) => {
          const [first, ...more] = item.children;
          for (const one of more)
            refuse(one, one.type === 'list' ? 'a list inside a list' : 'more than a line in a list');
          return first?.type === 'paragraph' ? inline(first.children) : [];
        });
        return [{ list: items, ...(node.ordered && { ordered: true as const }) }];
      }
      case 'table': {
        const [head, ...rows] = node.children;
        return head ? [{ head: cells(head), rows: rows.map(cells) }] : [];
      }
      default:
        refuse(node);
        return [];
    }
  };

  const clauses: (WrittenClause & { blocks: Block[]; lines: number[] })[] = [];
  const tree = fromMarkdown(body, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  clauses.push({ heading: null, blocks: [], line: before + 1, lines: [] });
  for (const node of tree.children) {
    if (node.type === 'heading') {
      if (node.depth !== 2) refuse(node, `a heading of depth ${node.depth} (use ##)`);
      const heading = joined(node.children).trim();
      if (heading === '') faults.push(errorAt(file, lineOf(node), 'a heading needs words'));
      clauses.push({ heading, blocks: [], line: lineOf(node), lines: [] });
      continue;
    }
    const blocks = blockOf(node);
    const clause = clauses.at(-1);
    clause?.blocks.push(...blocks);
    clause?.lines.push(...blocks.map(() => lineOf(node)));
  }
  for (const { heading, blocks, line } of clauses)
    if (blocks.length === 0)
      faults.push(
        errorAt(
          file,
          line,
          heading === null
            ? 'the answer to the title has to come first, before any ##'
            : `nothing stands under “${heading}”`,
        ),
      );
  return { clauses, faults };
}
