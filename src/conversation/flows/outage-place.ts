/** Where an outage is, as reports and questions about outages ask it: one of the resident's accounts, or an address; nobody has to bind one. */

import { buildingKey, sameBuilding } from '../../domain/outages.ts';
import { boundAccount } from '../../domain/viewer.ts';
import type { OutagePlace } from '../../services/outages/place.ts';
import type { Slot, Slots, Turn } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { chooseAccount } from './shared.ts';

const ELSEWHERE = 'elsewhere';
const LEAST_ADDRESS = 4;

/** The account that was chosen; null for an address. */
export const accountIn = ({ account }: Slots): string | null => (account && account !== ELSEWHERE ? account : null);

export const placeIn = (slots: Slots): OutagePlace => ({
  accountNumber: accountIn(slots),
  address: accountIn(slots) ? null : slots.address || null,
});

const looks = new WeakMap<
  Turn,
  { readonly of: string; readonly seen: ReturnType<Turn['services']['outages']['look']> }
>();

/** What is known there, looked up once a turn: the question that it answers and the answer itself both need it. */
export function lookOnce(turn: Turn, slots: Slots): ReturnType<Turn['services']['outages']['look']> {
  const place = placeIn(slots);
  const of = JSON.stringify(place);
  const before = looks.get(turn);
  if (before?.of === of) return before.seen;
  const seen = turn.services.outages.look(turn.viewer, place);
  looks.set(turn, { of, seen });
  return seen;
}

const [namedAccount, whichAccount] = chooseAccount;
if (!namedAccount || !whichAccount) throw new Error('flows/shared.ts asks for an account in two slots');

/** The account whose building an address is. */
const ofAddress = (turn: Turn, address: string): string | undefined =>
  turn.viewer.accounts.find((one) => sameBuilding(buildingKey(one.address), buildingKey(address)))?.accountNumber;

/** Whoever stands beside a wire proves no account first. */
const bindsNothing = (turn: Turn, { danger, accountNumber }: Slots): boolean =>
  danger === 'yes' && accountNumber !== undefined && !boundAccount(turn.viewer, accountNumber);

/** `asked`: only then; `address` may be skipped where `optional` says so. */
export const placeSlots = (
  asked: (slots: Slots) => boolean,
  address: Pick<Slot, 'before' | 'ask'>,
): { readonly accounts: readonly Slot[]; readonly address: Slot; readonly coordinates: Slot } => ({
  accounts: [
    namedAccount,
    {
      ...whichAccount,
      when: (slots, turn) => asked(slots) && (turn.viewer.accounts.length > 0 || slots.accountNumber !== undefined),
      prefill: (turn, slots, frame) => {
        if (bindsNothing(turn, slots)) return ELSEWHERE;
        if (slots.address) return ofAddress(turn, slots.address) ?? (slots.accountNumber ? undefined : ELSEWHERE);
        return whichAccount.prefill?.(turn, slots, frame);
      },
      before: (turn, { accountNumber }) =>
        accountNumber && !boundAccount(turn.viewer, accountNumber)
          ? { kind: 'first', service: 'account.bind', slots: { accountNumber } }
          : { kind: 'go-on' },
      ask: async (turn, slots, frame) => {
        const question = await whichAccount.ask(turn, slots, frame);
        const elsewhere = {
          label: phrase('label.elsewhere'),
          value: ELSEWHERE,
          alsoSaid: ['别的地方', '另一个地方', '其他', '都不是', 'elsewhere', 'somewhere else'],
        };
        return { ...question, options: [...(question.options ?? []), elsewhere] };
      },
      check: (value, turn, slots) =>
        value === ELSEWHERE ? { value } : (whichAccount.check?.(value, turn, slots) ?? { value }),
    },
  ],
  address: {
    name: 'address',
    // Another address may be one of the resident's own accounts, or none of them.
    clears: ['account', 'coordinates'],
    when: (slots) => asked(slots) && accountIn(slots) === null,
    ...address,
    check: (value) =>
      value === '' || value.trim().length >= LEAST_ADDRESS
        ? { value: value.trim().slice(0, 200) }
        : { wrong: text('outage.wrong-address') },
  },
  // Never asked for: they come with a place shared on the map.
  coordinates: { name: 'coordinates', when: () => false, ask: address.ask },
});
