/** One word in the three languages, in the order of LOCALES: so that none is forgotten and all are seen together. */
export type Trio = readonly [zhCN: string, zhTW: string, en: string];
