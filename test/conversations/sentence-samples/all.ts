/** All that can be said in a language: every sentence with every sample of what it needs. */
import type { Params, Phrase, SentenceKey } from '../../../src/conversation/sentences/book.ts';
import { BOOKS, voiceOf } from '../../../src/conversation/sentences/voice.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { billSamples } from './bills.ts';
import { caseSamples } from './cases.ts';
import { complaintSamples } from './complaints.ts';
import { connectionSamples } from './connections.ts';
import { demoSamples } from './demo.ts';
import { generalSamples } from './general.ts';
import { handoffSamples } from './handoff.ts';
import { holderSamples } from './holders.ts';
import { knowledgeSamples } from './knowledge.ts';
import { linkSamples } from './links.ts';
import { noticeSamples } from './notices.ts';
import { outageSamples } from './outages.ts';
import { paymentSamples } from './payments.ts';
import { repairSamples } from './repairs.ts';
import type { Samples } from './sample.ts';

/** What each sentence that needs something is tried with; the areas' files beside this one have their own. */
const samples = (locale: Locale): Samples<Params> => ({
  ...generalSamples(locale),
  ...billSamples,
  ...caseSamples(locale),
  ...complaintSamples(locale),
  ...connectionSamples(locale),
  ...demoSamples(locale),
  ...handoffSamples(locale),
  ...holderSamples(locale),
  ...knowledgeSamples(locale),
  ...linkSamples,
  ...noticeSamples(locale),
  ...outageSamples(locale),
  ...paymentSamples,
  ...repairSamples(locale),
});

export interface Line {
  readonly key: SentenceKey;
  readonly params: object;
  readonly text: string;
}

/** All that can be said in a language; a sentence that needs something and has no sample fails here. */
export function linesOf(locale: Locale): Line[] {
  const given = samples(locale);
  const voice = voiceOf(locale);
  return (Object.keys(BOOKS[locale]) as SentenceKey[]).flatMap((key) => {
    const needs = typeof BOOKS[locale][key] === 'function';
    const tried: readonly object[] = needs ? (given[key] ?? []) : [{}];
    if (tried.length === 0) throw new Error(`there is no sample of ${key}`);
    return tried.map((params) => ({ key, params, text: voice.say({ key, params } as Phrase) }));
  });
}
