/** A question of policy: answered by the clause itself with its source, asked back between two, or honestly not; each one recorded. */

import { SERVICES, type ServiceId } from '../../domain/names.ts';
import type { Answer, Answered, Named } from '../../knowledge/answer.ts';
import { rowOf } from '../../knowledge/render.ts';
import { type Done, done, type Flow, type Turn } from '../flow.ts';
import { cutAnswer } from '../model/cut-answer.ts';
import { embedFor } from '../model/embed-question.ts';
import { type Button, type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

/** Services that a clause names stand under it as buttons, so many at most. */
const MOST_SERVICES = 2;

const person = () => start('handoff.request', phrase('label.person'));
const words = (said: string) => phrase('knowledge.words', { text: said });
/** A button that asks for an article by its id: the same words could be unclear again. */
const about = (label: Button['label'], articleId: string): Button => ({
  label,
  command: { kind: 'start', service: 'knowledge.ask', slots: { question: `article:${articleId}` } },
});

/** Words that stand together are one message; a table is a card. */
function clausesSaid({ clauses, title, borrowed, asOf }: Answered, turn: Turn): Said[] {
  const { locale } = turn;
  const said: Said[] = [];
  let lines: string[] = [
    ...(borrowed ? [turn.render(phrase('knowledge.borrowed'))] : []),
    ...(asOf ? [turn.render(phrase('knowledge.as-of', { day: asOf }))] : []),
  ];
  const flush = () => {
    if (lines.length > 0) said.push(text('knowledge.words', { text: lines.join('\n') }));
    lines = [];
  };
  for (const { heading, pieces } of clauses) {
    if (heading && pieces[0]?.kind === 'text')
      lines.push(...(lines.length > 0 ? [''] : []), locale === 'en' ? `${heading}:` : `${heading}：`);
    for (const piece of pieces) {
      if (piece.kind === 'text') lines.push(piece.text);
      else {
        flush();
        said.push({
          kind: 'card',
          title: words(heading ?? title),
          rows: piece.rows.map((row) => {
            const [label, value] = rowOf(piece, row, locale);
            return [words(label), { literal: value }] as const;
          }),
          buttons: [],
        });
      }
    }
  }
  flush();
  return said;
}

/** Where it stands and since when, with what can be done about it; without a question's id nobody is asked whether it helped. */
function sourceCard(
  answer: Answered,
  { locale, publicUrl }: Pick<Turn, 'locale' | 'publicUrl'>,
  questionId: string | null,
): Said {
  const services = answer.services
    .filter(({ service }, at, all) => all.findIndex((other) => other.service === service) === at)
    .flatMap(({ service }) => SERVICES.find((known): known is ServiceId => known === service) ?? [])
    .slice(0, MOST_SERVICES);
  const thumb = (yes: boolean): Button => ({
    label: phrase(yes ? 'label.helpful' : 'label.not-helpful'),
    command: {
      kind: 'start',
      service: 'knowledge.ask',
      slots: { helpful: `${yes ? 'yes' : 'no'}:${questionId}` },
    },
  });
  return {
    kind: 'card',
    title: words(answer.title),
    rows: [
      [phrase('row.rule'), phrase('value.rule', answer.source)],
      [phrase('row.in-force'), phrase('value.in-force', { from: answer.effectiveFrom, to: answer.effectiveTo })],
    ],
    buttons: [
      ...services.map((service) => start(service, phrase('label.service', { service }))),
      ...(questionId === null ? [] : [thumb(true), thumb(false)]),
    ],
    link: { label: phrase('label.full-text'), url: articleUrl(publicUrl, answer.articleId, locale, answer.asOf) },
  };
}

export const articleUrl = (publicUrl: string, articleId: string, locale: string, asOf: string | null): string =>
  `${publicUrl}/articles/${articleId}?locale=${locale}${asOf ? `&asOf=${asOf}` : ''}`;

function answerSaid(answer: Answered, turn: Turn, questionId: string): Said[] {
  const { also } = answer;
  return [
    ...clausesSaid(answer, turn),
    ...(also
      ? [text('knowledge.also', { title: also.title }), ...clausesSaid(also, turn), sourceCard(also, turn, null)]
      : []),
    sourceCard(answer, turn, questionId),
  ];
}

const chooseSaid = (between: readonly Named[]): Said => ({
  kind: 'choices',
  phrase: phrase('knowledge.choose'),
  buttons: [...between.map(({ articleId, title }) => about({ literal: title }, articleId)), person()],
});

async function missSaid(
  { nearest, reason, asOf, perhaps }: Extract<Answer, { kind: 'miss' }>,
  turn: Turn,
): Promise<Said> {
  const hotline = (await turn.services.settings()).hotline[turn.locale];
  if (reason === 'not-then' && nearest && asOf)
    return {
      kind: 'choices',
      phrase: phrase('knowledge.not-then', { day: asOf, title: nearest.title, since: nearest.effectiveFrom }),
      buttons: [about(phrase('label.rule-now'), nearest.articleId), person()],
    };
  if (reason === 'only-elsewhere' && nearest)
    return {
      kind: 'choices',
      phrase: phrase('knowledge.only-elsewhere', { title: nearest.title, hotline }),
      buttons: [person()],
    };
  const buttons = [...perhaps.map(({ articleId, title }) => about({ literal: title }, articleId)), person()];
  return {
    kind: 'choices',
    phrase: phrase(perhaps.length > 0 ? 'knowledge.unsure' : 'knowledge.unknown', { hotline }),
    buttons,
  };
}

async function thanked(turn: Turn, pressed: string): Promise<Done> {
  const [, verdict = '', questionId = ''] = /^(yes|no):([\w:-]{1,80})$/.exec(pressed) ?? [];
  const { hotline } = await turn.services.settings();
  const yes = verdict === 'yes';
  const said: Said = yes
    ? text('knowledge.thanks')
    : {
        kind: 'choices',
        phrase: phrase('knowledge.not-helped', { hotline: hotline[turn.locale] }),
        buttons: [person()],
      };
  const writes = questionId ? [turn.knowledge.helpful(questionId, turn.conversationId, yes)] : [];
  return done([said], { writes, served: false, about: null });
}

export const knowledgeAsk: Flow = {
  service: 'knowledge.ask',
  version: 2,
  slots: [
    // Comes from the buttons under an answer only.
    { name: 'helpful', when: () => false, ask: () => ({ say: text('ask.question') }) },
    { name: 'question', when: ({ helpful }) => helpful === undefined, ask: () => ({ say: text('ask.question') }) },
  ],
  async act(turn, slots, frame) {
    if (slots.helpful !== undefined) return thanked(turn, slots.helpful);
    const asked = { question: slots.question ?? '', locale: turn.locale };
    const found = await turn.knowledge.ask({ ...asked, ...embedFor(turn) });
    const answer = await cutAnswer(found, asked.question, turn);
    const questionId = `${turn.messageKey}:${frame.id}`;
    const said =
      answer.kind === 'answer'
        ? answerSaid(answer, turn, questionId)
        : [answer.kind === 'choose' ? chooseSaid(answer.between) : await missSaid(answer, turn)];
    return done(said, {
      writes: [turn.knowledge.record(questionId, turn.conversationId, asked, answer)],
      served: false,
      about: answer.kind === 'answer' ? { question: `article:${answer.articleId}` } : null,
    });
  },
};
