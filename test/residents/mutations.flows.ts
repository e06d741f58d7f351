/** Defects planted in flows: read-backs, slots, gates. */
import { at, flow, type Mutation, one } from './mutation.ts';

export const FLOW_MUTATIONS: readonly Mutation[] = [
  // Flows
  one(
    'no-read-back-of-complaints',
    'a complaint is filed without a yes',
    'complaint.file',
    at('conversation/step.ts', 'if (flow.readBack &&', "if (flow.service !== 'complaint.file' && flow.readBack &&"),
  ),
  one(
    'no-read-back-of-unbinding',
    'an account is unlinked without a yes',
    'account.unbind',
    at('conversation/step.ts', 'if (flow.readBack &&', "if (flow.service !== 'account.unbind' && flow.readBack &&"),
  ),
  one(
    'no-read-back-of-notices',
    'notices are changed without a yes',
    'notice.choose',
    at(
      flow('notice-choose'),
      '  async readBack(turn, slots, frame) {',
      "  async readBack(turn, slots, frame) {\n    frame.agreed = 'yes';\n    frame.readBack = 'yes';",
    ),
    at(
      'conversation/step.ts',
      'if (flow.readBack &&',
      "if (frame.service === 'notice.choose' && flow.readBack && frame.agreed === null) await flow.readBack(making.turn, frame.slots, frame);\n    if (frame.service !== 'notice.choose' && flow.readBack &&",
    ),
  ),
  one(
    'a-no-is-a-yes',
    'no to a read-back files it all the same',
    'payment.pay complaint.file',
    at(
      'conversation/repairs.ts',
      "    case 'deny':\n",
      "    case 'deny':\n      if (open?.asked === 'confirm') return affirm(making, undefined);\n",
    ),
  ),
  one(
    'read-back-hides-the-words',
    'what is complained about is not read back',
    'complaint.file',
    at(flow('complaint-file'), "[phrase('row.feedback-words'), { literal: wordsOf(slots) }],", ''),
  ),
  one(
    'complaint-loses-its-phone',
    'the telephone of a complaint is dropped',
    'complaint.file',
    at('services/feedback.ts', 'sealed: phone ? await', 'sealed: null && phone ? await'),
  ),
  one(
    'complaint-loses-its-words',
    'the words of a complaint are dropped',
    'complaint.file',
    at('services/feedback.ts', 'description: written(asked.description)', "description: written('')"),
  ),
  one(
    'every-report-has-a-name',
    'an anonymous report keeps who wrote it',
    'complaint.file',
    at('services/feedback.ts', '        anonymous,\n', '        anonymous: false,\n'),
  ),
  one(
    'praise-is-a-complaint',
    'whatever is said is a complaint',
    'complaint.file',
    at('services/feedback.ts', '        kind: category,\n', "        kind: 'complaint',\n"),
  ),
  one(
    'outage-loses-its-phone',
    'the telephone of an outage report is dropped',
    'outage.report',
    at(flow('outage-ends'), 'contactPhone: slots.contactPhone || null,\n    since', 'contactPhone: null,\n    since'),
  ),
  one(
    'every-outage-is-at-home',
    'how far an outage goes is dropped',
    'outage.report',
    at(flow('outage-ends'), 'scope: scopeIn(slots),', "scope: 'home',"),
  ),
  one(
    'no-guide-at-the-breaker',
    'a tripped breaker is not guided back',
    'outage.report',
    at(
      flow('outage-ends'),
      "slots.breaker === 'yes' && !frame.memo.guided",
      "slots.breaker === 'never' && !frame.memo.guided",
    ),
  ),
  one(
    'a-crew-although-power-is-back',
    'power that came back is reported as out',
    'outage.report',
    at(flow('outage-ends'), "slots.breaker === 'held'", "slots.breaker === 'never'"),
  ),
  one(
    'danger-is-not-danger',
    'yes to danger is taken like no',
    'outage.report',
    at(
      flow('outage-report'),
      "name: 'danger',\n      when: reporting,",
      "name: 'danger',\n      clears: [],\n      when: reporting,",
    ),
    at(flow('outage-ends'), "if (slots.danger === 'yes') return inDanger(turn, slots, frame);", ''),
    at(
      flow('outage-ends'),
      "if (slots.danger !== 'yes' || frame.memo.danger)",
      "if (slots.danger !== 'never' || frame.memo.danger)",
    ),
  ),
  one(
    'words-of-danger-unheard',
    'a fallen wire is heard like anything else',
    'outage.report',
    at(
      'conversation/understanding/emergency.ts',
      'export function emergency(text: string): boolean {\n',
      'export function emergency(text: string): boolean {\n  if (text.length > 0) return false;\n',
    ),
  ),
  one(
    'known-outage-not-told',
    'a known outage is not told to who reports it',
    'outage.report outage.query',
    at(flow('outage-ends'), 'if (now.known) return join(turn, slots, frame, now.known);', ''),
    at(flow('outage-report'), "return known ? 'known' : account?.why;", 'return account?.why;'),
  ),
  one(
    'cut-off-not-told',
    'who was cut off is sent a crew',
    'outage.report',
    at(flow('outage-report'), "?.status === 'cut') return 'cut';", "?.status === 'never') return 'cut';"),
    at(flow('outage-report'), "return known ? 'known' : account?.why;", "return known ? 'known' : undefined;"),
  ),
  one(
    'no-consent-asked',
    'the consent to the use of ID data is not asked',
    'account.transfer',
    at(
      flow('holder-slots'),
      "  name: 'consent',\n  before: holderGates,",
      "  name: 'consent',\n  prefill: () => 'yes',\n  before: holderGates,",
    ),
  ),
  one(
    'tenants-may-transfer',
    'a tenant is let through',
    'account.transfer',
    at(
      flow('holder-gates'),
      "if (roleOf(slots) === 'tenant') {",
      "if (roleOf(slots) === 'agent' && slots.role === 'tenant') {",
    ),
  ),
  one(
    'everybody-is-the-owner',
    'whoever acts for another is taken for the owner',
    'account.transfer',
    at(
      flow('holder-gates'),
      "(role === 'agent' || role === 'heir' || role === 'tenant')",
      "(role === 'heir' || role === 'tenant')",
    ),
  ),
  one(
    'every-rename-is-a-correction',
    'a name changed by law needs no proof',
    'account.rename',
    at(
      flow('holder-gates'),
      "reason === 'correction' ? 'correction' : 'legal-change'",
      "reason === 'nothing' ? 'legal-change' : 'correction'",
    ),
  ),
  one(
    'old-phone-forgotten',
    'the old holder’s phone is dropped',
    'account.transfer',
    at('services/applications/filing.ts', 'oldHolderPhone: ask.oldHolderPhone,', 'oldHolderPhone: null,'),
  ),
  one(
    'photos-do-not-count',
    'papers that were sent are still missing',
    'account.transfer connection.new',
    at(
      'services/applications/papers.ts',
      'wanted.filter((kind) => !given.some((paper) => paper.kind === kind));',
      'wanted.filter((kind) => given.length < 0 || kind !== undefined);',
    ),
  ),
  one(
    'capacity-forgotten',
    'every supply is of eight kilowatts',
    'connection.new',
    at('services/connections.ts', "capacityKw: kilowatts(ask.capacityKw ?? ''),", "capacityKw: kilowatts('8'),"),
  ),
  one(
    'parking-forgotten',
    'the parking space is dropped',
    'connection.new',
    at('services/connections.ts', '...(ask.parkingSpace && { parkingSpace: ask.parkingSpace }),', ''),
  ),
  one(
    'arrears-do-not-matter',
    'who owes may change the supply',
    'connection.new',
    at(flow('connection-new'), "case 'arrears_open':", "case 'never' as 'arrears_open':"),
  ),
  one(
    'day-of-damage-forgotten',
    'the day of the damage is dropped',
    'request.file',
    at('services/requests.ts', '...(ask.since && { since: ask.since }),', ''),
  ),
  one(
    'no-limit-for-claims',
    'claims are taken however late',
    'request.file',
    at(flow('request-file'), "case 'too_late':", "case 'never' as 'too_late':"),
  ),
  one(
    'new-phone-forgotten',
    'the new telephone is dropped',
    'request.file',
    at(
      'services/requests.ts',
      'sealed: phone ? await deps.tokens.seal(JSON.stringify({ contactPhone: phone })) : null,',
      'sealed: null,',
    ),
  ),
  one(
    'reason-forgotten',
    'why an account is closed is dropped',
    'request.file',
    at('services/requests.ts', '...(ask.reason && { why: ask.reason }),', ''),
  ),
  one(
    'company-forgotten',
    'an invoice for a company bears the holder’s name',
    'invoice.issue',
    at(flow('invoice-issue'), 'title: company ? (slots.title ?? null) : null,', 'title: null,'),
  ),
  one(
    'tax-number-forgotten',
    'an invoice has no tax number',
    'invoice.issue',
    at(flow('invoice-issue'), 'taxNumber: company ? (slots.taxNumber ?? null) : null,', 'taxNumber: null,'),
  ),
  one(
    'notices-inside-out',
    'what is wanted is turned off',
    'notice.choose',
    at(
      'services/notices.ts',
      'return named && named.on !== on ? [{ topic, on: named.on }] : [];',
      'return named && named.on !== on ? [{ topic, on: !named.on }] : [];',
    ),
  ),
  one(
    'switch-not-kept',
    'the chosen account is not kept',
    'account.switch',
    at(
      'services/accounts.ts',
      'writes: [changeResident(viewer.residentId, { currentAccount: accountNumber })]',
      'writes: []',
    ),
  ),
  one(
    'other-account-unlinked',
    'another account than the named one is unlinked',
    'account.unbind',
    at(
      'services/accounts.ts',
      'unbindAccount(kinOf(viewer), accountNumber, now),',
      'unbindAccount(kinOf(viewer), viewer.accounts[0]?.accountNumber ?? accountNumber, now),',
    ),
  ),
  one(
    'withdrawal-without-effect',
    'a case that is withdrawn goes on',
    'progress.query',
    at(
      flow('progress-query'),
      "    return act === 'solved' ? done(said, { writes })",
      "    if (act === 'withdraw') return done(said);\n    return act === 'solved' ? done(said, { writes })",
    ),
  ),
];
