/** What was rated, and what residents name as the reason of a low score. */
import type { Trio } from './trio.ts';

export const RATED_WORDS = {
  'service_bill.query': ['查电费', '查電費', 'Bill query'],
  'service_bill.explain': ['解释账单', '解釋帳單', 'Bill explained'],
  'service_payment.pay': ['缴电费', '繳電費', 'Payment'],
  'service_payment.history': ['缴费记录', '繳費紀錄', 'Payment history'],
  'service_invoice.issue': ['开发票', '開發票', 'Invoice'],
  'service_account.bind': ['绑定户号', '綁定電號', 'Account linked'],
  'service_account.unbind': ['解绑户号', '解除綁定', 'Account unlinked'],
  'service_account.rename': ['更名', '更改戶名', 'Name change'],
  'service_account.transfer': ['过户', '過戶', 'Account transfer'],
  'service_outage.report': ['报修', '停電通報', 'Outage report'],
  'service_outage.query': ['查停电', '查停電', 'Outage query'],
  'service_connection.new': ['报装', '申請新設', 'New connection'],
  'service_request.file': ['其他申请', '其他申請', 'Other requests'],
  'service_complaint.file': ['投诉建议', '申訴與建議', 'Complaint, feedback'],
  'service_progress.query': ['查进度', '查進度', 'Progress query'],
  'service_handoff.request': ['人工服务', '專員服務', 'Talk with a person'],
  'service_knowledge.ask': ['咨询规定', '詢問規定', 'Question answered'],

  'low_too-slow': ['太慢', '太慢', 'Too slow'],
  'low_not-solved': ['没有解决', '沒有解決', 'Not solved'],
  'low_unclear-words': ['说得不清楚', '說明不清楚', 'Unclear words'],
  low_attitude: ['态度', '態度', 'Attitude'],
  'low_many-papers': ['材料太多', '文件太多', 'Too many papers'],
  'low_hard-to-use': ['不好用', '不好用', 'Hard to use'],
  'low_price-or-bill': ['电价或账单', '電價或帳單', 'Price or bill'],
  low_other: ['其他', '其他', 'Other'],
} as const satisfies Readonly<Record<string, Trio>>;
