/** A utility's message templates as its configuration names them: by topic an id, and which field of the template holds what. */
import { z } from 'zod';
import { FACT_NAMES, type FactName } from '../../domain/notice-facts.ts';
import { NOTICE_TOPICS, type NoticeTopic } from '../../domain/notices.ts';

export interface Template {
  readonly id: string;
  /** `template`: to every follower; `subscription`: to who agreed to this template. */
  readonly as: 'template' | 'subscription';
  /** By the template's own field: a fact's name, or `=` and words that are always the same. */
  readonly fields: Readonly<Record<string, FactName | `=${string}`>>;
}

export type Templates = Readonly<Partial<Record<NoticeTopic, Template>>>;

export const TEMPLATES_FORM =
  'must be JSON like {"bill-issued":{"id":"…","as":"template","fields":{"thing1":"account","amount2":"amount"}}}; ' +
  `topics: ${NOTICE_TOPICS.join(', ')}; values: ${FACT_NAMES.join(', ')}, or =words`;

const template = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  as: z.enum(['template', 'subscription']).default('template'),
  fields: z.record(
    z.string().regex(/^[a-zA-Z_]{1,30}\d{0,2}$/),
    z.union([z.enum(FACT_NAMES), z.templateLiteral(['=', z.string().min(1)])]),
  ),
});
const schema = z.partialRecord(z.enum(NOTICE_TOPICS), template);

/** Null: not as it has to be. Nothing given: no templates. */
export function readTemplates(given: string | undefined): Templates | null {
  if (given === undefined) return {};
  try {
    return schema.safeParse(JSON.parse(given)).data ?? null;
  } catch {
    return null;
  }
}
