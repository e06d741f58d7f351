/** Names that the public contract fixes: locales, channels, services, slots. */

export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
/** Until a resident wrote something that tells. */
export const DEFAULT_LOCALE: Locale = 'zh-CN';
/** Of who has said nothing yet. LINE is written on in Taiwan; it cannot be had on the mainland. */
export const localeAtFirst = (channel: string): Locale => (channel === 'line' ? 'zh-TW' : DEFAULT_LOCALE);

export const CHANNELS = ['web', 'line', 'wechat', 'wechat-kf', 'wechat-mini', 'wechaty', 'console'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Service ids of contract.md section 7 that this release carries. */
export const SERVICES = [
  'bill.query',
  'bill.explain',
  'payment.pay',
  'payment.history',
  'invoice.issue',
  'account.bind',
  'account.unbind',
  'account.switch',
  'account.rename',
  'account.transfer',
  'outage.report',
  'outage.query',
  'connection.new',
  'request.file',
  'complaint.file',
  'progress.query',
  'progress.chase',
  'channel.link',
  'notice.choose',
  'handoff.request',
  'rating.give',
  'knowledge.ask',
  'smalltalk',
] as const;
export type ServiceId = (typeof SERVICES)[number];

/** Names of open questions, as `turn.awaiting` shows them. */
export const SLOTS = [
  'accountNumber',
  'account',
  'phone',
  'code',
  'month',
  'payment',
  'titleKind',
  'title',
  'taxNumber',
  'danger',
  'scope',
  'breaker',
  'since',
  'address',
  'coordinates',
  'contactPhone',
  'description',
  'ownershipChanged',
  'role',
  'reason',
  'consent',
  'name',
  'idNumber',
  'oldHolderPhone',
  'documents',
  'capacityKw',
  'parkingSpace',
  'category',
  'about',
  'anonymous',
  'case',
  'link',
  'linkCode',
  'topics',
  'score',
  'comment',
  'addition',
  'question',
  'helpful',
  'talk',
  'rated',
] as const;
export type SlotName = (typeof SLOTS)[number];
