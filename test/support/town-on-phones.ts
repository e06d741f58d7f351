/** A town with a browser in front of it, for one test file: opened before its tests and closed after them. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser, openPhone } from './phone.ts';
import { startTownNode } from './running-node.ts';

type Town = Awaited<ReturnType<typeof startTownNode>>;

/** Call it once, at the top of the file; `lines` are imported beside the town's own. */
export function townOnPhones(lines: readonly object[] = []) {
  let town: Town | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    town = await startTownNode();
    if (lines.length > 0) await town.load(lines);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await town?.stop();
  });
  const open = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('only inside tests');
    return what;
  };
  return {
    get services() {
      return open(town).house.services;
    },
    get converse() {
      return open(town).house.converse;
    },
    get db() {
      return open(town).db;
    },
    now: () => open(town).now(),
    pass: (minutes: number) => open(town).pass(minutes),
    phone: (locale: string, name: string) => openPhone(open(browser), open(town).url, locale, name),
  };
}
