/** Three accounts of the demo town that a newcomer can try at once, with the names and ID numbers that pass the real-name check; the town itself is made by cli/demo-town.ts. */
export const DEMO_HINTS = [
  {
    accountNumber: '9990000000017',
    holder: '王秀兰',
    idNumber: '990101195702020018',
    phone: '13900000001',
    note: {
      'zh-CN': '王秀兰：上月用电多了不少',
      'zh-TW': '王秀蘭：上個月用電多了不少',
      en: 'Wang Xiulan: used much more last month',
    },
  },
  {
    accountNumber: '99900000011',
    holder: '林淑芬',
    idNumber: 'A190000018',
    phone: '0900000001',
    note: {
      'zh-CN': '林淑芬：台湾，两个月一期',
      'zh-TW': '林淑芬：台灣，兩個月一期',
      en: 'Lin Shufen: Taiwan, billed every two months',
    },
  },
  {
    accountNumber: '9990000000025',
    holder: '李建国',
    idNumber: '990101196403030026',
    phone: '13900000002',
    note: {
      'zh-CN': '李建国：年阶梯，峰谷电价',
      'zh-TW': '李建國：年度級距，時間電價',
      en: 'Li Jianguo: annual tiers, time of use',
    },
  },
] as const;
