/** What services are made of: the ports, the store and the house rules, wired once in wiring.ts. */

import type { PaymentMethod } from '../domain/payments.ts';
import type { Settings } from '../domain/settings.ts';
import type { Events } from '../events.ts';
import type { Chance } from '../outside/chance.ts';
import type { Clock } from '../outside/clock.ts';
import type { Files } from '../outside/files.ts';
import type { LineLogin, LinkTokens } from '../outside/line-login.ts';
import type { PaymentGateway } from '../outside/payment-gateway.ts';
import type { RealNameCheck } from '../outside/real-name.ts';
import type { TaxPlatform } from '../outside/tax-platform.ts';
import type { HolderBook, UtilitySystem } from '../outside/utility-system.ts';
import type { MiniProgram } from '../outside/wechat-mini.ts';
import type { Write } from '../store/commit.ts';
import type { Database } from '../store/tables.ts';
import type { Unit } from '../store/unit.ts';
import type { HolderWords } from './applications/words.ts';
import type { SpeakAsPerson } from './handoff.ts';
import type { Tokens } from './tokens.ts';

export interface Deps {
  readonly db: Database;
  readonly unit: Unit;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly tokens: Tokens;
  readonly settings: () => Promise<Settings>;
  readonly utility: UtilitySystem & HolderBook<Write>;
  /** Letters and contracts, worded by the conversation's books. */
  readonly holderWords: HolderWords;
  /** What a person does in a conversation, as its turn. */
  readonly speakAsPerson: SpeakAsPerson;
  readonly gateways: Readonly<Partial<Record<PaymentMethod, PaymentGateway>>>;
  readonly realName: RealNameCheck;
  /** Null: not set up. */
  readonly miniProgram: MiniProgram | null;
  readonly lineLogin: LineLogin | null;
  readonly lineLinkTokens: LinkTokens | null;
  readonly taxPlatform: TaxPlatform;
  /** Where sealed papers lie. */
  readonly files: Files<Write>;
  readonly events: Events;
  /** Where residents reach us, without a slash at the end. */
  readonly publicUrl: string;
  /** Limits that protect people (codes, quotes) stay on in tests; `off` is for load tests only. */
  readonly limits: 'on' | 'off';
  /** Named points where a test may kill the process; does nothing elsewhere. */
  readonly faultPoint: (name: string) => void;
}

/** What a service found right to do and has not done: the caller commits `writes`, alone or with more of its own. */
export interface Planned<T> {
  readonly value: T;
  readonly writes: readonly Write[];
}
