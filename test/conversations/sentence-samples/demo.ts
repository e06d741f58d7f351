/** Samples of the demo's clerk. */
import type { DemoParams } from '../../../src/conversation/sentences/demo/params.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { clerkOf, type Samples } from './sample.ts';

export const demoSamples = (locale: Locale): Samples<DemoParams> => ({
  'demo.hello': [{ name: clerkOf(locale) }],
});
