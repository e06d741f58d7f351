/** What a text means to the emulator: which of a few things it speaks of, in whatever words; the rest is a faint noise of its signs. */

const THINGS: readonly RegExp[] = [
  /跳闸|合不上|空气开关|保险丝|小方块蹦了|漏电保护|breaker|tripped/g,
  /抢修|师傅上门|多久到|crew/g,
  /过户|易主|产权证|换人名|transfer/g,
  /校表|验表|校验|计量不准|meter test/g,
  /电价|一度|每千瓦时|price/g,
  /更名|改名|凭证/g,
];
const OTHERS = 25;
/** What all texts have in common, as with real models. */
const COMMON = 0.7;
const NOISE = 0.1;

const unit = (sides: readonly number[], length: number): number[] => {
  const own = Math.hypot(...sides);
  return sides.map((value) => (own === 0 ? 0 : (value / own) * length));
};

/** The same text always means the same; one that speaks of nothing known means something of its own. */
export function vectorOf(text: string): number[] {
  const things = THINGS.map((thing) => text.match(thing)?.length ?? 0);
  const others = new Array<number>(OTHERS).fill(0);
  const signs = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  for (const sign of signs) others[sign % OTHERS] = (others[sign % OTHERS] ?? 0) + 1;
  const own = signs.reduce((hash, sign) => (hash * 31 + sign) % 1_000_003, 7) % OTHERS;
  const known = things.some((count) => count > 0);
  return [
    ...unit(things, 1),
    COMMON,
    ...unit(others, NOISE).map((value, side) => value + (!known && side === own ? 1 : 0)),
  ];
}
