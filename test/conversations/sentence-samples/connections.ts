/** Samples of connections and other requests: every kind of each, with and without missing papers. */
import type { ConnectionsParams } from '../../../src/conversation/sentences/connections/params.ts';
import { PROMISE_KINDS } from '../../../src/domain/cases.ts';
import { money } from '../../../src/domain/money.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { CONNECTION_KINDS } from '../../../src/services/applications/connection-papers.ts';
import { REQUEST_KINDS } from '../../../src/services/requests.ts';
import { account, at, caseNumber, hotlineOf, manyPapers, type Samples, supplierOf } from './sample.ts';

const connections = CONNECTION_KINDS.map((kind) => ({ kind }));
const requests = REQUEST_KINDS.map((kind) => ({ kind }));

export const connectionSamples = (locale: Locale): Samples<ConnectionsParams> => ({
  'connection.ask-capacity': connections,
  'connection.capacity-unsure': [{ kw: '8' }, { kw: '10.5' }],
  'connection.role': [{ role: 'owner' }, { role: 'tenant' }],
  'connection.read-back': connections,
  'connection.confirm': connections,
  'connection.opened': CONNECTION_KINDS.flatMap((kind) => [
    { kind, caseNumber, missing: [], waits: false },
    { kind, caseNumber, missing: manyPapers, waits: true },
    { kind, caseNumber, missing: ['id-front'], waits: false },
  ]),
  'connection.arrears': [account],
  'connection.not-possible': [account],
  'change.open': [{ caseNumber }, { caseNumber: null }],
  'value.kw': [{ kw: '10.5' }],
  'value.done-by': [
    { workingDays: 5, due: at, waits: false },
    { workingDays: 1, due: at, waits: true },
  ],
  'request.ask-description': requests,
  'request.since-option': [0, 1, 2, 3].map((ago) => ({ day: '2026-12-05', ago })),
  'request.since-earlier': [{ days: 7 }],
  'request.too-late': [{ days: 7, hotline: hotlineOf(locale) }],
  'request.ask-photos': requests.flatMap(({ kind }) => [0, 1, 2].map((given) => ({ kind, given }))),
  'request.ask-new-phone': [{ oldPhone: '139****0001' }],
  'request.read-back': requests,
  'request.note': requests,
  'request.confirm': requests,
  'request.opened': REQUEST_KINDS.flatMap((kind) => [
    { kind, caseNumber, missing: [] },
    { kind, caseNumber, missing: ['id-front'] },
  ]),
  'request.joined': REQUEST_KINDS.map((kind) => ({ kind, caseNumber })),
  'request.not-cut': [account],
  'request.closed': [account],
  'request.owed': requests.map(({ kind }) => ({ kind, amount: money(22488, 'CNY') })),
  'text-message.phone-change': [{ ...account, caseNumber, supplier: supplierOf(locale), hotline: hotlineOf(locale) }],
  'value.promise': PROMISE_KINDS.flatMap((kind) => [null, 24].map((hours) => ({ kind, due: at, hours }))),
  'value.later-papers': [{ kinds: ['id-front'] }, { kinds: manyPapers }],
  'value.photos': [{ count: 1 }, { count: 3 }],
});
