/** The articles behind LangChain's retriever: the same clauses in the same order as the service's own search. */
import { expect, test } from 'vitest';
import { ArticleRetriever } from '../../src/knowledge/langchain-retriever.ts';
import { textOf } from '../../src/knowledge/render.ts';
import { openHouse } from '../support/house.ts';

test('a chain finds what the chat finds, with what it takes to cite it, as in force on the asked day', async () => {
  const house = await openHouse();
  const question = '报修后师傅几点来';
  const own = await house.knowledge.search({ question, locale: 'zh-CN' }, 3);
  const retriever = new ArticleRetriever({ knowledge: house.knowledge, locale: 'zh-CN', limit: 3 });
  const documents = await retriever.invoke(question);
  expect(documents.map(({ pageContent }) => pageContent)).toEqual(own.map(({ pieces }) => textOf(pieces, 'zh-CN')));
  expect(documents[0]?.metadata).toMatchObject({ articleId: 'crew-arrival', source: expect.stringContaining('S11') });
  expect(documents[0]?.pageContent).toContain('45');

  const papers = '过户要带什么材料';
  const then = new ArticleRetriever({ knowledge: house.knowledge, locale: 'zh-CN', asOf: '2021-03-01', limit: 1 });
  const [old] = await then.invoke(papers);
  const [now] = await new ArticleRetriever({ knowledge: house.knowledge, locale: 'zh-CN', limit: 1 }).invoke(papers);
  expect(old?.metadata.effectiveFrom).toBe('2020-01-01');
  expect(now?.metadata.effectiveFrom).not.toBe('2020-01-01');
  await house.close();
});
