/** Samples of being with a person: first in line, second, further back; by day and at night. */
import type { HandoffParams } from '../../../src/conversation/sentences/handoff/params.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { at, caseNumber, clerkOf, type Samples } from './sample.ts';

const ofCase = { caseNumber, deadline: at };

export const handoffSamples = (locale: Locale): Samples<HandoffParams> => ({
  'handoff.done': [1, 2, 3].map((position) => ({ ...ofCase, position })),
  'handoff.already': [1, 2, 3].map((position) => ({ ...ofCase, position })),
  'handoff.call-back': [{ ...ofCase, opensAt: at }],
  'handoff.call-back-already': [{ ...ofCase, opensAt: at }],
  'handoff.phone-confirm': [{ phone: '13900000001' }],
  'handoff.phone-kept': [{ phone: '139****0001', deadline: at }],
  'handoff.no-phone': [{ deadline: at }],
  'handoff.withdrawn': [{ caseNumber }],
  'handoff.with-person': [{ name: clerkOf(locale) }],
  'handoff.back': [{ name: clerkOf(locale) }],
});
