/** Reporting an outage: what is known is told first; else danger, how far, the breaker; read back, then a case. And "is it back?". */
import { contactPhone } from '../../domain/phone.ts';
import { needsIn } from '../../services/outages/needs.ts';
import type { PlaceNow } from '../../services/outages.ts';
import type { Flow, Slots, Turn } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { deniesDanger } from '../understanding/asks-danger.ts';
import { hear } from '../understanding/spelling.ts';
import { act, openDanger, readBack } from './outage-ends.ts';
import { accountIn, lookOnce, placeIn, placeSlots } from './outage-place.ts';

/** What makes questions needless; kept in the slot that would have been asked. */
const FOUND = ['known', 'own', 'cut', 'prepaid'] as const;
export type Found = (typeof FOUND)[number];

const foundIn = ({ known, own, account }: PlaceNow): Found | undefined => {
  if (own) return 'own';
  return known ? 'known' : account?.why;
};

/** Questions about an outage at all; with a case it is only asked whether power is back. */
const reporting = (slots: Slots): boolean => slots.case === undefined;
const noDanger = (slots: Slots): boolean => reporting(slots) && slots.danger === 'no';

async function lookUp(turn: Turn, slots: Slots): Promise<Found | undefined> {
  const { accountNumber, address: said } = placeIn(slots);
  if (!accountNumber && !said) return undefined;
  if (turn.viewer.accounts.find((one) => one.accountNumber === accountNumber)?.status === 'cut') return 'cut';
  const seen = await lookOnce(turn, slots);
  return seen.ok ? foundIn(seen.value) : undefined;
}

/** Kept while what comes before the danger is asked. */
const NO_DANGER = 'no-danger';

const { accounts, address, coordinates } = placeSlots(reporting, {
  before: openDanger,
  ask: (_turn, { danger }) =>
    danger === 'yes' ? { say: text('outage.where-danger'), optional: true } : { say: text('outage.ask-address') },
});

export const outageReport: Flow = {
  service: 'outage.report',
  version: 2,
  slots: [
    { name: 'case', clears: ['category'], when: () => false, ask: () => ({ say: text('case.none') }) },
    {
      name: 'category',
      when: (slots) => slots.case !== undefined,
      ask: (_turn, slots) => ({
        say: text('outage.ask-back', { caseNumber: slots.case ?? '' }),
        options: [
          {
            label: phrase('label.back', { back: 'back' }),
            value: 'back',
            alsoSaid: [
              '来电了',
              '有电了',
              '来了',
              '有了',
              '恢复了',
              '好了',
              '是',
              '是的',
              '有',
              '对',
              'yes',
              'it is',
              "it's back",
              'back',
            ],
          },
          {
            label: phrase('label.back', { back: 'still-out' }),
            value: 'still-out',
            alsoSaid: [
              '还没来电',
              '还是没电',
              '没来电',
              '没电',
              '还没',
              '没有',
              '没来',
              '没',
              'no',
              'not yet',
              'still no power',
              'no power',
            ],
          },
        ],
      }),
      check: (value) => (value === 'back' || value === 'still-out' ? { value } : { wrong: text('wrong.choice') }),
    },
    // Said before it is asked, it is not asked.
    {
      name: 'reason',
      when: (slots, turn) => reporting(slots) && deniesDanger(hear(turn.written).key),
      prefill: () => NO_DANGER,
      ask: () => ({ say: text('outage.ask-danger') }),
    },
    ...accounts,
    // Said in passing and needed by the crew: somebody on a machine, in a lift, old and alone.
    {
      name: 'description',
      when: (slots, turn) => reporting(slots) && needsIn(turn.written).length > 0,
      prefill: (turn) => turn.written.slice(0, 1_000),
      ask: () => ({ say: text('outage.ask-scope') }),
    },
    { name: 'since', when: () => false, ask: () => ({ say: text('outage.ask-scope') }) },
    {
      name: 'danger',
      when: reporting,
      prefill: async (turn, slots) => (await lookUp(turn, slots)) ?? (slots.reason === NO_DANGER ? 'no' : undefined),
      ask: (_turn, _slots, { memo }) => ({
        say: text(memo.doubt ? 'outage.danger-or-not' : 'outage.ask-danger'),
        options: (['yes', 'no'] as const).map((danger) => ({
          label: phrase('label.danger', { danger }),
          value: danger,
        })),
      }),
      check: (value) =>
        value === 'yes' || value === 'no' || FOUND.some((found) => found === value)
          ? { value }
          : { wrong: text('wrong.choice') },
    },
    address,
    coordinates,
    {
      name: 'scope',
      when: noDanger,
      // With an account it was looked up before anything was asked.
      prefill: (turn, slots) => (accountIn(slots) ? undefined : lookUp(turn, slots)),
      ask: () => ({
        say: text('outage.ask-scope'),
        options: (['home', 'building', 'area', 'unknown'] as const).map((scope) => ({
          label: phrase('label.scope', { scope }),
          value: scope,
        })),
      }),
      clears: ['breaker'],
    },
    {
      name: 'breaker',
      when: (slots) => noDanger(slots) && slots.scope === 'home',
      ask: (_turn, _slots, { memo }) =>
        memo.guided
          ? {
              say: text('outage.ask-held'),
              options: (['yes', 'held', 'no'] as const).map((held) => ({
                label: phrase('label.held', { held }),
                value: held,
                ...(held === 'held' && {
                  alsoSaid: ['有电了', '来电了', '好了', '恢复了', 'power is on', 'power is back', 'it works'],
                }),
              })),
            }
          : {
              say: text('outage.ask-breaker'),
              options: (['yes', 'no', 'unknown'] as const).map((breaker) => ({
                label: phrase('label.breaker', { breaker }),
                value: breaker,
              })),
            },
    },
    {
      name: 'contactPhone',
      when: (slots) => reporting(slots) && (slots.danger === 'yes' || (noDanger(slots) && !isFound(slots))),
      // Of an account the phone on file is known; another one can be given in its place.
      prefill: (_turn, slots) => (accountIn(slots) ? '' : undefined),
      before: openDanger,
      ask: (_turn, { danger }) => ({
        say: text(danger === 'yes' ? 'outage.phone-danger' : 'outage.ask-phone'),
        optional: true,
      }),
      check: (value) => {
        const phone = value === '' ? '' : contactPhone(value);
        return phone === null ? { wrong: text('outage.wrong-phone') } : { value: phone };
      },
    },
  ],
  readBack,
  act,
};

const isFound = ({ scope }: Slots): boolean => FOUND.some((found) => found === scope);
