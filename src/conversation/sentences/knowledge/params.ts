/** What answers to questions of policy say around the articles. */

type None = Record<never, never>;

export interface KnowledgeParams {
  'ask.question': None;
  'knowledge.unknown': { hotline: string };
}
