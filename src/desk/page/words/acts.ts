/** Words of what one does with a case: the forms, who will read what, and the questions before an end. */
import type { Trio } from './trio.ts';

export const ACT_WORDS = {
  acts: ['可以办的', '可辦理事項', 'What you can do'],
  noActs: ['现在没有要您办的。', '目前沒有需要您辦理的。', 'There is nothing for you to do here now.'],
  words: ['写什么', '內容', 'Your words'],
  wordsOptional: ['附一句话（可不写）', '附註（選填）', 'A few words (may be left empty)'],
  shownToResident: ['用户会看到这些话。', '用戶會看到這段文字。', 'The resident will read these words.'],
  shownByNumber: [
    '匿名举报：凭编号来查的人可能会看到这些话。',
    '匿名檢舉：持編號查詢的人可能會看到這段文字。',
    'Reported without a name: whoever asks by the number may read these words.',
  ],
  shownToColleagues: [
    '只有同事看得到，用户看不到。',
    '僅供同仁查看，用戶看不到。',
    'Only colleagues read this; the resident does not.',
  ],
  shownHands: [
    '用户只会知道换了人办，看不到这些话。',
    '用戶只會知道更換承辦人，看不到這段文字。',
    'The resident learns only that somebody else has it; these words stay with colleagues.',
  ],
  whichPapers: ['缺哪些材料', '缺少哪些文件', 'Which papers are missing'],
  papersTold: [
    '用户会收到所选材料的清单。',
    '用戶會收到所選文件的清單。',
    'The resident is told which papers are asked for.',
  ],
  wordsNeeded: ['请先写上要说的话。', '請先填寫說明文字。', 'Write your words first.'],
  choosePapers: ['请至少选一项材料。', '請至少選一項文件。', 'Choose at least one paper.'],
  toTeam: ['交给哪个班组', '轉給哪個組別', 'To which team'],
  toPerson: ['交给谁', '轉給哪位', 'To whom'],
  chooseTeam: ['请选择', '請選擇', 'Choose'],
  chooseHands: ['请先选交给哪个班组。', '請先選擇要轉給哪個組別。', 'Choose a team first.'],
  sameHands: [
    '案件现在就在这里，没有变化。请选别的班组或别的人。',
    '案件目前就在這裡，沒有變更。請選擇其他組別或人員。',
    'It is there already. Choose another team or another person.',
  ],
  sendToResident: ['发给用户', '傳送給用戶', 'Send to the resident'],
  sendWords: ['发出', '送出', 'Send'],
  saveNote: ['记下来', '儲存備註', 'Save the note'],
  alreadyDone: [
    '这一步已经办过了，没有再办一次。',
    '這個步驟已辦理完成，沒有重複辦理。',
    'This is done already; it was not done twice.',
  ],
  teamDecides: ['由班组安排', '由該組安排', 'The team decides'],
  doIt: ['确认：{act}', '確認：{act}', 'Confirm: {act}'],
  endsCase: [
    '案件会就此办结，用户会收到通知。确定吗？',
    '案件將就此結案並通知用戶，確定嗎？',
    'This ends the case, and the resident is told. Sure?',
  ],
  noWayBack: [
    '这一步不能收回，用户会收到通知。确定吗？',
    '這個步驟無法撤回，並會通知用戶，確定嗎？',
    'This cannot be taken back, and the resident is told. Sure?',
  ],
  sureAct: [
    '记为已办：{act}。用户查进度时会看到，不能收回。确定吗？',
    '記為完成：{act}。用戶查詢進度時會看到，無法撤回，確定嗎？',
    'This records as done: {act}. The resident can see it, and it cannot be taken back. Sure?',
  ],
  endsNameless: ['案件会就此办结。确定吗？', '案件將就此結案，確定嗎？', 'This ends the case. Sure?'],
  sureEnd: ['确定，{act}', '確定，{act}', 'Yes: {act}'],
  wordsKept: ['您写的话（可以复制）', '您輸入的內容（可複製）', 'What you wrote (to copy)'],
  working: ['正在办…', '處理中…', 'Working…'],
  doneAct: ['已办：{act}', '已完成：{act}', 'Done: {act}'],
} as const satisfies Readonly<Record<string, Trio>>;
