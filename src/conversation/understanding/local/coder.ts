/** Small numbers as bytes, each in as few bits as its commonness allows (range asymmetric numeral systems, Duda 2013). */

/** Shares are counted in 4096ths. */
const BITS = 12;
const WHOLE = 1 << BITS;
/** The state stays at or above this, and below it times 256: all within 31 bits. */
const LEAST = 1 << 23;

/** How often each number comes, in 4096ths; none of them is zero. */
export type Shares = readonly number[];

export function sharesOf(numbers: ArrayLike<number>, kinds: number): number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (let at = 0; at < numbers.length; at += 1) counts[numbers[at] ?? 0] = (counts[numbers[at] ?? 0] ?? 0) + 1;
  const shares = counts.map((count) =>
    Math.max(1, Math.floor((count / Math.max(1, numbers.length)) * (WHOLE - kinds))),
  );
  const most = shares.indexOf(Math.max(...shares));
  shares[most] = (shares[most] ?? 0) + WHOLE - shares.reduce((sum, share) => sum + share, 0);
  return shares;
}

const startsOf = (shares: Shares): number[] => {
  let sum = 0;
  return shares.map((share) => {
    sum += share;
    return sum - share;
  });
};

/** As many numbers can be read again with the same shares. */
export function encode(numbers: ArrayLike<number>, shares: Shares): Uint8Array {
  const starts = startsOf(shares);
  const bytes: number[] = [];
  let state = LEAST;
  for (let at = numbers.length - 1; at >= 0; at -= 1) {
    const number = numbers[at] ?? 0;
    const share = shares[number] ?? 1;
    while (state >= share * 2 ** (31 - BITS)) {
      bytes.push(state & 255);
      state >>>= 8;
    }
    state = Math.floor(state / share) * WHOLE + (state % share) + (starts[number] ?? 0);
  }
  for (let last = 0; last < 4; last += 1) {
    bytes.push(state & 255);
    state >>>= 8;
  }
  return Uint8Array.from(bytes.reverse());
}

/** Millions of numbers are read with the first message: no look in here may be one too many. */
export function decode(bytes: Uint8Array, count: number, shares: Shares): Uint8Array {
  const starts = startsOf(shares);
  const numberAt = new Uint8Array(WHOLE);
  const shareAt = new Uint16Array(WHOLE);
  /** How far a slot is from where its number begins. */
  const restAt = new Uint16Array(WHOLE);
  shares.forEach((share, number) => {
    const start = starts[number] ?? 0;
    for (let rest = 0; rest < share; rest += 1) {
      numberAt[start + rest] = number;
      shareAt[start + rest] = share;
      restAt[start + rest] = rest;
    }
  });
  const numbers = new Uint8Array(count);
  let at = 0;
  let state = 0;
  for (; at < 4; at += 1) state = (state << 8) | (bytes[at] as number);
  for (let place = 0; place < count; place += 1) {
    const slot = state & (WHOLE - 1);
    numbers[place] = numberAt[slot] as number;
    state = Math.imul(shareAt[slot] as number, state >>> BITS) + (restAt[slot] as number);
    while (state < LEAST && at < bytes.length) {
      state = (state << 8) | (bytes[at] as number);
      at += 1;
    }
  }
  return numbers;
}
