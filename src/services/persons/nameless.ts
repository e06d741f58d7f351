/** What somebody reported without a name does not leave with their data: whoever hands it out would learn who reported. */

type Row = Readonly<Record<string, unknown>>;
type Kept = Readonly<Record<string, readonly Row[]>>;

interface Message {
  /** The service that was open after it. */
  readonly service: string | null;
}

/** `numbers`: of the cases that they filed without a name. */
export function withoutNameless(kept: Kept, numbers: readonly string[]): Kept {
  const tells = (value: unknown): boolean => {
    const text = JSON.stringify(value ?? null);
    return numbers.some((number) => text.includes(number));
  };
  return Object.fromEntries(
    Object.entries(kept).map(([what, rows]) => [
      what,
      what === 'conversations'
        ? rows.map((row) => ({
            ...row,
            session: tells(row.session) ? null : row.session,
            messages: told(row.messages as readonly Message[], tells),
          }))
        : rows.filter((row) => !tells(row)),
    ]),
  );
}

/** All of it, but for what was written of such a report, and the story before it was filed. */
function told(messages: readonly Message[], tells: (value: unknown) => boolean): readonly Message[] {
  const hidden = new Set<number>();
  for (const [place, message] of messages.entries()) {
    if (!tells(message)) continue;
    hidden.add(place);
    for (let before = place - 1; messages[before]?.service === 'complaint.file'; before -= 1) hidden.add(before);
  }
  return messages.filter((_, place) => !hidden.has(place));
}
