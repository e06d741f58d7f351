/** Words of signing in, of the header and of refusals, which every room needs. */
import type { Trio } from './trio.ts';

export const COMMON_WORDS = {
  desk: ['客服工作台', '專員作業區', 'Service desk'],
  skip: ['跳到正文', '跳到主要內容', 'Skip to the content'],
  language: ['语言', '語言', 'Language'],
  rooms: ['工作区', '工作區', 'Rooms'],
  handoffs: ['等人工', '等候專員', 'Waiting'],
  cases: ['案件', '案件', 'Cases'],
  gaps: ['知识缺口', '知識缺口', 'Gaps'],
  statistics: ['统计', '統計', 'Statistics'],
  waitingCount: ['{n} 位在等', '{n} 位等候中', '{n} waiting'],

  signIn: ['登录', '登入', 'Sign in'],
  signInWhy: [
    '用您的工作台密钥登录。密钥由系统管理员发给，最长一周有效。',
    '請用您的金鑰登入。金鑰由系統管理員核發，最長一週有效。',
    'Sign in with your desk key. Your administrator gives it to you; it lasts a week at most.',
  ],
  key: ['工作台密钥', '登入金鑰', 'Desk key'],
  keyHint: [
    '粘贴后只留在这个标签页里，关掉就没了。',
    '貼上後只留在這個分頁，關閉就清除。',
    'It stays in this tab only and is gone when you close it.',
  ],
  keyNeeded: ['请先粘贴密钥。', '請先貼上金鑰。', 'Paste your key first.'],
  keyWrong: [
    '密钥不对，或者已经过期。请向管理员要一个新的。',
    '金鑰不正確或已過期，請向管理員申請新的金鑰。',
    'This key is wrong or has run out. Ask your administrator for a new one.',
  ],
  signedOutByService: [
    '密钥已过期，请重新登录。您写的内容都还在。',
    '金鑰已過期，請重新登入。您輸入的內容都還在。',
    'Your key has run out, please sign in again. What you wrote is kept.',
  ],
  demoStaff: ['演示：以谁的身份看看', '示範：選一位同仁進入', 'Demo: enter as'],
  signOut: ['退出', '登出', 'Sign out'],
  signedOut: ['已退出。', '已登出。', 'You are signed out.'],
  signedInAs: ['登录的是', '登入身分', 'Signed in as'],
  roleClerk: ['坐席', '專員', 'clerk'],
  roleSupervisor: ['督导', '督導', 'supervisor'],
  roleManager: ['经理', '經理', 'manager'],
  roleEditor: ['知识编辑', '知識編輯', 'editor'],

  lengthOf: ['已写 {n} 字，最多 {most} 字', '已輸入 {n} 字，上限 {most} 字', '{n} of at most {most} signs'],
  tooLong: [
    '最多 {most} 字，超出了 {n} 字。没有发出，也没有截掉，请改短一些。',
    '上限 {most} 字，超出 {n} 字。尚未送出，也未截斷，請縮短後再送。',
    'At most {most} signs, and there are {n} too many. Nothing was sent or cut off; please shorten it.',
  ],
  signOutHolding: [
    '您还在跟 {n} 位用户谈。您退出后没人回他们，机器人也不说话。',
    '您仍在與 {n} 位用戶對話。登出後無人回覆，機器人也不會發言。',
    'You are still talking with {n}. Once you are out nobody answers them, and the bot stays silent.',
  ],
  giveAllBack: ['全部交还机器人，再退出', '全部交還機器人後登出', 'Give all back and sign out'],
  signOutAnyway: ['不交还，直接退出', '不交還，直接登出', 'Sign out and keep them'],
  stay: ['先不退出', '暫不登出', 'Stay'],
  casesOpen: ['{n} 件未办结', '{n} 件處理中', '{n} open'],

  loading: ['正在载入…', '載入中…', 'Loading…'],
  tryAgain: ['再试一次', '再試一次', 'Try again'],
  cancel: ['取消', '取消', 'Cancel'],
  more: ['再看一些', '看更多', 'Show more'],
  back: ['返回列表', '返回清單', 'Back to the list'],
  chooseOne: [
    '在左边选一条，这里就会打开。',
    '從左邊選一筆，就會在這裡開啟。',
    'Choose one on the left and it opens here.',
  ],
  noRoom: [
    '没有这个页面，或者不归您看。',
    '沒有這個頁面，或您沒有權限。',
    'There is no such page, or it is not for you.',
  ],
  unnamed: ['其他', '其他', 'Other'],
  none: ['无', '無', 'none'],

  left: ['还剩 {time}', '剩餘 {time}', '{time} left'],
  late: ['超时 {time}', '逾時 {time}', '{time} late'],
  today: ['今天 {time}', '今天 {time}', 'today {time}'],
  moment: ['不到 1 分钟', '不到 1 分鐘', 'less than a minute'],

  failed: ['没有办成', '未能完成', 'That did not work'],
  offline: [
    '连不上服务，请看看网络再试。您写的内容都还在。',
    '無法連線，請檢查網路後再試。您輸入的內容都還在。',
    'The service cannot be reached. Check the network and try again; what you wrote is kept.',
  ],
  pollOffline: [
    '连接断了，正在自动重试。下面是断开前的内容。',
    '連線中斷，正在自動重試。以下是中斷前的內容。',
    'The connection is lost and is being retried. Below is what was there before.',
  ],
  busy: [
    '调用太频繁，{time} 后再继续。',
    '呼叫次數過多，{time} 後再繼續。',
    'Too many calls for now; go on at {time}.',
  ],
  code_not_found: ['没有这一条，或者不归您看。', '查無資料，或您沒有權限。', 'There is none, or it is not for you.'],
  code_not_now: [
    '现在这一步不能这样办。请看看最新的情况。',
    '目前的階段不能這樣辦理，請先查看最新情況。',
    'This cannot be done at this stage. Look at how things stand now.',
  ],
  code_second_person_needed: [
    '需要另一位同事来审批：初审和审批不能是同一个人。',
    '須由另一位同仁複核：初審與複核不能是同一人。',
    'Another colleague has to approve this: who checked it may not approve it.',
  ],
  code_papers_missing: ['材料还没有齐。', '文件尚未齊全。', 'Papers are still missing.'],
  code_arrears_open: [
    '这个户号还有欠费，要先结清。',
    '這個電號還有未繳電費，須先結清。',
    'The account still owes something; it has to be settled first.',
  ],
  code_other_change_open: [
    '这个户号还有另一项变更在办。',
    '這個電號還有另一項變更辦理中。',
    'Another change of this account is still open.',
  ],
  code_waiting_for_you: [
    '还在等用户的材料或答复。',
    '仍在等用戶的文件或回覆。',
    'The resident’s papers or answer are awaited.',
  ],
  code_conflict: [
    '别人刚刚改过。已为您载入最新的，请再看一眼。',
    '剛才有人更新過，已載入最新內容，請再確認一次。',
    'Somebody else has just changed this. The newest is loaded; please look again.',
  ],
  code_invalid_input: ['填的内容不对，请检查。', '內容有誤，請檢查。', 'Something here is not right; please check it.'],
  code_too_many_requests: [
    '调用太频繁，请稍后再试。',
    '呼叫次數過多，請稍後再試。',
    'Too many calls for now; try again soon.',
  ],
  code_conversation_busy: [
    '对话正在处理中，请稍后再试。',
    '對話正在處理中，請稍後再試。',
    'The conversation is being answered; try again soon.',
  ],
  code_not_possible_here: [
    '按规定，这个户号或地点不能这样办。',
    '依規定，這個電號或地點不能這樣辦理。',
    'The rules for this account or place do not provide for it.',
  ],
  code_too_late: ['已经过了办理的时间。', '已超過辦理時間。', 'The time for this has passed.'],
  code_unavailable: [
    '服务暂时不可用，请稍后再试。',
    '服務暫時無法使用，請稍後再試。',
    'The service is away for a moment; try again soon.',
  ],
  code_internal: [
    '服务出错了，已经记录。请稍后再试。',
    '系統發生錯誤，已留下紀錄，請稍後再試。',
    'The service made an error; it is logged. Try again soon.',
  ],
} as const satisfies Readonly<Record<string, Trio>>;
