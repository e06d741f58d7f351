/** Many homes like 王秀兰's in one house, so that every test has an account, a phone and bills of its own; and what tests look up. */
import { expect } from 'vitest';
import { type House, type HouseOptions, openHouse, type Person } from '../support/house.ts';
import { town, WANG } from '../support/town.ts';

export interface Home {
  readonly accountNumber: string;
  readonly phone: string;
  readonly holder: string;
}

export const DUE_MINOR = 22771n;

const digits = (n: number, length: number) => String(n).padStart(length, '0');
const homeOf = (n: number): Home => ({
  accountNumber: `99911${digits(n * 97, 8)}`,
  phone: `1391${digits(n * 97, 7)}`,
  holder: `住户${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${n}`,
});

/** 王秀兰's account and bills again, for somebody else. */
const linesOf = ({ accountNumber, phone, holder }: Home): object[] =>
  town
    .filter((line) => 'accountNumber' in line && line.accountNumber === WANG.accountNumber)
    .map((line) => ({
      ...line,
      accountNumber,
      ...('phone' in line && { phone, holder }),
      ...('billId' in line && { billId: `${String(line.billId)}-${accountNumber}` }),
    }));

export async function openHomes(count: number, options: HouseOptions = {}) {
  const homes = Array.from({ length: count }, (_, n) => homeOf(n + 1));
  const house = await openHouse({ ...options, lines: [...town, ...homes.flatMap(linesOf)] });
  const left = [...homes];
  const next = (): Home => {
    const home = left.shift();
    if (!home) throw new Error('this house has no home left');
    return home;
  };
  return {
    house,
    next,
    /** Somebody who bound these homes, in this order, and was answered to the end. */
    async resident(count = 1, locale?: 'zh-CN' | 'zh-TW' | 'en') {
      const person = await house.person(locale);
      const own: Home[] = [];
      for (let n = 0; n < count; n += 1) {
        const home = next();
        await person.bind(home);
        own.push(home);
      }
      const [home] = own;
      if (!home) throw new Error('a resident without a home');
      return { person, home, homes: own };
    },
  };
}

export type Homes = Awaited<ReturnType<typeof openHomes>>;

export const codeFor = (house: House, home: Pick<Home, 'phone'>): string =>
  house
    .codes()
    .filter((sent) => sent.phone === home.phone)
    .at(-1)?.code ?? '';

export const codesSent = (house: House, home: Pick<Home, 'phone'>): number =>
  house.codes().filter((sent) => sent.phone === home.phone).length;

/** A code that is not the one that was sent. */
export const wrongCode = (right: string): string => String((Number(right) + 1) % 1_000_000).padStart(6, '0');

export const paymentsOf = (house: House, home: Home) =>
  house.db
    .selectFrom('payments')
    .select(['payment_id', 'status', 'amount_minor', 'resident_id'])
    .where('account_number', '=', home.accountNumber)
    .orderBy('opened_at')
    .execute();

export const boundTo = async (house: House, person: Person): Promise<string[]> =>
  (
    await house.db
      .selectFrom('bindings')
      .select('account_number')
      .where('resident_id', '=', person.residentId)
      .where('unbound_at', 'is', null)
      .orderBy('bound_at')
      .orderBy('binding_id')
      .execute()
  ).map((row) => row.account_number);

export const casesOf = (house: House, person: Person) =>
  house.db.selectFrom('cases').selectAll().where('resident_id', '=', person.residentId).orderBy('opened_at').execute();

export const ratingsOf = (house: House, person: Person) =>
  house.db
    .selectFrom('ratings')
    .innerJoin('service_records', 'service_records.service_id', 'ratings.service_id')
    .select(['ratings.score', 'ratings.comment', 'service_records.service'])
    .where('service_records.resident_id', '=', person.residentId)
    .execute();

export const invoicesOf = (house: House, person: Person) =>
  house.db
    .selectFrom('invoices')
    .select(['title', 'tax_number', 'payment_id', 'status'])
    .where('resident_id', '=', person.residentId)
    .execute();

/** The keys of every turn so far, oldest first. */
export async function allSaid(house: House, person: Person): Promise<string[][]> {
  const turns = await house.converse.traces({ channel: 'web', channelUserId: person.residentId }, 500);
  return turns.map((keys) => [...keys]);
}

/** Pays what is due to the end: yes, gateway, receipt; the rating question is open then. */
export async function payAll(person: Person): Promise<void> {
  await person.say('交电费');
  await person.say('确认');
  await person.pay(person.link());
  expect(await person.said()).toEqual(['paid.title', 'paid.thanks', 'ask.score']);
}

/** The same, and rated, so that nothing is open. */
export async function payAndRate(person: Person): Promise<void> {
  await payAll(person);
  await person.say('满意');
}

/** Sends with an id of one's own, as a client that delivers twice does. */
export const deliver = (house: House, person: Person, id: string, body: { text: string } | { button: string }) =>
  house.request('POST', '/v1/chat/messages', { token: person.token, body: { id, ...body } });

/** A button of what arrived by itself: a receipt, a failure. */
export async function arrivedButton(person: Person, label: string): Promise<string> {
  const { messages } = await person.transcript();
  const offered = messages.flatMap(({ reply }) => (reply && 'choices' in reply ? reply.choices : []));
  const found = offered.filter((choice) => choice.label.includes(label)).at(-1);
  if (!found) throw new Error(`nothing that arrived offers ${label}`);
  return found.button;
}
