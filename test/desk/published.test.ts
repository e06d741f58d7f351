/** What the desk's doors answer is what /v1/openapi.json says of them, so that a page can be built on it. */
import { expect, test } from 'vitest';
import { upload } from '../conversations/holders.ts';
import { bound } from '../rest/door.ts';
import { published } from '../rest/published.ts';
import { openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { atDesk } from './at-desk.ts';

test('lists, cases, conversations, outages, figures and refusals are as published', async () => {
  const house = await openHouse();
  const api = await published(house);
  const wang = await bound(house, WANG);
  const person = await house.person();
  for (const words of ['我要投诉', '抄表员', '转人工', '跳过']) await person.say(words);
  const report = {
    accountNumber: WANG.accountNumber,
    contactPhone: '13912345678',
    scope: 'area',
    danger: false,
    description: '',
  };
  const out = (await wang.post('/v1/outage-reports', report)).body.caseNumber;
  const test = { kind: 'meter-test', accountNumber: WANG.accountNumber, description: '走得太快' };
  const { caseNumber } = (await wang.post('/v1/requests', test)).body;
  await upload(house, wang, 'other');
  const desk = await atDesk(house, 'V01');
  const { handoffs } = (await desk.get('/handoffs')).body;
  const [{ outageId }] = (await desk.get('/outages')).body.outages;
  const doors: [method: 'GET' | 'POST', path: string, published: string, body?: object][] = [
    ['GET', '/me', '/me'],
    ['GET', '/staff', '/staff'],
    ['GET', '/cases?limit=1', '/cases'],
    ['GET', `/cases/${out}`, '/cases/{caseNumber}'],
    ['POST', `/cases/${caseNumber}/acts`, '/cases/{caseNumber}/acts', { event: 'started' }],
    ['POST', `/cases/${caseNumber}/acts`, '/cases/{caseNumber}/acts', { event: 'started' }],
    ['POST', `/cases/${caseNumber}/acts`, '/cases/{caseNumber}/acts', { event: 'flown' }],
    ['GET', '/handoffs', '/handoffs'],
    ['GET', `/handoffs/${handoffs[0].caseNumber}`, '/handoffs/{caseNumber}'],
    ['POST', `/handoffs/${handoffs[0].caseNumber}/take`, '/handoffs/{caseNumber}/take'],
    ['POST', `/handoffs/${handoffs[0].caseNumber}/messages`, '/handoffs/{caseNumber}/messages', { text: '您好' }],
    ['POST', `/handoffs/${handoffs[0].caseNumber}/return`, '/handoffs/{caseNumber}/return', {}],
    ['GET', '/outages', '/outages'],
    ['POST', `/outages/${outageId}/acts`, '/outages/{outageId}/acts', { act: 'dispatched' }],
    ['GET', '/statistics', '/statistics'],
    ['GET', '/statistics?from=2027-01-01&to=2026-01-01', '/statistics'],
  ];
  for (const [method, path, template, body] of doors) {
    const { status, headers, body: said } = await (method === 'GET' ? desk.get(path) : desk.post(path, body));
    const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
    expect([path, status, api.faults(method, `/v1/desk${template}`, status, type, said)]).toEqual([path, status, []]);
  }
  await house.close();
});
