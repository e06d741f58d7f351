/** The tables as kysely sees them; migrations/ is where they are made. */
import type { ColumnType, Generated, Kysely } from 'kysely';
import type { Process, Stage } from '../domain/case-processes.ts';
import type { CaseKind, CaseStatus, OwnDays, StandingPromise, Team, Wait, WorkingCalendar } from '../domain/cases.ts';
import type { DocumentKind, DocumentType } from '../domain/documents.ts';
import type { MissReason, QuestionOutcome } from '../domain/knowledge.ts';
import type { Currency } from '../domain/money.ts';
import type { ChoiceWay, NoticeKind, NoticeTopic } from '../domain/notices.ts';
import type { OutageCause, OutageSource, OutageStage, ReportScope } from '../domain/outages.ts';
import type { PaymentStatus } from '../domain/payment-status.ts';
import type { RefundStatus } from '../domain/refund-status.ts';

/** bigint columns are read as BigInt, see connect.ts. */
type Minor = ColumnType<bigint, bigint | string, bigint | string>;
/** jsonb columns are written as JSON text, so that arrays are not taken for PostgreSQL arrays. */
type Json<T = unknown> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date, Date>;

export interface Tables {
  settings: { name: string; effective_from: string; value: Json; confirmed: boolean; source: string };
  tariffs: { tariff_id: string; effective_from: string; effective_to: string | null; currency: Currency; body: Json };
  accounts: {
    account_number: string;
    holder: string;
    id_number_hash: string | null;
    phone: string;
    address: string;
    /** `buildingKey` of the address. */
    building_key: string | null;
    area: string;
    feeder: string;
    transformer: string;
    category: string;
    tariff_id: string;
    household_size: number;
    time_of_use: boolean;
    prepaid: boolean;
    balance_minor: Minor;
    currency: Currency;
    status: string;
    /** null: nobody before the present holder is known here. */
    holder_since: Generated<Date | null>;
  };
  bills: {
    bill_id: string;
    account_number: string;
    period: string;
    from_date: string;
    to_date: string;
    kwh: string;
    kwh_peak: string | null;
    kwh_valley: string | null;
    reading: string;
    lines: Json;
    amount_minor: Minor;
    currency: Currency;
    due_date: string;
    paid_at: Date | null;
    /** The order in which bills came. */
    arrival: Generated<bigint>;
  };
  outages: {
    outage_id: string;
    cause: OutageCause;
    feeder: string | null;
    transformers: string[];
    from_at: At;
    to_at: Date | null;
    estimated_restoration: Date | null;
    reason: string;
    source: Generated<OutageSource>;
    address: string | null;
    building_key: string | null;
    stage: Generated<OutageStage>;
    parent_id: string | null;
    dispatched_at: Date | null;
    arrived_at: Date | null;
    restored_at: Date | null;
    no_fault: Generated<boolean>;
    next_word_at: Date | null;
    priority: Generated<number>;
    opened_by: string | null;
    plan_to: Date | null;
    level_key: string | null;
    seq: Generated<number>;
  };
  outage_events: { outage_id: string; seq: number; at: At; event: string; actor: string; data: Json };
  outage_reports: {
    case_number: string;
    resident_id: string;
    outage_id: string | null;
    at: At;
    scope: ReportScope;
    account_number: string | null;
    feeder: string | null;
    transformer: string | null;
    address: string | null;
    building_key: string | null;
    since: Date | null;
    told_stage: Generated<OutageStage>;
    told_estimate: Date | null;
    told_ended_at: Date | null;
  };
  residents: {
    resident_id: string;
    locale: string;
    locale_chosen: boolean;
    real_name: string;
    current_account: string | null;
    created_at: At;
    /** Who this resident is the same person as; null: nobody, or the others are joined to this one. */
    joined_to: Generated<string | null>;
    joined_at: Generated<Date | null>;
    erased_at: Generated<Date | null>;
    /** Tokens of sessions opened up to then are no good any more. */
    signed_out_at: Generated<Date | null>;
  };
  identities: { provider: string; subject: string; resident_id: string; since: At; secret: Generated<string | null> };
  link_codes: {
    code_hash: string;
    resident_id: string;
    kind: 'typed' | 'line';
    made_at: At;
    expires_at: At;
    used_at: Date | null;
  };
  used_tokens: { token_hash: string; until: At };
  proven_phones: { resident_id: string; phone_hash: string; masked: string; proven_by: string; at: At };
  subscriptions: {
    subscription_id: Generated<bigint>;
    resident_id: string;
    open_id: string;
    template_id: string;
    prompt: string;
    answer: 'accept' | 'reject' | 'ban' | 'filter';
    at: At;
    spent_at: Date | null;
    spent_on: string | null;
  };
  bindings: {
    binding_id: string;
    resident_id: string;
    account_number: string;
    nickname: string | null;
    bound_at: At;
    unbound_at: Date | null;
    /** The newest bill when it was bound: what came before is no news. */
    bills_seen: Generated<bigint>;
  };
  verifications: {
    verification_id: string;
    resident_id: string;
    account_number: string;
    matched: boolean;
    code_hash: string;
    tries_left: number;
    last_try_by: string | null;
    created_at: At;
    expires_at: At;
    confirmed_at: Date | null;
    used_at: Date | null;
  };
  counters: { key: string; window_start: At; window_seconds: number; n: number; last_by: string | null };
  conversations: {
    conversation_id: string;
    resident_id: string;
    channel: string;
    channel_user_id: string;
    turn: number;
    session: Json;
    updated_at: At;
    held_by: string | null;
    held_case: string | null;
  };
  inbox: {
    inbox_id: Generated<bigint>;
    channel: string;
    channel_user_id: string;
    event_id: string;
    event_at: At;
    received_at: At;
    content: Json;
    reply_token: string | null;
    answered_at: Date | null;
    attempts: Generated<number>;
    message_id: Generated<string | null>;
    try_at: Generated<Date | null>;
  };
  taken_back: { channel: string; message_id: string; at: At };
  channel_people: {
    channel: string;
    channel_user_id: string;
    left_at: Date | null;
    as_of: At;
    menu: Generated<string | null>;
  };
  line_quota: { the_only: Generated<boolean>; monthly_limit: number | null; used: number; asked_at: At };
  line_menus: { locale: string; menu_id: string; hash: string; made_at: At };
  wechat_menus: { locale: string; tag_id: number | null; hash: string; made_at: At };
  kf_accounts: {
    open_kfid: string;
    cursor: string | null;
    token: string | null;
    token_until: Date | null;
    wanted_at: Date | null;
    read_at: Date | null;
  };
  wechaty_nonces: { nonce: string; until: At };
  wechaty_gateway: { the_only: Generated<boolean>; called_at: At; account: 'in' | 'out' | null };
  turns: {
    conversation_id: string;
    turn: number;
    inbox_id: bigint;
    answer: Json;
    trace: Json;
    at: At;
  };
  outbox: {
    outbox_id: Generated<bigint>;
    conversation_id: string | null;
    channel: string;
    recipient: string;
    body: Json;
    reply_token: string | null;
    reply_token_until: Date | null;
    retry_key: string;
    due_at: At;
    useless_at: Date | null;
    attempts: Generated<number>;
    sent_at: Date | null;
    given_up_at: Date | null;
    last_error: string | null;
    said_by: string | null;
    worth: Generated<'urgent' | 'plain' | 'low'>;
    kept_for: Generated<string | null>;
    carried_by: Generated<bigint | null>;
    tried_at: Generated<Date | null>;
    proof: Generated<string | null>;
    delivered_at: Generated<Date | null>;
    told_by: Generated<bigint | null>;
  };
  payments: {
    payment_id: string;
    resident_id: string;
    account_number: string;
    method: string;
    amount_minor: Minor;
    currency: Currency;
    status: PaymentStatus;
    gateway_reference: string | null;
    opened_at: At;
    expires_at: At;
    next_query_at: Date | null;
    queries: Generated<number>;
    paid_at: Date | null;
    payer: string | null;
    merchant: string | null;
    subject: string | null;
    asked_until: Generated<Date | null>;
  };
  open_ids: { resident_id: string; app_id: string; open_id: string; seen_at: At };
  line_pay_orders: {
    payment_id: string;
    attempt: number;
    order_id: string;
    transaction_id: string | null;
    payment_url: string | null;
    requested_at: At;
    returned_at: Date | null;
    confirming_at: Date | null;
    closed_at: Date | null;
    checked_at: Generated<Date | null>;
    confirm_sent_at: Generated<Date | null>;
  };
  payment_bills: {
    payment_id: string;
    bill_id: string;
    payment_status: PaymentStatus;
    amount_minor: Minor;
    late_fee_minor: Minor;
  };
  payment_notices: {
    gateway: string;
    notice_id: string;
    payment_id: string | null;
    verdict: string;
    body: Json;
    received_at: At;
  };
  ledger_transfers: {
    transfer_id: string;
    payment_id: string | null;
    kind: 'settlement' | 'suspense' | 'refund';
    reference: string;
    debit_account: string;
    credit_account: string;
    amount_minor: Minor;
    currency: Currency;
    at: At;
  };
  refunds: {
    refund_id: string;
    of_reference: string;
    payment_id: string | null;
    method: string;
    transaction_id: string;
    amount_minor: Minor;
    currency: Currency;
    status: RefundStatus;
    reason: string;
    case_number: string | null;
    owed_again: boolean;
    needs_second: boolean;
    requested_by: string;
    requested_at: At;
    decided_by: string | null;
    decided_at: Date | null;
    next_try_at: Date | null;
    tries: Generated<number>;
    gateway_reference: string | null;
    ended_at: Date | null;
  };
  sandbox_refunds: {
    refund_id: string;
    order_id: string;
    amount_minor: Minor;
    reference: string;
    created_at: At;
  };
  invoices: {
    invoice_id: string;
    payment_id: string;
    resident_id: string;
    title: string;
    tax_number: string | null;
    email: string | null;
    status: string;
    document: Json | null;
    issued_at: At;
    /** The document that took it back. */
    reversal: Json | null;
    reversed_at: Date | null;
    /** Why, in a word. */
    reversed_for: string | null;
    /** The invoice it stands in for. */
    replaces: string | null;
    /** null: all that was paid (invoices of before 0018). */
    amount_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
  };
  reconciliations: {
    method: string;
    day: string;
    status: 'open' | 'done';
    next_try_at: At;
    tries: Generated<number>;
    their_count: number | null;
    their_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
    our_count: number | null;
    our_minor: ColumnType<bigint | null, bigint | null | undefined, bigint | null>;
    differences: Json | null;
    done_at: Date | null;
  };
  service_records: {
    service_id: string;
    resident_id: string;
    service: string;
    subject: string | null;
    finished_at: At;
    asked_at: Date | null;
  };
  ratings: { service_id: string; score: number; reasons: string[]; comment: string | null; at: At };
  cases: {
    case_number: string;
    kind: CaseKind;
    process: Process;
    status: CaseStatus;
    stage: Stage;
    reason: string;
    priority: number;
    owner_team: Team | null;
    owner: string | null;
    next_action: string | null;
    deadline: Date | null;
    next_check_at: Date | null;
    calendar: WorkingCalendar;
    own_days: Json<OwnDays | null> | null;
    area: string | null;
    promises: Json<StandingPromise[]>;
    waiting: Json<Wait | null> | null;
    pauses: Json<{ from: string; to: string | null }[]>;
    missing: string[];
    resident_id: string | null;
    account_number: string | null;
    bill_id: string | null;
    payment_id: string | null;
    outage_id: string | null;
    related_case: string | null;
    conversation_id: string | null;
    anonymous: boolean;
    reporter_hash: ColumnType<string | null, string | null | undefined, never>;
    summary: Json<Record<string, unknown>>;
    sealed: string | null;
    phone_hashes: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
    seq: number;
    hash: string;
    opened_at: At;
    closed_at: Date | null;
    /** When its words go, of a person who was erased. */
    blot_at: Generated<Date | null>;
  };
  staff_keys: { staff_id: string; void_until: At };
  person_acts: {
    act_id: string;
    act: 'export' | 'erase';
    residents: string[];
    staff_id: string | null;
    why: string | null;
    at: At;
  };
  case_transitions: { process: string; from_stage: string; event: string; to_stage: string };
  case_history: { case_number: string; seq: number; at: At; event: string; actor: string; data: string; hash: string };
  idempotency_keys: {
    resident_id: string;
    key: string;
    request_hash: string;
    status: number;
    body: Json;
    created_at: At;
  };
  sandbox_orders: {
    order_id: string;
    amount_minor: Minor;
    currency: Currency;
    status: string;
    transaction_id: string | null;
    subject: string;
    created_at: At;
    decided_at: Date | null;
  };
  sandbox_notices: {
    notice_id: string;
    order_id: string;
    body: string;
    due_at: At;
    sent_at: Date | null;
    attempts: Generated<number>;
  };
  documents: {
    document_id: string;
    resident_id: string;
    kind: DocumentKind;
    type: DocumentType;
    size: number;
    sha256: string;
    case_number: string | null;
    uploaded_at: At;
    removed_at: Date | null;
  };
  notice_choices: {
    choice_id: Generated<bigint>;
    resident_id: string;
    topic: NoticeTopic;
    wanted: boolean;
    given_by: ChoiceWay;
    at: At;
    bills_seen: Generated<bigint>;
  };
  notices: {
    notice_id: Generated<bigint>;
    resident_id: string;
    topic: NoticeTopic;
    subject: string;
    account_number: string;
    seq: number;
    kind: NoticeKind;
    from_at: Date | null;
    until_at: Date | null;
    at: At;
    said_at: Date | null;
  };
  notice_places: { topic: string; place: bigint };
  document_files: { document_id: string; sealed: Uint8Array };
  contracts: {
    case_number: string;
    text: string;
    sha256: string;
    locale: string;
    made_at: At;
    signed_at: Date | null;
    signed_by_way_of: 'page' | 'api' | null;
  };
  knowledge_revisions: {
    revision: Generated<number>;
    published_at: At;
    note: string;
    hash: string;
    articles: string;
    index_zh_cn: Uint8Array;
    index_zh_tw: Uint8Array;
    index_en: Uint8Array;
    golden: Json;
  };
  knowledge_vectors: {
    revision: number;
    locale: string;
    model: string;
    dimensions: number;
    passages: Uint8Array;
    hashes: Uint8Array;
    vectors: Uint8Array;
  };
  knowledge_pointer: { the_only: Generated<boolean>; revision: number; switched_at: At };
  knowledge_questions: {
    question_id: string;
    conversation_id: string;
    at: At;
    locale: string;
    question: string;
    outcome: QuestionOutcome;
    reason: MissReason | null;
    article_id: string | null;
    confidence: number;
    helpful: boolean | null;
  };
}

export type Database = Kysely<Tables>;
