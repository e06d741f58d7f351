/** What compiling needs to know of published values: whether there is one, and how it reads. */
import type { IsoDate } from '../../domain/billing.ts';
import type { Locale } from '../../domain/names.ts';
import type { Reference } from '../../domain/published-values.ts';
import type { Render } from '../render.ts';

export interface Words {
  readonly known: (reference: Reference, locale: Locale, day: IsoDate) => boolean;
  readonly render: Render;
}
