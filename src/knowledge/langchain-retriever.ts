/** The articles as a LangChain retriever, for chains and agents of that ecosystem; the service itself never loads it. */
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { IsoDate } from '../domain/billing.ts';
import type { Locale } from '../domain/names.ts';
import type { Knowledge } from './knowledge.ts';
import { textOf } from './render.ts';

export interface ArticleRetrieverInput extends BaseRetrieverInput {
  readonly knowledge: Pick<Knowledge, 'search'>;
  readonly locale: Locale;
  /** The day that is asked about; today unless given. */
  readonly asOf?: IsoDate;
  readonly limit?: number;
}

const LIMIT = 4;

/** What stands beside the words of a clause: enough to cite it. */
export interface ClauseMetadata extends Record<string, unknown> {
  readonly articleId: string;
  readonly title: string;
  readonly heading: string | null;
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
  readonly source: string;
  readonly confidence: number;
}

/** A class because LangChain wants one. One document a clause, as a resident would read it, best first. */
export class ArticleRetriever extends BaseRetriever<ClauseMetadata> {
  override lc_namespace = ['wattline', 'knowledge'];
  readonly input: ArticleRetrieverInput;

  constructor(input: ArticleRetrieverInput) {
    super(input);
    this.input = input;
  }

  override async _getRelevantDocuments(question: string): Promise<Document<ClauseMetadata>[]> {
    const { knowledge, locale, asOf, limit = LIMIT } = this.input;
    const found = await knowledge.search({ question, locale, ...(asOf && { asOf }) }, limit);
    return found.map(
      ({ edition, clause, pieces, confidence }) =>
        new Document({
          id: `${edition.id}#${clause}@${edition.effectiveFrom}`,
          pageContent: textOf(pieces, locale),
          metadata: {
            articleId: edition.id,
            title: edition.title,
            heading: edition.clauses[clause]?.heading ?? null,
            effectiveFrom: edition.effectiveFrom,
            effectiveTo: edition.effectiveTo,
            source: `${edition.source.name} (${edition.source.ref}, ${edition.source.date})`,
            confidence,
          },
        }),
    );
  }
}
