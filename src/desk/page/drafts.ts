/** What somebody has typed and not sent: kept in this tab through errors, reloads and a new sign-in, for that person only. */
import { tab } from '../../browser/storage.ts';

export interface Drafts {
  read(key: string): string;
  write(key: string, text: string): void;
  /** Has a field show its draft and keep it from now on. */
  keep(field: HTMLTextAreaElement, key: string): void;
  clear(): void;
}

export function createDrafts(staffId: string): Drafts {
  const place = `desk.drafts.${staffId}`;
  let all: Record<string, string> = {};
  try {
    all = JSON.parse(tab.read(place) ?? '{}') as Record<string, string>;
  } catch {
    // Unreadable is as good as none.
  }

  function write(key: string, text: string): void {
    if (text === '') delete all[key];
    else all[key] = text;
    tab.write(place, Object.keys(all).length === 0 ? null : JSON.stringify(all));
  }

  const read = (key: string): string => all[key] ?? '';
  return {
    read,
    write,
    keep(field, key) {
      field.value = read(key);
      field.addEventListener('input', () => write(key, field.value));
    },
    clear() {
      all = {};
      tab.write(place, null);
    },
  };
}
