/** What leaves the house in words on account of a change of the holder: letters to the old holder, the contract; worded elsewhere. */
import type { IsoDate } from '../../domain/billing.ts';
import type { Money } from '../../domain/money.ts';
import type { Locale } from '../../domain/names.ts';
import type { Settings } from '../../domain/settings.ts';

/** A text message to the old holder; nothing in it names more than they know: no ID number, the applicant masked. */
export type HolderLetter =
  | {
      readonly kind: 'asked';
      readonly accountNumber: string;
      readonly applicant: string;
      readonly url: string;
      readonly until: Date;
    }
  | { readonly kind: 'informed'; readonly accountNumber: string; readonly applicant: string }
  | { readonly kind: 'withdrawn' | 'rejected' | 'expired'; readonly accountNumber: string }
  | {
      readonly kind: 'done';
      readonly accountNumber: string;
      /** Prepaid money that is the old holder's; null when there is none. */
      readonly balance: Money | null;
      readonly balanceGoes: Settings['transferBalance'];
    };

export interface ContractFacts {
  readonly caseNumber: string;
  readonly supplier: string;
  readonly accountNumber: string;
  readonly address: string;
  readonly category: string;
  readonly tariffId: string;
  /** Masked: the new holder learns no more of the old one. */
  readonly oldHolder: string;
  readonly newHolder: string;
  /** Masked; null when none was given. */
  readonly idNumber: string | null;
  readonly tiers: Settings['transferTiers'];
  readonly balanceGoes: Settings['transferBalance'];
  readonly day: IsoDate;
}

export interface HolderWords {
  letter(letter: HolderLetter, about: Pick<Settings, 'supplierName' | 'hotline'>, locale: Locale): string;
  /** The whole text of the supply contract; its hash is what is signed. */
  contract(facts: ContractFacts, locale: Locale): string;
}
