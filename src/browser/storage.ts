/** localStorage and sessionStorage that never throw: a browser that forbids them only forgets. */

interface Memory {
  read(key: string): string | null;
  write(key: string, value: string | null): void;
}

function memory(open: () => Storage): Memory {
  const instead = new Map<string, string>();
  return {
    read(key) {
      try {
        return open().getItem(`wattline.${key}`);
      } catch {
        return instead.get(key) ?? null;
      }
    },
    write(key, value) {
      try {
        if (value === null) open().removeItem(`wattline.${key}`);
        else open().setItem(`wattline.${key}`, value);
      } catch {
        if (value === null) instead.delete(key);
        else instead.set(key, value);
      }
    },
  };
}

/** Shared by all tabs, kept. */
export const kept = memory(() => window.localStorage);
/** This tab only, gone with it. */
export const tab = memory(() => window.sessionStorage);
