/** What residents asked and did not hear, grouped by likeness; and the article that would answer it, begun. */
import { createHash } from 'node:crypto';
import type { IsoDate } from '../domain/billing.ts';
import { addDays } from '../domain/calendar.ts';
import type { GapReason } from '../domain/knowledge.ts';
import { normalise } from '../text/normalise.ts';
import { fold } from '../text/script.ts';

export interface OneGap {
  readonly question: string;
  readonly locale: string;
  readonly at: Date;
  readonly reason: GapReason;
  readonly articleId: string | null;
}

export interface GapGroup {
  /**
   * 16 hexadecimal digits of the plainest wording and its language: the same group has the same id today and tomorrow, whatever
   * is asked that is like it, until somebody words it more plainly or the plainest wording is too old to be looked at.
   */
  readonly id: string;
  /** As it was asked most plainly: the shortest wording that is not a mere word. */
  readonly question: string;
  readonly locale: string;
  readonly count: number;
  readonly reasons: Readonly<Partial<Record<GapReason, number>>>;
  /** Other wordings, each once. */
  readonly examples: readonly string[];
  readonly newest: Date;
  /** The article that came nearest or did not help, when it was always the same. */
  readonly articleId: string | null;
}

const FILLERS =
  /请问|請問|我想问问?|我想問問?|想问一?下|想問一?下|你好|您好|一下|那个|那個|是不是|怎么办|怎麼辦|[啊呀呢吗嗎吧的了么麼]|\b(?:the|a|an|is|are|do|does|i|my|to|of|for|please|can|how|what)\b/g;

/** Pairs of signs in Chinese, words in English. */
function features(question: string): ReadonlySet<string> {
  const key = fold(normalise(question)).replace(FILLERS, ' ');
  const words = key.match(/[a-z]+/g) ?? [];
  const han = [...key].filter((sign) => /\p{Script=Han}/u.test(sign));
  return new Set([
    ...words.map((word) => word.replace(/(?:ies|y)$/, 'i').replace(/(?:ing|ed|s)$/, '')),
    ...han.slice(1).map((sign, at) => `${han[at]}${sign}`),
  ]);
}

/** How like two questions are whose features number `a` and `b`, of which they share some; 0–1. */
const likeness = (shared: number, a: number, b: number): number =>
  shared / Math.min(a, b) >= 0.99 && Math.min(a, b) >= 2 ? 1 : (2 * shared) / (a + b);

/** From here on two questions are one to an editor. */
const ALIKE = 0.5;
const EXAMPLES = 5;

interface Growing {
  readonly size: number;
  readonly members: OneGap[];
}

/** Groups of one language, found by what they share with a question: nothing is compared that shares nothing. */
function createGroups() {
  const groups: Growing[] = [];
  const byFeature = new Map<string, number[]>();
  const byWording = new Map<string, Growing>();

  const nearest = (own: ReadonlySet<string>): Growing | null => {
    const shared = new Map<number, number>();
    for (const one of own) for (const at of byFeature.get(one) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    const [best] = [...shared]
      .map(([at, count]) => ({ at, near: likeness(count, own.size, groups[at]?.size ?? 0) }))
      .toSorted((a, b) => b.near - a.near || a.at - b.at);
    return best && best.near >= ALIKE ? (groups[best.at] ?? null) : null;
  };

  return {
    groups,
    add(gap: OneGap): void {
      // The very same words are never in two groups, not even where nothing of them can be compared.
      const wording = fold(normalise(gap.question));
      const own = features(gap.question);
      const near = byWording.get(wording) ?? nearest(own);
      const group = near ?? { size: own.size, members: [] };
      group.members.push(gap);
      byWording.set(wording, group);
      if (near) return;
      for (const one of own) {
        const having = byFeature.get(one);
        if (having) having.push(groups.length);
        else byFeature.set(one, [groups.length]);
      }
      groups.push(group);
    },
  };
}

const idOf = (locale: string, question: string): string =>
  createHash('sha256')
    .update(`${locale}\n${fold(normalise(question))}`)
    .digest('hex')
    .slice(0, 16);

/** Newest first, as they are kept: what leaves at the old end changes no group of those that stay. */
export function groupGaps(gaps: readonly OneGap[]): GapGroup[] {
  const languages = new Map<string, ReturnType<typeof createGroups>>();
  for (const gap of gaps) {
    const own = languages.get(gap.locale) ?? createGroups();
    languages.set(gap.locale, own);
    own.add(gap);
  }
  return [...languages.values()]
    .flatMap(({ groups }) => groups)
    .map(({ members }): GapGroup => {
      const wordings = [...new Set(members.map(({ question }) => question.trim()))];
      const plain =
        wordings.toSorted((a, b) => a.length - b.length).find(({ length }) => length >= 6) ?? wordings[0] ?? '';
      const articles = new Set(members.map(({ articleId }) => articleId));
      const locale = members[0]?.locale ?? 'zh-CN';
      return {
        id: idOf(locale, plain),
        question: plain,
        locale,
        count: members.length,
        reasons: Object.fromEntries(
          [...Map.groupBy(members, ({ reason }) => reason)].map(([reason, of]) => [reason, of.length]),
        ),
        examples: wordings.filter((wording) => wording !== plain).slice(0, EXAMPLES),
        newest: new Date(Math.max(...members.map(({ at }) => at.getTime()))),
        articleId: articles.size === 1 ? (members[0]?.articleId ?? null) : null,
      };
    })
    .toSorted((a, b) => b.count - a.count || b.newest.getTime() - a.newest.getTime());
}

const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed();

/** What the check takes (compile/front-matter.ts). */
const TITLE_MOST = 60;
const QUESTION_MOST = 200;
const QUESTIONS_LEAST = 3;

/**
 * An article to be filled in, with what was asked as its questions; what an editor has to write stands in angle brackets.
 * `name` tells it from the day's other drafts: a place in a list, a group's id.
 */
export function draftOf(
  group: GapGroup,
  today: IsoDate,
  name: number | string,
): { readonly path: string; readonly text: string } {
  const id = `draft-${today}-${name}`;
  const asked = [group.question, ...group.examples].map((question) => cut(question, QUESTION_MOST));
  const missing = Array.from(
    { length: Math.max(0, QUESTIONS_LEAST - asked.length) },
    () => '<The same, asked otherwise>',
  );
  const questions = [...asked, ...missing].map((question) => `  - ${JSON.stringify(question)}`);
  const text = `---
id: ${id}
title: ${JSON.stringify(cut(group.question, TITLE_MOST))}
topics: [draft]
region: ${group.locale === 'zh-TW' ? 'TW' : 'CN'}
customerClass: residential
effectiveFrom: ${today}
effectiveTo: null
source: { name: "<who says so>", ref: "<where it stands>", date: ${today}, confirmed: false }
reviewBy: ${addDays(today, 180)}
owner: service
questions:
${questions.join('\n')}
---
<One or two sentences that answer the title at once.>

## <A heading in a resident's words>
<Asked ${group.count} times, last on ${group.newest.toISOString().slice(0, 10)}: ${Object.entries(group.reasons)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ')}${group.articleId ? `; nearest article: ${group.articleId}` : ''}.>
`;
  return { path: `${group.locale}/${id}.md`, text };
}
