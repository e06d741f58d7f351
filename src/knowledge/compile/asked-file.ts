/** `<id>.asked.txt` beside an article: what else people say when they mean it, a question a line, so that the article stays readable. */
import { LOCALES, type Locale } from '../../domain/names.ts';
import type { KnowledgeFile, QuestionPlace, WrittenEdition } from './article-file.ts';
import { errorAt, type Fault } from './fault.ts';

const ENDING = '.asked.txt';
/** As in the head of an article. */
const LONGEST = 200;

export const isAskedFile = ({ path }: KnowledgeFile): boolean => path.endsWith(ENDING);

interface Asked {
  readonly file: string;
  readonly locale: Locale;
  readonly id: string;
  readonly questions: readonly { readonly text: string; readonly place: QuestionPlace }[];
  readonly faults: readonly Fault[];
}

/** Empty lines and lines that begin with # are left out. */
function readAsked({ path, text }: KnowledgeFile): Asked | null {
  const [folder = '', name = ''] = path.split('/');
  const locale = LOCALES.find((one) => one === folder);
  if (!locale) return null;
  const questions = text.split('\n').flatMap((line, at) => {
    const question = line.replace(/^\ufeff/, '').trim();
    return question === '' || question.startsWith('#') ? [] : [{ text: question, place: { file: path, line: at + 1 } }];
  });
  const faults = questions
    .filter(({ text: { length } }) => length > LONGEST)
    .map(({ place }) => errorAt(path, place.line, `a question has at most ${LONGEST} characters`));
  return { file: path, locale, id: name.slice(0, -ENDING.length), questions, faults };
}

const nobodys = (locale: Locale, id: string): string =>
  id.includes('@')
    ? `what is asked is asked of all editions: call it ${id.replace(/@.*/, '')}${ENDING}`
    : `there is no article ${id}.md in ${locale}`;

/** Every edition of an article is found by what is asked for it; a file without an article is a fault. */
export function withAsked(
  written: readonly WrittenEdition[],
  files: readonly KnowledgeFile[],
): { readonly written: readonly WrittenEdition[]; readonly faults: readonly Fault[] } {
  const asked = files.flatMap((file) => readAsked(file) ?? []);
  const keyOf = (locale: Locale, id: string): string => `${locale}/${id}`;
  const byArticle = new Map(asked.map((one) => [keyOf(one.locale, one.id), one]));
  const articles = new Set(written.map(({ locale, edition }) => keyOf(locale, edition.id)));
  return {
    written: written.map((one) => {
      const more = byArticle.get(keyOf(one.locale, one.edition.id))?.questions ?? [];
      return {
        ...one,
        edition: { ...one.edition, questions: [...one.edition.questions, ...more.map(({ text }) => text)] },
        questionPlaces: [...one.questionPlaces, ...more.map(({ place }) => place)],
      };
    }),
    faults: asked.flatMap(({ file, locale, id, faults }) => [
      ...faults,
      ...(articles.has(keyOf(locale, id)) ? [] : [errorAt(file, 1, nobodys(locale, id))]),
    ]),
  };
}
