/** Words of the room of outages: what is dark, since when, and what is said of it to everybody who reported it. */
import type { Trio } from './trio.ts';

export const OUTAGE_WORDS = {
  outages: ['停电', '停電', 'Outages'],
  outageList: ['未恢复的停电', '尚未復電的停電', 'Outages that are open'],
  outagesOpen: ['{n} 处停电', '{n} 處停電', '{n} open'],
  noOutages: [
    '现在没有停电要处理。有人报修时会显示在这里。',
    '目前沒有停電需要處理，有人通報時會顯示在這裡。',
    'No outage is open. When one is reported it shows here.',
  ],
  cause: ['原因', '原因', 'Cause'],
  cause_planned: ['计划停电', '計畫停電', 'Planned'],
  cause_fault: ['故障', '故障', 'Fault'],
  cause_rotation: ['轮流限电', '輪流限電', 'Rotation'],
  source: ['来源', '來源', 'Known from'],
  source_import: ['电网系统', '電網系統', 'The network’s systems'],
  source_reports: ['用户报修', '用戶通報', 'Reports of residents'],
  feeder: ['馈线', '饋線', 'Feeder'],
  transformers: ['台区', '變壓器', 'Transformers'],
  homes: ['报修户数', '通報戶數', 'Homes that reported'],
  homesCount: ['{n} 户报修', '{n} 戶通報', 'Reported {n}×'],
  since: ['开始时间', '開始時間', 'Since'],
  estimate: ['预计恢复', '預計復電', 'Expected back'],
  noEstimate: ['还没有说', '尚未說明', 'Not said yet'],
  nextWord: ['该再通报', '應再通報', 'Next word due'],
  restoredAt: ['恢复时间', '復電時間', 'Back since'],
  estimateAt: ['预计什么时候恢复', '預計何時復電', 'When power is expected back'],
  estimateNeeded: [
    '请填一个月以内、还没到的时间。',
    '請填寫一個月內的未來時間。',
    'Give a time that is still to come, a month ahead at most.',
  ],
  outageNote: ['给同事的备注（可不写）', '給同仁的備註（選填）', 'Note for colleagues (may be left empty)'],
  everybodyTold: [
    '报过修的用户都会收到通知，备注只有同事看得到。',
    '通報過的用戶都會收到通知，備註僅供同仁查看。',
    'Everybody who reported it is told; only colleagues read the note.',
  ],
  sureRestored: [
    '报过修的用户会被告知这次停电已经结束。确定吗？',
    '通報過的用戶會收到這次停電已結束的通知，確定嗎？',
    'Everybody who reported it is told that it is over. Sure?',
  ],
  outageHistory: ['经过', '歷程', 'History'],
  expectedAt: ['预计恢复：{time}', '預計復電：{time}', 'Power expected back: {time}'],
  outageGone: ['这次停电已不在列表里。', '這次停電已不在清單中。', 'This outage is no longer on the list.'],
} as const satisfies Readonly<Record<string, Trio>>;
