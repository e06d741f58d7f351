/** The questions of a change of the holder, in the order they are asked: nothing about a person before it is known that it can go on. */
import { maskName } from '../../domain/mask.ts';
import { ROLES } from '../../services/applications/ask.ts';
import type { PaperNeed } from '../../services/applications/papers.ts';
import type { Slot, Slots } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { holderGates, kindOf, roleOf } from './holder-gates.ts';
import { papersSlot } from './papers.ts';
import { chooseAccount } from './shared.ts';

const isTransfer = (slots: Slots): boolean => slots.ownershipChanged === 'yes';
const isRename = (slots: Slots): boolean => slots.ownershipChanged === 'no';

const ownershipChanged: Slot = {
  name: 'ownershipChanged',
  clears: ['role', 'reason', 'documents'],
  ask: () => ({
    say: text('ask.ownershipChanged'),
    options: (['yes', 'no'] as const).map((value) => ({ label: phrase('option.ownership', { value }), value })),
  }),
  check: (value) => (value === 'yes' || value === 'no' ? { value } : { wrong: text('wrong.choice') }),
};

const ACCOUNT_NUMBER = /^(?:\d{10}|\d{11}|\d{13}|\d{16})$/;

/** Of a transfer: any account, those of the resident's own to tap. */
const accountNumber: Slot = {
  name: 'accountNumber',
  clears: ['account'],
  when: isTransfer,
  prefill: (_turn, slots) => slots.account,
  ask: (turn) => ({
    say: text('ask.transfer-account'),
    options: turn.viewer.accounts.map((account) => ({
      label: phrase('option.account', {
        account: account.accountNumber,
        name: account.nickname ?? maskName(account.holder),
      }),
      value: account.accountNumber,
      alsoSaid: [account.accountNumber.slice(-4), account.address, account.nickname ?? account.holder],
    })),
  }),
  check: (value) => (ACCOUNT_NUMBER.test(value) ? { value } : { wrong: text('wrong.accountNumber') }),
};

/** Of a name change: one of the resident's own, bound first when there is none. */
const account: Slot = { ...(chooseAccount.find(({ name }) => name === 'account') as Slot), when: isRename };

const role: Slot = {
  name: 'role',
  when: isTransfer,
  clears: ['documents'],
  before: holderGates,
  ask: () => ({
    say: text('ask.role'),
    options: ROLES.map((value) => ({ label: phrase('option.role', { role: value }), value })),
  }),
  check: (value) => (ROLES.some((known) => known === value) ? { value } : { wrong: text('wrong.choice') }),
};

const consent: Slot = {
  name: 'consent',
  before: holderGates,
  ask: async (turn) => ({
    say: text('ask.holder-consent', { supplier: (await turn.services.settings()).supplierName[turn.locale] }),
    options: (['yes', 'no'] as const).map((value) => ({ label: phrase('option.consent', { value }), value })),
  }),
  check: (value) => (value === 'yes' || value === 'no' ? { value } : { wrong: text('wrong.choice') }),
};

/** What was wrong is put right; a name that the law changed is proved. */
const WRITTEN_WRONG = /错|錯|误|誤|不对|不對|更正|correct|wrong|typo|mistake|misspel/i;
const CHANGED = /改名|变更|變更|结婚|結婚|离婚|離婚|法|身份证|身分證|户口|戶口|legal|married|divorce|deed|changed/i;

const reason: Slot = {
  name: 'reason',
  when: isRename,
  clears: ['documents'],
  before: holderGates,
  ask: () => ({
    say: text('ask.rename-reason'),
    options: (['correction', 'legal-change'] as const).map((value) => ({
      label: phrase('option.reason', { reason: value }),
      value,
    })),
  }),
  check: (value) => {
    if (value === 'correction' || value === 'legal-change') return { value };
    if (WRITTEN_WRONG.test(value)) return { value: 'correction' };
    return CHANGED.test(value) ? { value: 'legal-change' } : { wrong: text('wrong.choice') };
  },
};

/** The new holder's name; of a name change the name as it should be. */
const name: Slot = {
  name: 'name',
  before: holderGates,
  ask: (_turn, slots) => ({ say: text('ask.holder-name', { kind: kindOf(slots), agent: roleOf(slots) === 'agent' }) }),
  check: (value) => {
    const trimmed = value.trim();
    const good = trimmed.length >= 2 && trimmed.length <= 60 && /\p{L}/u.test(trimmed) && !/\d{4}/.test(trimmed);
    return good ? { value: trimmed } : { wrong: text('wrong.name') };
  },
};

const idNumber: Slot = {
  name: 'idNumber',
  before: holderGates,
  ask: (_turn, slots) => ({ say: text('ask.idNumber', { name: slots.name ?? '' }) }),
  check: (value) => {
    const plain = value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
    return /^[A-Z0-9]{8,18}$/.test(plain) && /\d{6}/.test(plain) ? { value: plain } : { wrong: text('wrong.idNumber') };
  },
};

const PHONE = /^\+?\d{8,14}$/;

/** Skipped, the phone on file is asked. It is the phone on file that is asked in any case, or nobody. */
const oldHolderPhone: Slot = {
  name: 'oldHolderPhone',
  when: (slots) => isTransfer(slots) && roleOf(slots) !== 'heir',
  before: holderGates,
  ask: () => ({ say: text('ask.oldHolderPhone'), optional: true }),
  check: (value) => {
    const plain = value.replace(/[\s-]/g, '');
    return plain === '' || PHONE.test(plain) ? { value: plain } : { wrong: text('wrong.phone') };
  },
};

/** Taken when it is told; else the one of an account they have already. */
const contactPhone: Slot = {
  name: 'contactPhone',
  when: () => false,
  ask: () => ({ say: text('wrong.phone') }),
};

export const holderSlots = (needs: (slots: Slots) => readonly PaperNeed[]): readonly Slot[] => [
  ownershipChanged,
  accountNumber,
  account,
  role,
  consent,
  reason,
  name,
  idNumber,
  oldHolderPhone,
  contactPhone,
  papersSlot(needs, holderGates),
];
