/** What articles point at: other articles, services, published values; each has to be there. */
import type { IsoDate } from '../../domain/billing.ts';
import { SERVICES } from '../../domain/names.ts';
import { parseReference } from '../../domain/published-values.ts';
import { linksOf, referencesOf } from '../article.ts';
import type { WrittenEdition } from './article-file.ts';
import { errorAt, type Fault } from './fault.ts';
import type { Words } from './words.ts';

/** A day on which the edition holds: today where it does. */
const dayIn = ({ edition }: WrittenEdition, today: IsoDate): IsoDate => {
  if (today < edition.effectiveFrom) return edition.effectiveFrom;
  return edition.effectiveTo !== null && edition.effectiveTo < today ? edition.effectiveTo : today;
};

export function checkLinks(written: readonly WrittenEdition[], words: Words, today: IsoDate): Fault[] {
  // What has no edition of its own in a language is borrowed from the mainland's shelf.
  const ids = new Set(written.map(({ locale, edition }) => `${locale}/${edition.id}`));
  const known = (locale: string, id: string) => ids.has(`${locale}/${id}`) || ids.has(`zh-CN/${id}`);
  return written.flatMap((one) =>
    one.clauses.flatMap((clause) =>
      clause.blocks.flatMap((block, at) => {
        const line = clause.lines[at] ?? clause.line;
        const alone = { blocks: [block] };
        const dead = linksOf(alone).flatMap(({ to }) => {
          const [kind = '', id = ''] = to.split(':');
          if (kind === 'article' && !known(one.locale, id))
            return [errorAt(one.file, line, `there is no article ${id}`)];
          if (kind === 'service' && !SERVICES.some((service) => service === id))
            return [errorAt(one.file, line, `there is no service ${id}`)];
          return [];
        });
        const unknown = referencesOf(alone).flatMap((reference) => {
          const parsed = parseReference(reference);
          const day = dayIn(one, today);
          if (!parsed) return [errorAt(one.file, line, `{{${reference}}} is no reference`)];
          if (parsed.kind === 'tiers' && !('tiers' in block))
            return [errorAt(one.file, line, `{{${reference}}} has to stand alone on its line`)];
          return words.known(parsed, one.locale, day)
            ? []
            : [errorAt(one.file, line, `{{${reference}}}: nothing of that name on ${day}`)];
        });
        return [...dead, ...unknown];
      }),
    ),
  );
}
