/** Adapter: the platform's cryptographic random numbers. */
import type { Chance } from './chance.ts';

export const cryptoChance: Chance = {
  id: () => crypto.randomUUID(),
  digits(length) {
    let digits = '';
    while (digits.length < length) {
      for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
        // 250 is the largest multiple of ten in a byte: anything above would favour small digits.
        if (byte < 250 && digits.length < length) digits += byte % 10;
      }
    }
    return digits;
  },
};
