/** Defects of the product, each a change of its text: whoever judges the service has to notice them. */

export interface Patch {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutation {
  readonly name: string;
  readonly what: string;
  /** Residents with one of these wishes are asked first. */
  readonly services: readonly string[];
  readonly patches: readonly Patch[];
}

const at = (file: string, find: string, replace: string): Patch => ({ file: `src/${file}`, find, replace });
const one = (name: string, what: string, services: string, ...patches: Patch[]): Mutation => ({
  name,
  what,
  services: services.split(' '),
  patches,
});
const flow = (name: string) => `conversation/flows/${name}.ts`;

export const MUTATIONS: readonly Mutation[] = [
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
    at(flow('complaint-file'), "[phrase('row.feedback-words'), { literal: slots.description ?? '' }],", ''),
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
      'unbindAccount(viewer.residentId, accountNumber, now),',
      'unbindAccount(viewer.residentId, viewer.accounts[0]?.accountNumber ?? accountNumber, now),',
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
  // Services and money
  one(
    'late-fee-forgotten',
    'what is overdue costs nothing more',
    'payment.pay bill.query',
    at('tariffs/late-fee.ts', 'if (days <= 0 ||', 'if (days <= 1_000 ||'),
  ),
  one(
    'late-fee-from-the-due-date',
    'the due date itself counts',
    'payment.pay bill.query',
    at(
      'tariffs/late-fee.ts',
      'const days = dayNumber(today) - dayNumber(dueDate);',
      'const days = dayNumber(today) - dayNumber(dueDate) + 1;',
    ),
  ),
  one(
    'oldest-bill-unpaid',
    'a payment leaves the oldest bill',
    'payment.pay',
    at(
      'services/bills.ts',
      "bills: standing.bills.filter((bill) => bill.status !== 'paid').reverse() };",
      "bills: standing.bills.filter((bill) => bill.status === 'unpaid').reverse() };",
    ),
  ),
  one(
    'code-not-compared',
    'any six digits link an account',
    'account.bind',
    at(
      'store/residents.ts',
      'returning account_number, tries_left, matched and code_hash',
      'returning account_number, tries_left, matched or code_hash',
    ),
    at('store/residents.ts', 'case when matched and code_hash', 'case when matched or code_hash'),
  ),
  one(
    'code-to-any-phone',
    'the code goes to whatever phone is named',
    'account.bind',
    at(
      'services/accounts.ts',
      "account.status !== 'closed' && account.phone === asked.phone;",
      "account.status !== 'closed';",
    ),
  ),
  one(
    'others-bills-shown',
    'a bill is shown to whoever names the account',
    'bill.query',
    at(
      'domain/viewer.ts',
      'find((account) => account.accountNumber === accountNumber)',
      'find((account) => account.accountNumber === accountNumber || accountNumber.length > 9)',
    ),
  ),
  one(
    'amounts-a-cent-off',
    'sentences say a cent too much',
    'bill.query payment.pay',
    at(
      'conversation/sentences/format.ts',
      'const negative = amount.minor < 0n;',
      'const negative = amount.minor < 0n;\n    amount = { ...amount, minor: amount.minor + 1n };',
    ),
  ),
  one(
    'explanation-forgets-the-tier',
    'the parts of an explanation do not add up',
    'bill.explain',
    at(
      flow('bill-explain'),
      'parts.map((part) => [partText(part), { change: part.amount }] as const)',
      'parts.slice(1).map((part) => [partText(part), { change: part.amount }] as const)',
    ),
  ),
  one(
    'more-is-less',
    'a bill that rose is said to have fallen',
    'bill.explain',
    at(flow('bill-explain'), 'return difference.minor > 0n', 'return difference.minor < 0n'),
  ),
  // Clocks
  one(
    'weekends-are-worked',
    'Saturday and Sunday count as working days',
    'complaint.file request.file',
    at('clocks/working-days.ts', 'return weekday !== 0 && weekday !== 6;', 'return weekday >= 0;'),
  ),
  one(
    'answer-in-six-days',
    'a complaint may take a day longer',
    'complaint.file',
    at('clocks/due.ts', 'for (let left = n; left > 0; ) {', 'for (let left = n + 1; left > 0; ) {'),
  ),
  one(
    'chase-at-once',
    'a case can be chased the minute it was opened',
    'progress.chase',
    at('clocks/chasing.ts', "if (now < earliestOf(input, rule)) return 'too-early';", ''),
  ),
  one(
    'chase-without-effect',
    'a chase leaves the priority as it is',
    'progress.chase',
    at(
      'services/cases/chases.ts',
      'priority: found.priority > 1 ? ((found.priority - 1) as 1 | 2) : 1,',
      'priority: found.priority as 1 | 2,',
    ),
  ),
  one(
    'chase-of-the-other',
    'another case than the chosen one is chased',
    'progress.chase',
    at(
      flow('progress-chase'),
      'const planned = await turn.services.chases.plan(turn.viewer, caseNumber);',
      'const planned = await turn.services.chases.plan(turn.viewer, (await open(turn))[0]?.found.caseNumber ?? caseNumber);',
    ),
  ),
  // Buttons, events, repairs
  one(
    'old-buttons-obeyed',
    'a button of long ago is obeyed',
    'payment.pay account.transfer',
    at('conversation/buttons.ts', '  return live ? command', "  return live || command.kind !== 'start' ? command"),
  ),
  one(
    'delivered-twice-done-twice',
    'a message that comes again is a new one',
    'payment.pay account.bind',
    at('channels/web/chat.ts', 'const eventId = ', 'const eventId = String(Math.random()) + '),
  ),
  one(
    'correction-without-effect',
    'what is put right stays wrong',
    'connection.new complaint.file outage.report',
    at(
      'conversation/answering.ts',
      '  fillThrough(making.session, open, name, checked.value);',
      "  if (kind !== 'correct') fillThrough(making.session, open, name, checked.value);",
    ),
  ),
  one(
    'nothing-after-something-else',
    'something asked in between ends what was being done',
    'payment.pay complaint.file',
    at(
      'conversation/frames.ts',
      '  const left = stack.filter((one) => !gone',
      '  const left = stack.filter((one) => waiting.length > 0 && !gone',
    ),
  ),
  one(
    'second-wish-forgotten',
    'of two wishes in one message the second is dropped',
    'bill.query payment.pay',
    at('conversation/wishes.ts', 'else session.queue.push(waiting);', ''),
  ),
  one(
    'skip-is-not-taken',
    'an optional question cannot be skipped',
    'complaint.file request.file',
    at('conversation/repairs.ts', 'if (!open?.optional ||', 'if (open?.optional ||'),
  ),
  // Hand-off, ratings
  one(
    'bot-talks-over-a-person',
    'the bot answers while a person has the conversation',
    'handoff.request',
    at('conversation/converse.ts', 'held ? silent : respond', 'held ? respond : respond'),
  ),
  one(
    'call-back-phone-lost',
    'the telephone left at night is dropped',
    'handoff.request',
    at(
      flow('handoff-request'),
      "leavePhone(turn.viewer, frame.memo.case ?? '', phone)",
      "leavePhone(turn.viewer, frame.memo.case ?? '', '13800000000')",
    ),
  ),
  one(
    'open-all-night',
    'nobody is told that nobody is there',
    'handoff.request',
    at(
      'clocks/office-hours.ts',
      'return open !== null && open.from <= at && at < open.to;',
      'return open !== null && open.from <= at;',
    ),
  ),
  one(
    'low-ratings-ignored',
    'a bad rating opens no case',
    'rating.give',
    at('services/ratings.ts', 'given.score <= 2\n', 'given.score <= 0\n'),
  ),
  one(
    'rating-words-forgotten',
    'why it was bad is dropped',
    'rating.give',
    at(flow('rating-give'), 'comment: slots.comment || null,', 'comment: null,'),
  ),
  // Understanding, languages, knowledge
  one(
    'questions-are-acts',
    'a question of policy begins a transfer',
    'knowledge.ask payment.pay',
    at(
      'conversation/repairs.ts',
      'return wish(making, command.service, command.slots ?? {});',
      "return wish(making, command.service === 'knowledge.ask' ? 'account.transfer' : command.service, command.slots ?? {});",
    ),
  ),
  one(
    'water-is-ours',
    'the water bill is paid here',
    'smalltalk',
    at(
      'conversation/repairs.ts',
      "    case 'outOfScope':\n",
      "    case 'outOfScope':\n      return wish(making, 'payment.pay', {});\n",
    ),
  ),
  one(
    'full-width-unread',
    'digits of a Chinese keyboard are not read',
    'account.bind',
    at('text/normalise.ts', ".normalize('NFKC')", ''),
  ),
  one(
    'everybody-in-simplified',
    'Taiwan is answered in simplified characters',
    'bill.query payment.pay',
    at('text/script.ts', "return balance > 0 ? 'zh-TW' : 'zh-CN';", "return balance > 0 ? 'zh-CN' : 'zh-CN';"),
  ),
  one(
    'one-simplified-word',
    'a sentence of Taiwan has a simplified character',
    'complaint.file outage.report',
    at('conversation/sentences/outages/zh-TW.ts', "'outage.ask-address': '停電", "'outage.ask-address': '停电"),
  ),
];
