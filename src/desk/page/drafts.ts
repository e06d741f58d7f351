/** What somebody has typed and not sent: kept in this tab through errors, reloads and a new sign-in, for that person only. */
import { tab } from '../../browser/storage.ts';

type Typed = HTMLTextAreaElement | HTMLInputElement;

export interface Drafts {
  read(key: string): string;
  /** The field that keeps it shows it, too. */
  write(key: string, text: string): void;
  /** Has a field show its draft and keep it from now on. */
  keep(field: Typed, key: string): void;
  clear(): void;
}

const PLACE = 'desk.drafts';
const OWNER = 'desk.who';

/** Who is here from now on; null: nobody. What somebody else had begun is thrown away, and whether there was one is told. */
export function takeOver(staffId: string | null): boolean {
  const before = tab.read(OWNER);
  tab.write(OWNER, staffId);
  if (before === null || before === staffId) return false;
  tab.write(PLACE, null);
  return true;
}

export function createDrafts(): Drafts {
  const fields = new Map<string, Typed>();
  let all: Record<string, string> = {};
  let over = false;
  try {
    all = JSON.parse(tab.read(PLACE) ?? '{}') as Record<string, string>;
  } catch {
    // Unreadable is as good as none.
  }

  function store(key: string, text: string): void {
    // A late answer brings nothing back.
    if (over) return;
    if (text === '') delete all[key];
    else all[key] = text;
    tab.write(PLACE, Object.keys(all).length === 0 ? null : JSON.stringify(all));
  }

  const read = (key: string): string => all[key] ?? '';
  return {
    read,
    write(key, text) {
      store(key, text);
      const field = fields.get(key);
      if (field !== undefined && field.value !== text) field.value = text;
    },
    keep(field, key) {
      const begun = read(key);
      if (begun !== '') field.value = begun;
      fields.set(key, field);
      field.addEventListener('input', () => store(key, field.value));
    },
    clear() {
      over = true;
      all = {};
      fields.clear();
      tab.write(PLACE, null);
    },
  };
}
