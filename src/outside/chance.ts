/** Port: chance. Ids, codes and keys come from here, so that tests can repeat a run. */
export interface Chance {
  /** Unguessable id, 122 bits. */
  id(): string;
  /** A number of exactly `length` decimal digits, leading zeros included, every one equally likely. */
  digits(length: number): string;
}
