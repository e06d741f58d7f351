/** What the house knows about who writes, so that none of it leaves: accounts, holders, places, and what was answered in open flows. */
import type { SlotName } from '../../domain/names.ts';
import type { Turn } from '../flow.ts';
import type { Personal } from './disguise.ts';

const KINDS: Readonly<Partial<Record<SlotName, Personal['kind']>>> = {
  accountNumber: 'NUMBER',
  account: 'NUMBER',
  phone: 'NUMBER',
  contactPhone: 'NUMBER',
  oldHolderPhone: 'NUMBER',
  code: 'NUMBER',
  idNumber: 'NUMBER',
  taxNumber: 'NUMBER',
  case: 'NUMBER',
  parkingSpace: 'PLACE',
  address: 'PLACE',
  name: 'NAME',
  title: 'NAME',
};

export function personalOf({ viewer, standing }: Pick<Turn, 'viewer' | 'standing'>): Personal[] {
  const accounts = viewer.accounts.flatMap(({ accountNumber, holder, address, nickname }): Personal[] => [
    { kind: 'NUMBER', value: accountNumber },
    { kind: 'NAME', value: holder },
    { kind: 'PLACE', value: address },
    ...(nickname ? [{ kind: 'NAME' as const, value: nickname }] : []),
  ]);
  const answered = standing.flatMap(({ slots }) =>
    Object.entries(slots).flatMap(([slot, value]): Personal[] => {
      const kind = KINDS[slot as SlotName];
      return kind && value ? [{ kind, value }] : [];
    }),
  );
  return [...accounts, ...answered];
}
