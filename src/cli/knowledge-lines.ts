/** How the editors' tool puts faults, answers, reasons, gaps and revisions into lines. */

import { answerText } from '../conversation/answer-text.ts';
import { rfc3339 } from '../domain/calendar.ts';
import type { Locale } from '../domain/names.ts';
import type { Considered } from '../knowledge/answer.ts';
import type { Fault } from '../knowledge/compile/fault.ts';
import type { GapGroup } from '../knowledge/gaps.ts';
import type { GoldenResult } from '../knowledge/golden.ts';
import type { Filled } from '../knowledge/meaning/fill.ts';
import type { Difference } from '../knowledge/publish.ts';
import type { RevisionLine } from '../store/knowledge.ts';

export const faultLines = (faults: readonly Fault[]): string[] =>
  faults.map(({ file, line, level, text }) => `knowledge/${file}:${line}: ${level}: ${text}`);

export const goldenLines = (results: readonly GoldenResult[]): string[] =>
  results.flatMap(({ golden, passed, reason }) =>
    passed ? [] : [`knowledge/golden.yaml:${golden.line}: “${golden.question}”: ${reason}`],
  );

export function consideredLines({ answer, why }: Considered, locale: Locale, hotline: string): string[] {
  const verdict =
    answer.kind === 'answer'
      ? `${answer.articleId} “${answer.title}”, in force ${answer.effectiveFrom} – ${answer.effectiveTo ?? 'further notice'}, ${answer.source.name} (${answer.source.ref})${answer.also ? `; also ${answer.also.articleId}` : ''}`
      : answer.kind === 'choose'
        ? 'asks back'
        : `no answer: ${answer.reason}`;
  return [
    answerText(answer, locale, hotline),
    '',
    `→ ${verdict}; sure ${answer.confidence.toFixed(2)}`,
    ...(answer.kind === 'miss' && answer.perhaps.length > 0
      ? [`  offers ${answer.perhaps.map(({ articleId }) => articleId).join(', ')}`]
      : []),
    `  searched ${why.searched} for “${why.words}”, as of ${why.day}`,
    ...why.candidates.slice(0, 5).flatMap(({ edition, confidence, score, asked, clauses }) => {
      const [best] = clauses;
      const question = clauses.find((clause) => clause.question)?.question;
      return [
        `  ${score.toFixed(2)}  sure ${confidence.toFixed(2)}  ${edition.id}${best && best.clause > 0 ? ` ## ${edition.clauses[best.clause]?.heading}` : ''}`,
        ...(question ? [`        question ${asked.toFixed(2)} “${question.text}”`] : []),
        `        ${(best?.terms ?? [])
          .slice(0, 8)
          .map(({ term, weight }) => `${term} ${weight.toFixed(1)}`)
          .join('  ')}`,
      ];
    }),
  ];
}

export const gapLines = (groups: readonly GapGroup[]): string[] =>
  groups.flatMap(({ question, locale, count, reasons, examples, newest, articleId }) => [
    `${String(count).padStart(4)} × “${question}” (${locale}; ${Object.entries(reasons)
      .map(([reason, of]) => `${reason} ${of}`)
      .join(', ')}; last ${rfc3339(newest).slice(0, 10)}${articleId ? `; nearest ${articleId}` : ''})`,
    ...examples.map((example) => `       “${example}”`),
  ]);

const HINDERED: Readonly<Record<NonNullable<Filled['why']>, string>> = {
  time: 'the server did not answer in time',
  busy: 'the server is busy (429)',
  broken: 'the server failed or cannot be reached',
  refused: 'the server refused (address, key or model name?)',
  shape: 'the server answered with something else than vectors',
  resting: 'it failed too often',
  spent: 'the budget is used up',
};

/** What became of a revision's vectors. */
export const vectorsLine = ({ embedded, missing, why }: Filled, model: string): string =>
  why === null
    ? `Vectors by ${model}: all there, ${embedded} made now.`
    : `Vectors by ${model}: NOT there for ${missing.join(', ')}, ${HINDERED[why]}. Words alone find articles there; publish again to fill them in.`;

export const historyLines = (listed: readonly RevisionLine[]): string[] =>
  listed.map(({ revision, publishedAt, note, golden, current }) => {
    const { passed, of } = golden as { passed: number; of: number };
    return `${current ? '→' : ' '} ${String(revision).padStart(4)}  ${rfc3339(publishedAt).slice(0, 16).replace('T', ' ')}  golden ${passed}/${of}  ${note}`;
  });

export const differenceLines = (differences: readonly Difference[]): string[] =>
  differences.flatMap(({ locale, articleId, what, before, after }) => [
    `${what} ${locale}/${articleId}`,
    ...before.map((line) => `  - ${line}`),
    ...after.map((line) => `  + ${line}`),
  ]);
