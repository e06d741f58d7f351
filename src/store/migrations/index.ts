/** All migrations by name, in order: a map of imports, since a Worker has no folder to read. */
import type { Migration } from 'kysely/migration';
import { spine } from './0001-spine.ts';
import { cases } from './0002-cases.ts';
import { documents } from './0003-documents.ts';
import { outages } from './0004-outages.ts';
import { handoff } from './0005-handoff.ts';
import { notices } from './0006-notices.ts';
import { holders } from './0007-holders.ts';
import { reporter } from './0008-reporter.ts';
import { requests } from './0009-requests.ts';
import { holderSince } from './0010-holder-since.ts';
import { indexes } from './0011-indexes.ts';
import { knowledge } from './0012-knowledge.ts';
import { noFault } from './0013-no-fault.ts';
import { ownDays } from './0014-own-days.ts';
import { waitingAnswers } from './0015-waiting-answers.ts';
import { gateways } from './0016-gateways.ts';
import { refunds } from './0017-refunds.ts';
import { reconciliation } from './0018-reconciliation.ts';
import { identities } from './0019-identities.ts';
import { channelPeople } from './0020-channel-people.ts';
import { wechaty } from './0021-wechaty.ts';
import { wechat } from './0022-wechat.ts';
import { embeddings } from './0023-embeddings.ts';
import { toldElsewhere } from './0024-told-elsewhere.ts';
import { answersAsSaid } from './0025-answers-as-said.ts';
import { paymentSubject } from './0026-payment-subject.ts';
import { desk } from './0027-desk.ts';
import { tries } from './0028-tries.ts';
import { spentCounters } from './0029-spent-counters.ts';
import { looks } from './0030-looks.ts';
import { credits } from './0031-credits.ts';
import { lostRaces } from './0032-lost-races.ts';
import { persons } from './0033-persons.ts';
import { caseMoves } from './0034-case-moves.ts';
import { caseSearch } from './0035-case-search.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-spine': spine,
  '0002-cases': cases,
  '0003-documents': documents,
  '0004-outages': outages,
  '0005-handoff': handoff,
  '0006-notices': notices,
  '0007-holders': holders,
  '0008-reporter': reporter,
  '0009-requests': requests,
  '0010-holder-since': holderSince,
  '0011-indexes': indexes,
  '0012-knowledge': knowledge,
  '0013-no-fault': noFault,
  '0014-own-days': ownDays,
  '0015-waiting-answers': waitingAnswers,
  '0016-gateways': gateways,
  '0017-refunds': refunds,
  '0018-reconciliation': reconciliation,
  '0019-identities': identities,
  '0020-channel-people': channelPeople,
  '0021-wechaty': wechaty,
  '0022-wechat': wechat,
  '0023-embeddings': embeddings,
  '0024-told-elsewhere': toldElsewhere,
  '0025-answers-as-said': answersAsSaid,
  '0026-payment-subject': paymentSubject,
  '0027-desk': desk,
  '0028-tries': tries,
  '0029-spent-counters': spentCounters,
  '0030-looks': looks,
  '0031-credits': credits,
  '0032-lost-races': lostRaces,
  '0033-persons': persons,
  '0034-case-moves': caseMoves,
  '0035-case-search': caseSearch,
};
