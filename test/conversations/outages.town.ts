/** A street of homes on one feeder and a few transformers, with people who live there, and the file that a utility sends. */
import { Readable } from 'node:stream';
import { importLines } from '../../src/store/import.ts';
import { type House, type HouseOptions, openHouse } from '../support/house.ts';
import { town, WANG } from '../support/town.ts';

export interface Flat {
  readonly accountNumber: string;
  readonly phone: string;
  readonly feeder: string;
  readonly transformer: string;
  readonly address: string;
}

/** Flat `n` of a transformer; number and phone follow from both. */
export const flat = (transformer: number, n: number, feeder = 'G1'): Flat => ({
  accountNumber: `9992${String(transformer).padStart(4, '0')}${String(n).padStart(5, '0')}`,
  phone: `138${String(transformer).padStart(4, '0')}${String(n).padStart(4, '0')}`,
  feeder,
  transformer: `X${transformer}`,
  address: `示例市团结路${transformer}号${Math.ceil(n / 10)}栋${n}室`,
});

export const accountLine = (
  { accountNumber, phone, feeder, transformer, address }: Flat,
  more: object = {},
): object => ({
  ...town.find((line) => 'holder' in line && 'accountNumber' in line && line.accountNumber === WANG.accountNumber),
  accountNumber,
  holder: '住户',
  phone,
  address,
  feeder,
  transformer,
  ...more,
});

export async function openStreet(flats: readonly object[], options: HouseOptions = {}) {
  const house = await openHouse({ ...options, lines: [...town, ...flats] });
  return { house, load: (...lines: readonly object[]) => load(house, lines) };
}

/** What `npm run import` does, while the house is open. */
export async function load(house: House, lines: readonly object[]): Promise<void> {
  const done = await importLines(house.url, Readable.from(lines.map((line) => JSON.stringify(line))), {
    hashIdNumber: house.tokens.hashIdNumber,
  });
  if (!done.ok) throw new Error(JSON.stringify(done.faults));
}

export const outageLine = (outageId: string, more: object): object => ({
  kind: 'outage',
  outageId,
  cause: 'fault',
  feeder: 'G1',
  transformers: [],
  to: null,
  estimatedRestoration: null,
  reason: '电缆故障',
  ...more,
});

export const outagesOf = (house: House) =>
  house.db
    .selectFrom('outages')
    .selectAll()
    .where('source', '=', 'reports')
    .orderBy('from_at')
    .orderBy('outage_id')
    .execute();

export const reportsIn = (house: House) => house.db.selectFrom('outage_reports').selectAll().orderBy('at').execute();

/** A clerk's act on an outage, then what follows by itself. */
export async function clerk(
  house: House,
  outageId: string,
  ...acts: readonly (readonly [Parameters<House['services']['outages']['act']>[2], object?])[]
): Promise<void> {
  for (const [act, says] of acts) {
    const done = await house.services.attempt(() => house.services.outages.act('D01', outageId, act, says));
    if (!done.ok) throw new Error(`${act}: ${done.problem.code}`);
  }
}

export const casesIn = (house: House, residentId?: string) =>
  house.db
    .selectFrom('cases')
    .selectAll()
    .where('kind', '=', 'outage')
    .where('resident_id', residentId ? '=' : 'is not', residentId ?? null)
    .orderBy('opened_at')
    .execute();

export const eventsOf = async (house: House, caseNumber: string): Promise<string[]> =>
  (
    await house.db
      .selectFrom('case_history')
      .select('event')
      .where('case_number', '=', caseNumber)
      .orderBy('seq')
      .execute()
  ).map(({ event }) => event);

/** A resident over the chat door, bound without asking, which the tests of binding do. */
export async function lives(house: House, home: Flat, locale?: 'zh-CN' | 'zh-TW' | 'en') {
  const person = await house.person(locale);
  await bindNow(house, person.residentId, home);
  return person;
}

export const bindNow = (house: House, residentId: string, home: Pick<Flat, 'accountNumber'>) =>
  house.db
    .insertInto('bindings')
    .values({
      binding_id: `${residentId}:${home.accountNumber}`,
      resident_id: residentId,
      account_number: home.accountNumber,
      nickname: null,
      bound_at: house.now(),
      unbound_at: null,
    })
    .execute();
