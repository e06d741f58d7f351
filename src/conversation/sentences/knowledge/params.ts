/** What answers to questions of policy say around the articles. */
import type { IsoDate } from '../../../domain/billing.ts';

type None = Record<never, never>;

export interface KnowledgeParams {
  'ask.question': None;
  /** An article's own words. */
  'knowledge.words': { text: string };
  /** The asked day is not today. */
  'knowledge.as-of': { day: IsoDate };
  /** The mainland's rule for a reader in Taiwan. */
  'knowledge.borrowed': None;
  'knowledge.unknown': { hotline: string };
  /** The same, with articles to look at as buttons. */
  'knowledge.unsure': { hotline: string };
  'knowledge.not-then': { day: IsoDate; title: string; since: IsoDate };
  'knowledge.only-elsewhere': { title: string; hotline: string };
  /** Before a second article that could be meant. */
  'knowledge.also': { title: string };
  'knowledge.choose': None;
  'knowledge.thanks': None;
  'knowledge.not-helped': { hotline: string };
  'row.rule': None;
  'row.in-force': None;
  'value.rule': { name: string; confirmed: boolean };
  'value.in-force': { from: IsoDate; to: IsoDate | null };
  'label.helpful': None;
  'label.not-helpful': None;
  'label.full-text': None;
  'label.rule-now': None;
}
