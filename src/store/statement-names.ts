/** Statements that come again are sent by name, so that PostgreSQL reads and plans them once a connection and not once a turn. */

/** Asked for so often before it is worth a name: what a start or an import asks once gets none. */
const TIMES_BEFORE = 2;
/** Names live as long as connections; lists of any length in a statement must not fill their memory. */
const MOST_NAMES = 400;
const MOST_SEEN = 4_000;

export interface StatementNames {
  /** Undefined: not worth one. The same text has the same name on every connection. */
  of(text: string): string | undefined;
  /** Whether the same statement without its name may succeed; when names are not understood on the way, nobody uses them any more. */
  isToBlame(error: unknown): boolean;
}

export function statementNames(): StatementNames {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  let off = false;
  return {
    of(text) {
      if (off) return undefined;
      const known = names.get(text);
      if (known !== undefined || names.size >= MOST_NAMES) return known;
      const times = seen.get(text) ?? 0;
      if (times < TIMES_BEFORE) {
        if (seen.size >= MOST_SEEN) seen.clear();
        seen.set(text, times + 1);
        return undefined;
      }
      seen.delete(text);
      const name = `wattline_${names.size + 1}`;
      names.set(text, name);
      return name;
    },
    isToBlame(error) {
      if (typeof error !== 'object' || error === null) return false;
      const { code, message } = error as { code?: unknown; message?: unknown };
      // A pool in between gave us another connection than the one that knows the name.
      if (code === '26000' || code === '42P05') {
        off = true;
        return true;
      }
      // A migration changed a table's columns under a plan.
      return code === '0A000' && typeof message === 'string' && message.includes('cached plan');
    },
  };
}
