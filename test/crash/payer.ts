/** A payer: opens a payment with a key, pays at the gateway's page, and asks again whenever the connection breaks. */
import { randomUUID } from 'node:crypto';
import type { Company, Insist } from './companies.ts';
import type { Outcome } from './points.ts';
import type { Service } from './service.ts';

const TRIES = 25;
/** Who was refused so often lets some time pass: a confirmation of a process that died is not repeated at once. */
const TRIES_BEFORE_PAUSE = 8;
const PAUSE_SECONDS = 30;

export interface Opened {
  readonly paymentId: string;
  readonly amount: string;
  readonly action: {
    readonly url: string;
    readonly timeStamp: string;
    readonly nonceStr: string;
    readonly package: string;
    readonly signType: string;
    readonly paySign: string;
  };
}

/** What a payer was told, to be compared with the books. */
export interface Told {
  readonly residentId: string;
  readonly talks: boolean;
  /** Every key the payer used, with every payment that was answered to it. */
  readonly opened: {
    readonly key: string;
    readonly answers: { readonly paymentId: string; readonly amount: string }[];
  }[];
  /** Requests that were never answered as they should. */
  readonly unanswered: string[];
}

export type Payer = Awaited<ReturnType<typeof createPayer>>;

/** Tries until somebody answers with less than 500; null: nobody ever does. */
export const insistent =
  (service: Service): Insist =>
  async (path, init) => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      await service.ready();
      try {
        const response = await fetch(`${service.url}${path}`, { ...init, signal: AbortSignal.timeout(5_000) });
        const text = await response.text();
        if (response.status < 500) return { status: response.status, text };
      } catch {
        // Refused or cut off: whether it was done is unknown, so it is asked again.
      }
      await new Promise((resolve) => setTimeout(resolve, 2 * attempt));
      if (attempt % TRIES_BEFORE_PAUSE === 0) await service.step(PAUSE_SECONDS);
    }
    return null;
  };

export async function createPayer(service: Service, company: Company, account: string, talks: boolean) {
  const insist = insistent(service);
  const rest = async (path: string, body: object, headers: Record<string, string> = {}) =>
    insist(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  const session = await rest('/v1/sessions', { channel: 'web' });
  const { token, resident } = JSON.parse(session?.text ?? '{}') as { token: string; resident: { id: string } };
  const authorization = `Bearer ${token}`;
  await company.enrol(resident.id);
  if (talks) await rest('/v1/chat/messages', { id: randomUUID(), text: '你好' }, { authorization });

  const told: Told = { residentId: resident.id, talks, opened: [], unanswered: [] };
  return {
    told,

    /** Opens a payment of all that the account owes, with a new key; `twice`: the same request two times at once. */
    async open(twice: boolean): Promise<Opened | null> {
      const key = randomUUID();
      const ask = () =>
        rest(
          '/v1/payments',
          { accountNumber: account, method: company.method },
          { authorization, 'idempotency-key': key },
        );
      const answers = await Promise.all(twice ? [ask(), ask()] : [ask()]);
      const opened = answers.flatMap((answer) => (answer?.status === 201 ? [JSON.parse(answer.text) as Opened] : []));
      for (const answer of answers)
        if (answer?.status !== 201)
          told.unanswered.push(`opening: ${answer ? `${answer.status} ${answer.text}` : 'nobody'}`);
      told.opened.push({ key, answers: opened.map(({ paymentId, amount }) => ({ paymentId, amount })) });
      return opened[0] ?? null;
    },

    /** Pays at the company, or does there what else a payer may do. */
    async pay(opened: Opened, outcome: Outcome): Promise<void> {
      if (!(await company.pay(opened, outcome, insist))) told.unanswered.push('paying');
    },
  };
}
