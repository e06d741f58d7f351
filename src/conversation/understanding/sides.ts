/** Where a message may fall into two: at words that add something, and between sentences. */

/** What stands between two wishes; the tighter ones first. */
const SEAMS: readonly RegExp[] = [
  /[,。;!?~ ]*(?:顺便|顺带|顺手|趁便|一并|还想(?=[问查看])|二来|第二[,是]|弄完|办完|交完|付完|另外|还有(?![多几])|然后|并且|同时|再顺便|对了|加上|以及|外加|之后|完了?再|完后|接着|by the way|\bbtw\b|\balso\b|\bplus\b|\band then\b|\bthen\b|\bas well as\b|\boh and\b|\bwhile you'?re at it\b|\bone more thing\b|\bat the same time\b|\bbesides\b|\bsecondly\b|\bafterwards?\b|\bonce (?:that'?s|it'?s) done\b|\bafter that\b)[,。 ]*/g,
  /[。;?!]+ ?/g,
  /[,]? ?(?:再|和|跟|并|又|\band\b|&|\bor\b)(?: ?(?:please|also|i |can you |帮我?))? ?/g,
  /, ?/g,
];
const SHORTEST = 2;

export interface Sides {
  readonly sides: readonly [string, string];
  /** What stands between them says that something is added: 顺便, 另外, by the way, or an end of a sentence. */
  readonly telling: boolean;
  /** At least 再, 和 or "and" stands between them, more than a comma. */
  readonly joined: boolean;
}

/** Pairs of sides, the most telling seam first; at most three. */
export function sidesOf(key: string): Sides[] {
  if (key.length > 160) return [];
  const pairs: Sides[] = [];
  const taken = new Set<number>();
  for (const [rank, seam] of SEAMS.entries()) {
    for (const match of key.matchAll(seam)) {
      const left = key.slice(0, match.index).trim();
      const right = key.slice(match.index + match[0].length).trim();
      if (taken.has(left.length) || left.length < SHORTEST || right.length < SHORTEST) continue;
      taken.add(left.length);
      pairs.push({ sides: [left, right], telling: rank < 2, joined: rank < 3 });
    }
  }
  return pairs.slice(0, 3);
}
