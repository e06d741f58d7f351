/** Samples of outages: reported, known, restored. */
import type { OutagesParams } from '../../../src/conversation/sentences/outages/params.ts';
import type { Locale } from '../../../src/domain/names.ts';
import type { Samples } from './sample.ts';

export const outageSamples = (_locale: Locale): Samples<OutagesParams> => ({});
