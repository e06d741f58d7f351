/** What stands between the commas of a message, in the order it was said; a question keeps its sign, by which it is known. */
export const clausesWithSigns = (text: string): string[] =>
  text
    .split(/[，,。;；！!\n]+|(?<=[?？])/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
