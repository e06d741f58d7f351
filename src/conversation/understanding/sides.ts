/** Where a message may fall into two: at words that add something, between sentences, at a joining word, at a comma. */

/** What stands between two wishes; the tighter ones first. */
const SEAMS: readonly (readonly [Seam, RegExp])[] = [
  [
    'added',
    /[,。;!?~ ]*(?:顺便|顺带|顺手|趁便|一并|还想(?=[问查看])|(?:还|也)(?:要|想|得|需要)(?=报修|报停电|报障|通报|投诉|申诉|客诉|举报|检举)|二来|第二[,是]|弄完|办完|交完|付完|另外|还有(?![多几])|然后|并且|同时|再顺便|对了|加上|以及|外加|之后|完了?再|完后|接着|by the way|\bbtw\b|\balso\b|\bplus\b|\band then\b|\bthen\b|\bas well as\b|\boh and\b|\bwhile you'?re at it\b|\bone more thing\b|\bat the same time\b|\bbesides\b|\bsecondly\b|\bafterwards?\b|\bonce (?:that'?s|it'?s) done\b|\bafter that\b)[,。 ]*/g,
  ],
  ['ended', /[。;?!]+ ?|\. /g],
  ['joined', /[,]? ?(?:再|和|跟|并|又|\band\b|&|\bor\b)(?: ?(?:please|also|i |can you |帮我?))? ?/g],
  ['comma', /, ?/g],
];
const SHORTEST = 2;
/** 过户和更名有什么区别: what is compared belongs together. */
const COMPARES = /\b(?:difference|between|versus|vs|compared?)\b|区别|差别|不同|不一样|哪个好/;
/** Every pair is read twice; a long story has seams without end. */
const MOST_PAIRS = 8;
const LONGEST = 200;

export type Seam = 'added' | 'ended' | 'joined' | 'comma';

export interface Sides {
  readonly sides: readonly [string, string];
  readonly seam: Seam;
}

/** Pairs of sides, the most telling seam first. */
export function sidesOf(key: string): Sides[] {
  if (key.length > LONGEST) return [];
  const pairs: Sides[] = [];
  const taken = new Set<number>();
  for (const [seam, found] of SEAMS) {
    if (seam === 'joined' && COMPARES.test(key)) continue;
    for (const match of key.matchAll(found)) {
      const left = key.slice(0, match.index).trim();
      const right = key.slice(match.index + match[0].length).trim();
      if (taken.has(left.length) || left.length < SHORTEST || right.length < SHORTEST) continue;
      taken.add(left.length);
      pairs.push({ sides: [left, right], seam });
    }
  }
  return pairs.slice(0, MOST_PAIRS);
}
