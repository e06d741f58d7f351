/** What residents asked and did not hear, grouped by likeness; and the article that would answer it, begun. */
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

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  return shared / Math.min(a.size, b.size) >= 0.99 && Math.min(a.size, b.size) >= 2
    ? 1
    : (2 * shared) / (a.size + b.size);
}

/** From here on two questions are one to an editor. */
const ALIKE = 0.5;
const EXAMPLES = 5;

export function groupGaps(gaps: readonly OneGap[]): GapGroup[] {
  const groups: { features: ReadonlySet<string>; members: OneGap[] }[] = [];
  for (const gap of gaps) {
    const own = features(gap.question);
    const near = groups
      .filter(({ members }) => members[0]?.locale === gap.locale)
      .map((group) => ({ group, near: likeness(own, group.features) }))
      .toSorted((a, b) => b.near - a.near)[0];
    if (near && near.near >= ALIKE) near.group.members.push(gap);
    else groups.push({ features: own, members: [gap] });
  }
  return groups
    .map(({ members }): GapGroup => {
      const wordings = [...new Set(members.map(({ question }) => question.trim()))];
      const plain =
        wordings.toSorted((a, b) => a.length - b.length).find(({ length }) => length >= 6) ?? wordings[0] ?? '';
      const articles = new Set(members.map(({ articleId }) => articleId));
      return {
        question: plain,
        locale: members[0]?.locale ?? 'zh-CN',
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

/** An article to be filled in, with what was asked as its questions; what an editor has to write stands in angle brackets. */
export function draftOf(
  group: GapGroup,
  today: IsoDate,
  place: number,
): { readonly path: string; readonly text: string } {
  const id = `draft-${today}-${place}`;
  const questions = [group.question, ...group.examples].map((question) => `  - ${JSON.stringify(question)}`);
  const text = `---
id: ${id}
title: ${JSON.stringify(group.question)}
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
