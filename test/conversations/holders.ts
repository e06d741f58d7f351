/** What tests of name changes and transfers share: a house, somebody who applies, papers, the clerks, the old holder's link. */
import { type House, openHouse, type Person } from '../support/house.ts';
import { CHEN, town } from '../support/town.ts';

/** 李建国 takes over 陈大文's home, which owes nothing. */
export const NEW = { name: '李建国', idNumber: '110101199001010025' } as const;

/** More homes like 陈大文's that owe nothing, and one that owes: each test changes one of its own. */
export const homeNumber = (n: number): string => `99922${String(n * 97).padStart(8, '0')}`;
export const homePhone = (n: number): string => `1392${String(n * 97).padStart(7, '0')}`;
export const homeId = (n: number): string => `1101011990010${String(20000 + n)}`;
const homes = (count: number): object[] =>
  Array.from({ length: count }, (_, n) => ({
    ...(town.find((line) => 'accountNumber' in line && line.accountNumber === CHEN.accountNumber) as object),
    accountNumber: homeNumber(n + 1),
    phone: homePhone(n + 1),
    holder: `陈住户${n + 1}`,
    idNumber: homeId(n + 1),
    address: `示例市平安路${n + 1}号`,
  }));

export const openHolders = (count: number, more: readonly object[] = []): Promise<House> =>
  openHouse({ lines: [...town, ...homes(count), ...more] });

/** A small PNG that is really one. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export async function upload(house: House, person: Pick<Person, 'token'>, kind: string): Promise<string> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new File([PNG], 'paper.png', { type: 'image/png' }));
  const answered = await house.app.request('http://house.test/v1/documents', {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}` },
    body: form,
  });
  if (answered.status !== 201) throw new Error(`the paper was answered ${answered.status}: ${await answered.text()}`);
  return ((await answered.json()) as { documentId: string }).documentId;
}

let sent = 0;
/** Sends a photo into the chat. */
export async function photo(house: House, person: Person, documentId: string) {
  sent += 1;
  const id = `photo-${sent}`;
  const answered = await house.request('POST', '/v1/chat/messages', { token: person.token, body: { id, documentId } });
  await house.settle();
  return answered;
}

/** Everything up to the read-back, papers later; answers how many messages it took. */
export async function fillTransfer(
  person: Person,
  accountNumber: string,
  given: { role?: string; name?: string; idNumber?: string; phone?: string | null } = {},
): Promise<number> {
  await person.say('我要过户');
  await person.tap('换人了');
  await person.say(accountNumber);
  await person.tap(given.role ?? '产权人');
  await person.tap('同意');
  await person.say(`${given.name ?? NEW.name} ${given.idNumber ?? NEW.idNumber}`);
  let turns = 6;
  if (person.last().turn.awaiting === 'oldHolderPhone') {
    turns += 1;
    if (given.phone) await person.say(given.phone);
    else await person.tap('跳过');
  }
  await person.tap('以后再补');
  return turns + 1;
}

/** The same, agreed to; the number of the case. */
export async function fileTransfer(
  house: House,
  person: Person,
  accountNumber: string,
  given: Parameters<typeof fillTransfer>[2] = {},
): Promise<string> {
  await fillTransfer(person, accountNumber, given);
  await person.tap('同意并提交');
  return (await caseOn(house, accountNumber)).case_number;
}

export async function caseOn(house: House, accountNumber: string) {
  return house.db
    .selectFrom('cases')
    .selectAll()
    .where('account_number', '=', accountNumber)
    .where('kind', 'in', ['rename', 'transfer'])
    .orderBy('opened_at', 'desc')
    .orderBy('case_number')
    .executeTakeFirstOrThrow();
}

export async function stage(house: House, caseNumber: string): Promise<string> {
  const found = await house.services.cases.byNumber(caseNumber);
  if (!found) throw new Error('no such case');
  return found.stage;
}

/** Conversations hear what happened: events wait some seconds for whoever put them there. */
export async function heard(house: House): Promise<void> {
  house.advance(6);
  await house.upkeep();
  await house.settle();
}

/** What a clerk does; the code when it is refused. */
export async function clerk(
  house: House,
  ...[staffId, caseNumber, event, says]: Parameters<House['services']['work']['act']>
): Promise<string> {
  const done = await house.services.work.act(staffId, caseNumber, event, says);
  if (!done.ok) return done.problem.code;
  await house.services.carryOut(done.value);
  await heard(house);
  return 'done';
}

/** All papers of a transfer by an owner. */
export async function givePapers(house: House, person: Person, caseNumber: string, kinds: readonly string[]) {
  const ids = await Promise.all(kinds.map((kind) => upload(house, person, kind)));
  const viewer = await house.services.accounts.viewer(person.token);
  if (!viewer) throw new Error('no viewer');
  const planned = await house.services.papers.attach(viewer, caseNumber, ids, false);
  if (!planned.ok) throw new Error(planned.problem.code);
  await house.services.carryOut(planned.value);
  await heard(house);
  return planned.value.value;
}

export const OWNER_PAPERS = ['id-front', 'id-back', 'property-proof'] as const;

/** Text messages to a phone, oldest first. */
export async function messagesTo(house: House, phone: string): Promise<string[]> {
  await house.delivery.sendDue();
  await house.settle();
  return house.log
    .filter((line) => line.startsWith('[text message') && line.includes(phone))
    .map((line) => line.replace(/^\[.*?\]\s*/, ''));
}

/** The old holder's link: the path of the newest one that was sent there. */
export async function consentPath(house: House, phone: string): Promise<string> {
  const links = (await messagesTo(house, phone)).flatMap((line) => /\/consent\/[\w.-]+/.exec(line) ?? []);
  return links.at(-1) ?? '';
}

export async function answerConsent(house: House, path: string, answer: 'agree' | 'refuse') {
  const answered = await form(house, path, { answer });
  await heard(house);
  return answered;
}

export async function form(house: House, path: string, fields: Record<string, string>) {
  const answered = await house.app.request(`http://house.test${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: answered.status, text: await answered.text() };
}
