/** Starts of services with the slots that stand in the same sentence. */
import type { ServiceId, SlotName } from '../../domain/names.ts';
import type { Command } from '../message.ts';
import type { Hearing } from './hearing.ts';
import type { FoundIdentifier } from './parsers/identifiers.ts';
import { monthsIn, monthValue } from './parsers/month.ts';
import { scoreIn } from './parsers/score.ts';
import { categoryIn, isAnonymous, ownershipIn, placeTold, scopeIn, sinceIn, trippedIn } from './parsers/telling.ts';
import type { Wish } from './rules.ts';
import { wishedKilowatts } from './slots/kilowatts.ts';
import { newNameTold } from './slots/names.ts';
import { starsSaid } from './slots/stars.ts';
import { settledIn } from './slots/tagger.ts';
import { companyIn } from './slots/titles.ts';
import type { Heard } from './spelling.ts';

/** What each service can take from the sentence that starts it. */
const TAKES: Readonly<Partial<Record<ServiceId, readonly SlotName[]>>> = {
  'bill.query': ['month', 'accountNumber'],
  'bill.explain': ['month', 'accountNumber'],
  'payment.pay': ['month', 'accountNumber'],
  'payment.history': ['month', 'accountNumber'],
  'invoice.issue': ['month', 'accountNumber', 'taxNumber', 'title'],
  'account.bind': ['accountNumber', 'phone'],
  'account.unbind': ['accountNumber'],
  'account.switch': ['accountNumber'],
  'account.rename': ['ownershipChanged', 'accountNumber', 'name'],
  'account.transfer': ['ownershipChanged', 'accountNumber', 'name'],
  'outage.report': ['scope', 'breaker', 'since', 'address', 'accountNumber', 'contactPhone'],
  'outage.query': ['address', 'accountNumber'],
  'connection.new': ['category', 'capacityKw', 'address', 'accountNumber', 'contactPhone'],
  'request.file': ['category', 'month', 'accountNumber', 'contactPhone'],
  'complaint.file': ['category', 'anonymous', 'accountNumber', 'contactPhone'],
  'progress.query': ['case'],
  'progress.chase': ['case'],
  'rating.give': ['score'],
};
/** 比上个月多: what a bill is held against is not the bill that is meant. */
export const HELD_AGAINST =
  /(?:比起?|相比|对比|跟|和|与|较|than|compared (?:to|with)|versus|vs\.?) ?(?:去年|前年|今年)?(?:的)?(?:同期|上上?个?月|上上?期|前几?个月|\d{1,2}月份?|十[一二]?月份?|[一二三四五六七八九]月份?|last month|last year|the month before|january|february|march|april|may|june|july|august|september|october|november|december|去年|前年)/g;

/** 上月才一百五,这月三百八: what only was, against what now is. */
export const ONLY_WAS = /(?:上上?个?月|去年)(?:都|也)?(?:才|只|就|不到|还是)/g;

/** What the words tell of a slot, apart from numbers. */
const TOLD: Readonly<Partial<Record<SlotName, (service: ServiceId, key: string, written: string) => string | null>>> = {
  category: (service, key) => categoryIn(service, key),
  scope: (_service, key) => scopeIn(key),
  breaker: (_service, key) => (trippedIn(key) ? 'yes' : null),
  since: (_service, _key, written) => sinceIn(written),
  ownershipChanged: (_service, key) => ownershipIn(key),
  capacityKw: (_service, key) => wishedKilowatts(key),
  anonymous: (_service, key) => (isAnonymous(key) ? 'yes' : null),
  address: (service, _key, written) =>
    settledIn('address', placeTold(written) ?? undefined, written, [service]) ?? null,
  name: (service, _key, written) => settledIn('newName', newNameTold(written) ?? undefined, written, [service]) ?? null,
  title: (_service, _key, written) => companyIn(written),
};

function slotsOf(
  wish: Wish,
  words: string,
  written: string,
  numbers: readonly FoundIdentifier[],
  hearing: Hearing,
): Partial<Record<SlotName, string>> {
  const takes = TAKES[wish.service] ?? [];
  const slots: Partial<Record<SlotName, string>> = {};
  if (takes.includes('month')) {
    const months = monthsIn(
      words.replace(HELD_AGAINST, ' ').replace(ONLY_WAS, ' '),
      hearing.today,
      hearing.locale,
      false,
    );
    if (months !== null) slots.month = monthValue(months);
  }
  if (takes.includes('score')) {
    const score = scoreIn(words, false);
    const value = score.ok ? score.value : starsSaid(words);
    if (value !== null) slots.score = value;
  }
  for (const slot of takes) {
    // The clause of the wish tells first which kind it is: 投诉你们抄错表 is no bill check.
    const value =
      (slot === 'category' ? categoryIn(wish.service, wish.said) : null) ?? TOLD[slot]?.(wish.service, words, written);
    if (typeof value === 'string') slots[slot] = value;
  }
  for (const found of numbers) {
    const slot = found.slot === 'phone' && takes.includes('contactPhone') ? 'contactPhone' : found.slot;
    if (takes.includes(slot) && slots[slot] === undefined) slots[slot] = found.value;
  }
  return slots;
}

export function starts(
  wishes: readonly Wish[],
  heard: Heard,
  numbers: readonly FoundIdentifier[],
  hearing: Hearing,
): Command[] {
  const [only] = wishes;
  const several = wishes.length > 1 || hearing.open !== null;
  return wishes.map((wish) => {
    // Numbers belong to the first wish; a month to the clause it stands in, unless there is one wish only.
    const slots = slotsOf(
      wish,
      several ? wish.said : heard.key,
      wishes.length > 1 ? wish.said : heard.written,
      wish === only ? numbers : [],
      hearing,
    );
    const command: Command = { kind: 'start', service: wish.service };
    return Object.keys(slots).length > 0 ? { ...command, slots } : command;
  });
}
