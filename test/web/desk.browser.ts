/** Staff at the desk's page, on a phone of 360 px and on a screen of 1280: sign in, find a case, act on it, talk with who waits, look at figures. */
import { existsSync } from 'node:fs';
import * as OpenCC from 'opencc-js';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DESK_WORDS } from '../../src/desk/page/words.ts';
import { PROMISE_KINDS } from '../../src/domain/cases.ts';
import type { MissReason } from '../../src/domain/knowledge.ts';
import { CHANNELS, LOCALES, type Locale, SERVICES } from '../../src/domain/names.ts';
import { OUTAGE_CAUSES, OUTAGE_SOURCES } from '../../src/domain/outages.ts';
import type { ProblemCode } from '../../src/domain/result.ts';
import { RATING_REASONS } from '../../src/services/ratings.ts';
import { pdf } from '../support/papers.ts';
import { accessible, fits, openBrowser, openPhone, type Phone } from '../support/phone.ts';
import { startTownNode } from '../support/running-node.ts';
import { CHEN, town as townLines } from '../support/town.ts';

const MISS_REASONS: readonly MissReason[] = ['no-hit', 'low-score', 'not-then', 'only-elsewhere', 'no-value'];
/** What the desk's doors may refuse with; 401 leads to the door. */
const DESK_PROBLEMS: readonly ProblemCode[] = [
  'invalid_input',
  'not_found',
  'conflict',
  'not_now',
  'waiting_for_you',
  'second_person_needed',
  'papers_missing',
  'arrears_open',
  'other_change_open',
  'conversation_busy',
  'not_possible_here',
  'too_late',
  'too_many_requests',
  'internal',
];
const SHOTS = new URL('./screenshots/', import.meta.url).pathname;
/** Written with `PICTURES=1`. */
const README = new URL('../../.readme/desk.png', import.meta.url).pathname;
const SIZES = { phone: { width: 360, height: 740 }, screen: { width: 1280, height: 800 } } as const;
type Size = keyof typeof SIZES;
/** Stripes of two greys, so that a picture that is shown can be seen. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Homes like 陈大文's, which owe nothing: each application has one of its own. */
const HOMES = Array.from({ length: 16 }, (_, n) => ({
  ...(townLines.find((line) => 'accountNumber' in line && line.accountNumber === CHEN.accountNumber) as object),
  accountNumber: `99933000000${String(n).padStart(2, '0')}`,
  phone: `139330000${String(n).padStart(2, '0')}`,
  holder: '陈小文',
  idNumber: `1101011990010${20000 + n}`,
  address: `示例市平安路${n + 1}号`,
}));
let homesTaken = 0;
const nextHome = () => {
  const home = HOMES[homesTaken];
  if (!home) throw new Error('no home is left');
  homesTaken += 1;
  return home;
};

let town: Awaited<ReturnType<typeof startTownNode>>;
let browser: Browser;
beforeAll(async () => {
  town = await startTownNode();
  await town.load(HOMES);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await town?.stop();
});

const word = (name: keyof typeof DESK_WORDS, locale: Locale = 'zh-CN'): string =>
  DESK_WORDS[name][LOCALES.indexOf(locale) as 0 | 1 | 2];

const keyOf = async (staffId: string): Promise<string> => {
  const opened = await town.house.services.staff.openDesk(staffId, 12);
  if (!opened.ok) throw new Error(opened.problem.code);
  return opened.value.token;
};

interface Sitting {
  readonly page: Page;
  readonly context: BrowserContext;
  picture(what: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser at the desk's door; anything its policy forbids, and any error of its script, fails the test. */
async function sit(size: Size, { locale = 'zh-CN' as Locale, at = '', dark = false } = {}): Promise<Sitting> {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale,
    colorScheme: dark ? 'dark' : 'light',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) wrong.push(message.text());
  });
  await page.goto(`${town.url}/desk${at}`);
  await page.locator('.door').waitFor();
  let shot = 0;
  return {
    page,
    context,
    async picture(what) {
      shot += 1;
      await page.screenshot({ path: `${SHOTS}/desk-${size}-${locale}${dark ? '-dark' : ''}-${what}-${shot}.png` });
    },
    async close() {
      await context.close();
      expect(wrong).toEqual([]);
    },
  };
}

async function signIn({ page }: Sitting, staffId: string): Promise<void> {
  await page.locator('.door input').fill(`  ${await keyOf(staffId)}\n`);
  await page.keyboard.press('Enter');
  await page.locator('#who strong').waitFor({ state: 'attached' });
}

/** Signed in, in a room. */
async function atDesk(size: Size, staffId: string, at: string, how: { locale?: Locale; dark?: boolean } = {}) {
  const sitting = await sit(size, { ...how, at });
  await signIn(sitting, staffId);
  return sitting;
}

/** A resident over REST. */
async function resident() {
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const answered = await fetch(`${town.url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    if (!answered.ok) throw new Error(`${method} ${path}: ${answered.status} ${await answered.text()}`);
    return answered.json() as Promise<Record<string, unknown>>;
  };
  const { token } = await call('POST', '/v1/sessions', { channel: 'web' });
  let sent = 0;
  return {
    post: (path: string, body: unknown) => call('POST', path, body, String(token)),
    get: (path: string) => call('GET', path, undefined, String(token)),
    say(text: string) {
      sent += 1;
      return call('POST', '/v1/chat/messages', { id: `m${sent}`, text }, String(token));
    },
  };
}
/** The same, with the account of a home. */
async function holder({ accountNumber, phone }: { accountNumber: string; phone: string }) {
  const who = await resident();
  const { verificationId } = await who.post('/v1/accounts/verifications', { accountNumber, phone });
  const code = await vi.waitUntil(async () => {
    const hints = (await (await fetch(`${town.url}/demo/hints`)).json()) as {
      codes: { phone: string; code: string | null }[];
    };
    return hints.codes.find((sent) => sent.phone === phone && sent.code !== null)?.code;
  });
  await who.post('/v1/accounts', { verificationId, code });
  return who;
}

type Resident = Awaited<ReturnType<typeof resident>>;

const complain = async (who: Resident, description: string, more: object = {}): Promise<string> =>
  String(
    (
      await who.post('/v1/complaints', {
        category: 'complaint',
        about: '抄表员',
        description,
        contactPhone: '13912345678',
        ...more,
      })
    ).caseNumber,
  );

async function paper(who: Resident, kind: string): Promise<unknown> {
  const form = new FormData();
  form.set('kind', kind);
  const file = kind === 'other' ? pdf({ info: '' }) : Uint8Array.from(PNG);
  form.set('file', new File([file], 'paper', { type: kind === 'other' ? 'application/pdf' : 'image/png' }));
  return (await who.post('/v1/documents', form)).documentId;
}

/** An application with papers of somebody who takes over a home. */
async function apply(): Promise<string> {
  const who = await resident();
  const filed = await who.post('/v1/applications', {
    kind: 'transfer',
    accountNumber: nextHome().accountNumber,
    name: '李建国',
    idNumber: '110101199001010025',
    documents: await Promise.all(['id-front', 'id-back', 'property-proof', 'other'].map((kind) => paper(who, kind))),
    consent: true,
    agreed: true,
  });
  return String(filed.caseNumber);
}

/** An application with nothing against it: the name on a home is written wrong. */
async function rename(): Promise<string> {
  const home = nextHome();
  const who = await holder(home);
  const filed = await who.post('/v1/applications', {
    kind: 'rename',
    accountNumber: home.accountNumber,
    newName: '陈小雯',
    reason: 'correction',
    idNumber: home.idNumber,
    documents: [await paper(who, 'id-front'), await paper(who, 'id-back')],
    consent: true,
    agreed: true,
  });
  return String(filed.caseNumber);
}

const give = (staffId: string, caseNumber: string) =>
  town.house.services.attempt(() => town.house.services.handoff.handBack(staffId, caseNumber));

/** Somebody in the middle of something who asks for a person; the number of the hand-off. */
async function waitForPerson(words: readonly string[] = ['我要投诉', '抄表员', '人工', '跳过']) {
  const who = await resident();
  const before = (await town.house.services.handoff.queue()).map(({ caseNumber }) => caseNumber);
  for (const text of words) await who.say(text);
  const found = (await town.house.services.handoff.queue()).find(({ caseNumber }) => !before.includes(caseNumber));
  if (!found) throw new Error('nobody waits');
  return { who, caseNumber: found.caseNumber };
}

/** Every picture that is taken is also held to the rules of the house. */
async function look(sitting: Sitting, what: string): Promise<void> {
  await sitting.picture(what);
  await accessible(sitting.page);
  await fits(sitting.page);
}

const act = (page: Page, event: string) => page.locator(`[data-event="${event}"]`);
/** Opens an act that needs no words, and says yes to the question. */
async function carryOut(page: Page, event: string): Promise<void> {
  await act(page, event).click();
  await page.locator('.ask .main').click();
}

/** Keeps the answers to such calls back until they are let go: what they say is of the time of the call. */
async function hold(page: Page, url: string, method = 'GET') {
  const gate = Promise.withResolvers<void>();
  let asked = 0;
  let held = 0;
  await page.route(url, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    asked += 1;
    try {
      const response = await route.fetch();
      held += 1;
      await gate.promise;
      await route.fulfill({ response });
    } catch {
      // The page is gone already.
    }
  });
  return {
    asked: () => asked,
    held: (n = 1) => expect.poll(() => held, { timeout: 15_000 }).toBeGreaterThanOrEqual(n),
    /** And waits until the page has read them. */
    async letGo() {
      const heard = page.waitForResponse((response) => response.request().method() === method);
      gate.resolve();
      await heard;
      await page.waitForTimeout(200);
    },
  };
}

/** As if the window lay behind others, or before them again. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

const hash = (page: Page) => page.evaluate(() => window.location.hash);
const goTo = (page: Page, at: string) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, at);
const alert = (page: Page) => page.locator('[role=alert]');

describe('at the door', () => {
  test('a wrong key is told plainly, a good one opens the desk, and a reload does not ask again', async () => {
    const sitting = await sit('phone');
    const { page } = sitting;
    await page.locator('.door input').fill('not-a-key');
    await page.keyboard.press('Enter');
    await alert(page).getByText(word('keyWrong')).waitFor();
    await look(sitting, 'wrong-key');
    await signIn(sitting, 'S01');
    expect(await page.locator('#who').textContent()).toContain('周敏');
    await page.reload();
    await page.locator('#who strong').waitFor();
    expect(await page.locator('.door').count()).toBe(0);
    await page.getByRole('button', { name: word('signOut') }).click();
    await page.getByText(word('signedOut')).waitFor();
    await page.reload();
    await page.locator('.door').waitFor();
    await sitting.close();
  });

  test('in the demo one of the house’s people is chosen', async () => {
    const sitting = await sit('screen', { locale: 'en' });
    await look(sitting, 'door');
    await sitting.page.getByRole('button', { name: /V01 何芳/ }).click();
    await sitting.page.locator('#who').getByText('何芳').waitFor();
    for (const room of ['Waiting', 'Cases', 'Gaps', 'Statistics'])
      await sitting.page.locator('#rooms').getByText(room).waitFor();
    await sitting.close();
  });

  test('a clerk sees no room that is not theirs, and its address leads nowhere', async () => {
    const sitting = await atDesk('screen', 'P01', '#/statistics');
    await sitting.page.getByText(word('noRoom')).waitFor();
    expect(await sitting.page.locator('#rooms').textContent()).not.toContain(word('statistics'));
    await sitting.close();
  });

  test('another language is chosen and stays, what was written stays too', async () => {
    const number = await complain(await resident(), '电费单没有寄来');
    const sitting = await atDesk('screen', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'noted').click();
    await page.locator('.act-form textarea').fill('再等一天');
    await page.selectOption('#language', 'en');
    await page.getByText('Case or account number').waitFor({ state: 'attached' });
    await expect.poll(() => page.locator('.act-form textarea').inputValue()).toBe('再等一天');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.reload();
    await page.locator('#rooms').getByText('Cases').waitFor();
    await sitting.close();
  });

  test('another language that is chosen without a network can be tried again, and nothing typed is lost', async () => {
    const number = await complain(await resident(), '电费单又没有寄来');
    const sitting = await atDesk('phone', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'noted').click();
    await page.locator('.act-form textarea').fill('再等两天');
    await sitting.context.setOffline(true);
    await page.selectOption('#language', 'en');
    await alert(page).getByText(word('offline', 'en')).waitFor();
    await sitting.context.setOffline(false);
    await page.getByRole('button', { name: word('tryAgain', 'en') }).click();
    await expect.poll(() => page.locator('.act-form textarea').inputValue()).toBe('再等两天');
    await sitting.close();
  });

  test('who signs out leaves no address, no words and no late answer behind', async () => {
    const { who, caseNumber } = await waitForPerson();
    const sitting = await atDesk('screen', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await page.locator('.reply textarea').fill('还没写完');
    const [list, talk] = [await hold(page, '**/v1/desk/handoffs'), await hold(page, '**/v1/desk/handoffs/*')];
    await who.say('我家住在后街');
    const another = await waitForPerson();
    await hide(page, false);
    await list.held();
    await talk.held();
    await page.getByRole('button', { name: word('signOut') }).click();
    await page.getByRole('button', { name: word('signOutAnyway') }).click();
    await page.getByText(word('signedOut')).waitFor();
    await Promise.all([list.letGo(), talk.letGo()]);
    expect(await page.title()).toBe(`${word('signIn')} – Wattline`);
    expect(await page.locator('#announce').textContent()).toBe('');
    expect([await hash(page), await page.locator('.talk').count()]).toEqual(['', 0]);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('还没写完');
    await give('S01', caseNumber);
    await town.house.services.attempt(() => town.house.services.handoff.take('S02', another.caseNumber));
    await give('S02', another.caseNumber);
    await sitting.close();
  });

  test('after a key ran out somebody else who signs in finds neither the words nor the place of the one before', async () => {
    const number = await complain(await resident(), '电表箱没有锁');
    const sitting = await atDesk('phone', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'noted').click();
    await page.locator('.act-form textarea').fill('只给自己看的话');
    await page.route('**/acts', (route) => route.fulfill({ status: 401, json: { code: 'unauthenticated' } }));
    await page.locator('.act-form .main').click();
    await page.getByText(word('signedOutByService')).waitFor();
    // Whoever it was may still come back.
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain('只给自己看的话');
    await signIn(sitting, 'V01');
    await page.locator('#rooms [aria-current=page]').waitFor();
    expect(await hash(page)).not.toContain(number);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('只给自己看的话');
    await sitting.close();
  });

  test('a lost connection is told at the top of every room, and is forgotten when it is back', async () => {
    const number = await complain(await resident(), '小区里停电一小时');
    const sitting = await atDesk('phone', 'P01', '#/cases');
    const { page } = sitting;
    await page.locator(`[data-key="${number}"]`).waitFor();
    await sitting.context.setOffline(true);
    await page.locator('#connection').getByText(word('pollOffline')).waitFor();
    await look(sitting, 'no-connection');
    await sitting.context.setOffline(false);
    await expect.poll(() => page.locator('#connection').textContent(), { timeout: 15_000 }).toBe('');
    await sitting.close();
  });
});

describe('with cases', () => {
  test('the list says what is late and urgent in words, narrows to what is asked for, and Back undoes it', async () => {
    const number = await complain(await resident(), '抄表员摔门');
    await town.pass(60 * 24 * 2);
    const sitting = await atDesk('phone', 'P01', '#/cases');
    const { page } = sitting;
    const line = page.locator(`[data-key="${number}"]`);
    await line.locator('.clock').getByText(/超时/).waitFor();
    await line.getByText(word('urgent')).waitFor();
    await look(sitting, 'cases');
    await page.locator('.quick').getByText(word('closed')).click();
    await page.getByText(word('noneFiltered')).waitFor();
    await page.goBack();
    await line.waitFor();
    await page.locator('.fold summary').click();
    await page.locator('input[type=search]').fill(number);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.lines .line').count()).toBe(1);
    await look(sitting, 'filters');
    await page.locator('input[type=search]').fill('W0000000000000');
    await page.keyboard.press('Enter');
    await page.getByText(word('noneFound')).waitFor();
    await sitting.close();
  });

  test('a long list goes on page by page, and who pressed the key reads on at the first new one', async () => {
    for (const words of ['第一件', '第二件', '第三件']) await complain(await resident(), words);
    const sitting = await sit('screen', { at: '#/cases?kind=complaint' });
    const { page } = sitting;
    // Pages of two: the same as of thirty, and sooner full.
    await page.route('**/v1/desk/cases?*', (route) => route.continue({ url: `${route.request().url()}&limit=2` }));
    await signIn(sitting, 'P01');
    const lines = page.locator('.lines .line');
    await expect.poll(() => lines.count()).toBe(2);
    await page.getByRole('button', { name: word('more') }).click();
    await expect.poll(() => lines.count()).toBeGreaterThan(2);
    expect(await lines.nth(2).evaluate((line) => line === document.activeElement)).toBe(true);
    await look(sitting, 'more');
    await sitting.close();
  });

  test('after “more” the list and its counts still follow what happens', async () => {
    for (const words of ['甲件', '乙件', '丙件']) await complain(await resident(), words);
    const sitting = await sit('screen', { at: '#/cases?kind=complaint' });
    const { page } = sitting;
    const asked: string[] = [];
    await page.route('**/v1/desk/cases?*', (route) => {
      const url = route.request().url();
      // The mark in the header has a call of its own.
      if (url.endsWith('?limit=1')) return route.continue();
      asked.push(new URL(url).searchParams.get('limit') ?? '');
      return url.includes('limit=') ? route.continue() : route.continue({ url: `${url}&limit=2` });
    });
    await signIn(sitting, 'P01');
    const lines = page.locator('.lines .line');
    await expect.poll(() => lines.count()).toBe(2);
    await page.getByRole('button', { name: word('more') }).click();
    await expect.poll(() => lines.count()).toBeGreaterThan(2);
    const before = await lines.count();
    const open = Number(await page.locator('.quick .count').first().textContent());
    await complain(await resident(), '丁件');
    await hide(page, false);
    await expect.poll(() => page.locator('.quick .count').first().textContent()).toBe(String(open + 1));
    expect(await lines.count()).toBe(before);
    expect(asked.at(-1)).toBe(String(before));
    await sitting.close();
  });

  test('a number is searched among open and closed cases alike, whatever was filtered before', async () => {
    const number = await complain(await resident(), '已经解决的事');
    const key = await keyOf('V01');
    for (const body of [{ event: 'answered', text: '已处理' }, { event: 'called-back' }])
      expect(
        (
          await fetch(`${town.url}/v1/desk/cases/${number}/acts`, {
            method: 'POST',
            headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).status,
      ).toBe(200);
    const sitting = await atDesk('phone', 'P01', '#/cases?state=late');
    const { page } = sitting;
    await page.locator('.fold summary').click();
    await page.locator('input[type=search]').fill(number);
    await page.keyboard.press('Enter');
    await page.locator(`[data-key="${number}"]`).waitFor();
    expect(await hash(page)).not.toContain('state');
    expect(await page.getByLabel(word('state'), { exact: true }).isVisible()).toBe(false);
    await look(sitting, 'closed-found');
    await sitting.close();
  });

  test('a case is opened by the keyboard, and the way back leads to its line', async () => {
    const number = await complain(await resident(), '排队两小时没人理');
    const sitting = await atDesk('phone', 'P01', '#/cases');
    const { page } = sitting;
    await page.locator(`[data-key="${number}"] a`).focus();
    await page.keyboard.press('Enter');
    await page.locator('.case h2').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    expect(await page.title()).toContain(number);
    await look(sitting, 'complaint');
    await page.goBack();
    await page.locator(`[data-key="${number}"]`).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset.key))
      .toBe(number);
    await sitting.close();
  });

  test('the resident is answered: words are needed, who reads them is said, and the history has them', async () => {
    const number = await complain(await resident(), '<img src=x onerror=alert(1)> 抄表员摔门');
    const sitting = await atDesk('screen', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    // What a resident wrote is text, whatever it looks like.
    await page.locator('.case').getByText('<img src=x onerror=alert(1)> 抄表员摔门').waitFor();
    await carryOut(page, 'contacted');
    await page.getByText(word('doneAct').replace('{act}', '已联系用户')).waitFor();
    await act(page, 'answered').click();
    await page.locator('.act-form').getByText(word('shownToResident')).waitFor();
    await page.locator('.act-form .main').click();
    await alert(page).getByText(word('wordsNeeded')).waitFor();
    await look(sitting, 'answer');
    await page.locator('.act-form textarea').fill('已向抄表员核实，他会当面道歉。');
    await page.locator('.act-form .main').click();
    await page.locator('.history').getByText('已向抄表员核实，他会当面道歉。').waitFor();
    await page.locator('.stage').getByText(/回访/).waitFor();
    await sitting.close();
  });

  test('words from right to left are read so, with their numbers in place, and what stands beside them is not turned', async () => {
    const story = 'המונה מציג 12.5 (ולא 3)';
    const number = await complain(await resident(), story);
    const { page, close } = await atDesk('screen', 'P01', `#/cases/${number}`);
    const words = page.locator('.case').getByText(story);
    await words.waitFor();
    /** Where a part of the words stands: a bracket that ends them is at their left. */
    const leftOf = (part: string) =>
      words.evaluate((node, wanted) => {
        const text = node.firstChild as Text;
        const range = document.createRange();
        range.setStart(text, text.data.indexOf(wanted));
        range.setEnd(text, text.data.indexOf(wanted) + wanted.length);
        return range.getBoundingClientRect().left;
      }, part);
    const [first, digits, end] = [await leftOf('המונה'), await leftOf('12.5'), await leftOf(')')];
    expect([first > digits, digits > end]).toEqual([true, true]);
    await act(page, 'noted').click();
    expect(await page.locator('.act-form textarea').getAttribute('dir')).toBe('auto');
    await close();
  });

  test.each(LOCALES)('of an anonymous report it is said in %s that its reporter may read the words', async (locale) => {
    const number = await complain(await resident(), '有人从电线杆接线', {
      category: 'report',
      about: '三栋的饭店',
      anonymous: true,
      contactPhone: undefined,
    });
    const sitting = await atDesk('phone', 'P01', `#/cases/${number}`, { locale });
    await act(sitting.page, 'word-given').click();
    await sitting.page.locator('.act-form').getByText(word('shownByNumber', locale)).waitFor();
    await look(sitting, 'anonymous');
    await sitting.close();
  });

  test('what is pressed twice is done once, and the second press does not do what comes next', async () => {
    const number = await rename();
    const sitting = await atDesk('screen', 'A01', `#/cases/${number}`);
    const { page } = sitting;
    const sent = await hold(page, '**/acts', 'POST');
    // Both halves of a double click open the question, and none of them answers it.
    await act(page, 'accepted').dblclick();
    await page.locator('.ask').getByText(word('sureAct').replace('{act}', '开始审核')).waitFor();
    expect(sent.asked()).toBe(0);
    await page.locator('.ask .main').dblclick();
    await page.locator('.ask .main').press('Enter');
    await sent.held();
    await sent.letGo();
    await page.locator('.done').getByText(word('doneAct').replace('{act}', '')).waitFor();
    expect(sent.asked()).toBe(1);
    // The answer is there before the second half of a double click: it falls on what stands in that place now.
    const next = act(page, 'checked');
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    await next.click({ force: true });
    expect([sent.asked(), await page.locator('.act-form').count()]).toEqual([1, 0]);
    await next.click();
    await page.locator('.ask .main').click();
    await expect.poll(async () => (await town.house.services.cases.byNumber(number))?.stage).toBe('approving');
    expect(sent.asked()).toBe(2);
    await sitting.close();
  });

  test('words for a case are sent once, however often one presses, and a double click does not answer the question before an end', async () => {
    const home = nextHome();
    const filed = { kind: 'meter-test', accountNumber: home.accountNumber, description: '短信发了三遍' };
    const number = String((await (await holder(home)).post('/v1/requests', filed)).caseNumber);
    const sitting = await atDesk('screen', 'M01', `#/cases/${number}`);
    const { page } = sitting;
    const sent = await hold(page, '**/acts', 'POST');
    await act(page, 'word-given').click();
    await page.locator('.act-form textarea').fill('正在核实');
    await page.locator('.act-form .main').dblclick();
    await page.locator('.act-form textarea').press('Control+Enter');
    await sent.held();
    await sent.letGo();
    await page.locator('.history').getByText('正在核实').waitFor();
    expect([sent.asked(), await page.locator('.history').getByText('正在核实').count()]).toEqual([1, 1]);
    await act(page, 'answered').click();
    await page.locator('.act-form textarea').fill('电表没有问题');
    await page.locator('.act-form .main').dblclick();
    await page.locator('.ask .main').click({ force: true });
    expect(sent.asked()).toBe(1);
    await page.locator('.ask .main').click();
    await expect.poll(async () => (await town.house.services.cases.byNumber(number))?.stage).toBe('done');
    await sitting.close();
  });

  test('a case that comes after one went elsewhere neither renames the page nor takes the focus', async () => {
    const [first, second] = [
      await complain(await resident(), '第一封信'),
      await complain(await resident(), '第二封信'),
    ];
    const sitting = await atDesk('screen', 'P01', '#/cases');
    const { page } = sitting;
    const late = await hold(page, `**/v1/desk/cases/${first}`);
    await goTo(page, `#/cases/${first}`);
    await late.held();
    await goTo(page, `#/cases/${second}`);
    await page.locator('.case').getByText('第二封信').waitFor();
    await late.letGo();
    expect(await page.title()).toContain(second);
    expect(await page.locator('.case').textContent()).not.toContain('第一封信');
    await sitting.close();
  });

  test('an end is asked about once more in the page, and can be thought better of', async () => {
    const number = await apply();
    const sitting = await atDesk('screen', 'A01', `#/cases/${number}`, { locale: 'en' });
    const { page } = sitting;
    await act(page, 'rejected').click();
    await page.locator('.act-form textarea').fill('The deed is of another home.');
    await page.locator('.act-form .main').click();
    await page.getByText(word('endsCase', 'en')).waitFor();
    await look(sitting, 'sure');
    await page.locator('.ask .plain').click();
    expect(await page.locator('.act-form textarea').inputValue()).toBe('The deed is of another home.');
    await page.locator('.act-form .main').click();
    await page.locator('.ask .main').click();
    await page.locator('.stage').getByText('Not approved').waitFor();
    expect((await town.house.services.cases.byNumber(number))?.stage).toBe('rejected');
    await sitting.close();
  });

  test('who checked an application cannot approve it; another does, on a phone', async () => {
    const number = await rename();
    const sitting = await atDesk('screen', 'A01', `#/cases/${number}`);
    const { page } = sitting;
    await carryOut(page, 'accepted');
    await carryOut(page, 'checked');
    await page.locator('.done').getByText('初审通过').waitFor();
    expect(await act(page, 'approved').count()).toBe(0);
    const other = await atDesk('phone', 'V01', `#/cases/${number}`);
    await act(other.page, 'approved').click();
    await other.page.getByText(word('endsCase')).waitFor();
    await look(other, 'approve');
    await other.page.locator('.ask .plain').click();
    await act(other.page, 'approved').click();
    await other.page.locator('.ask .main').click();
    await other.page.locator('.stage').getByText('已办结').waitFor();
    await other.close();
    await sitting.close();
  });

  test('when a colleague was quicker the form says so and the newest is there, with one’s words', async () => {
    const number = await complain(await resident(), '账单看不懂');
    const sitting = await atDesk('screen', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'answered').click();
    await page.locator('.act-form textarea').fill('已经解释过了');
    const key = await keyOf('V01');
    const first = await fetch(`${town.url}/v1/desk/cases/${number}/acts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ event: 'answered', text: '已寄解释函' }),
    });
    expect(first.status).toBe(200);
    await page.locator('.act-form .main').click();
    await alert(page).getByText(word('code_not_now')).waitFor();
    await page.locator('.history').getByText('已寄解释函').waitFor();
    expect(await page.getByLabel(word('wordsKept')).inputValue()).toBe('已经解释过了');
    await look(sitting, 'quicker');
    await sitting.close();
  });

  test('papers are looked at in the page, and missing ones are asked for by name', async () => {
    const home = nextHome();
    const who = await holder(home);
    const asked = { kind: 'meter-test', accountNumber: home.accountNumber, description: '电表走得太快' };
    const number = String((await who.post('/v1/requests', asked)).caseNumber);
    const sitting = await atDesk('phone', 'M01', `#/cases/${number}`, { locale: 'zh-TW' });
    const { page } = sitting;
    await act(page, 'material-missing').click();
    await page.locator('.act-form .main').click();
    await alert(page).getByText(word('choosePapers', 'zh-TW')).waitFor();
    await page.getByLabel('電表照片').check();
    await look(sitting, 'papers');
    await page.locator('.act-form .main').click();
    await page.locator('.bullets').getByText('電表照片').waitFor();
    await sitting.close();

    const transfer = await apply();
    const other = await atDesk('phone', 'A01', `#/cases/${transfer}`);
    await other.page.getByRole('button', { name: /看产权证明/ }).click();
    await other.page.locator('img.paper').waitFor();
    expect(
      await other.page.locator('img.paper').evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).toBeGreaterThan(0);
    await look(other, 'paper');
    const [saved] = await Promise.all([
      other.page.waitForEvent('download'),
      other.page.getByRole('button', { name: /下载其他.*PDF/ }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(new RegExp(`^${transfer} .*\\.pdf$`));
    await other.close();
  });

  test('a case goes into other hands', async () => {
    const number = await complain(await resident(), '要求更正账单');
    const sitting = await atDesk('screen', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'reassigned').click();
    await page.getByLabel(word('toTeam')).selectOption('billing');
    await page.getByLabel(word('toPerson')).locator('option[value=B01]').waitFor({ state: 'attached' });
    await page.getByLabel(word('toPerson')).selectOption('B01');
    await look(sitting, 'hands');
    await page.locator('.act-form .main').click();
    await page.getByText(word('doneAct').replace('{act}', '转派…')).waitFor();
    expect(await town.house.services.cases.byNumber(number)).toMatchObject({ team: 'billing', owner: '冯丽' });
    await sitting.close();
  });

  test('a key that ran out in the middle signs out; what was typed is there after signing in again', async () => {
    const number = await complain(await resident(), '没有人回电话');
    const sitting = await atDesk('phone', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'word-given').click();
    await page.locator('.act-form textarea').fill('我们周三上门');
    await page.route('**/acts', (route) => route.fulfill({ status: 401, json: { code: 'unauthenticated' } }));
    await page.locator('.act-form .main').click();
    await page.getByText(word('signedOutByService')).waitFor();
    await look(sitting, 'signed-out');
    await page.unroute('**/acts');
    await signIn(sitting, 'P01');
    await expect.poll(() => page.locator('.act-form textarea').inputValue()).toBe('我们周三上门');
    await page.locator('.act-form .main').click();
    await page.locator('.history').getByText('我们周三上门').waitFor();
    await sitting.close();
  });

  test('without a network the words stay and the form says so', async () => {
    const number = await complain(await resident(), '路灯不亮');
    const sitting = await atDesk('phone', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'noted').click();
    await page.locator('.act-form textarea').fill('转给市政');
    await sitting.context.setOffline(true);
    await page.locator('.act-form .main').click();
    await alert(page).getByText(word('offline')).waitFor();
    expect(await page.locator('.act-form textarea').inputValue()).toBe('转给市政');
    await sitting.context.setOffline(false);
    await page.locator('.act-form .main').click();
    await page.locator('.history').getByText('转给市政').waitFor();
    await sitting.close();
  });
});

describe('with a first-day clerk', () => {
  const actOver = async (staffId: string, number: string, body: object) =>
    fetch(`${town.url}/v1/desk/cases/${number}/acts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await keyOf(staffId)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('they land on the cases of their team, whose number stands in the menu; a team that is the only one is not chosen', async () => {
    await complain(await resident(), '落地页');
    const sitting = await atDesk('screen', 'P01', '');
    const { page } = sitting;
    await page.locator('.quicks').waitFor();
    expect(await hash(page)).toBe('#/cases');
    await expect
      .poll(() => page.locator('#rooms [data-room=cases] .count').textContent())
      .toMatch(/^\d+ \d+ 件未办结$/);
    await page.locator('.fold summary').click();
    expect(await page.getByLabel(word('team'), { exact: true }).isVisible()).toBe(false);
    await sitting.close();
    const service = await atDesk('screen', 'S01', '');
    await expect.poll(() => hash(service.page)).toBe('#/handoffs');
    await service.close();
  });

  test.each(['zh-CN', 'en'] as const)(
    'a card says in %s what it is about, who and what comes next, and not one’s own team',
    async (locale) => {
      const home = nextHome();
      const number = await complain(await holder(home), `电表旁边的锁坏了，请打 13912345678 找我`);
      const sitting = await atDesk('phone', 'P01', '#/cases', { locale });
      const line = sitting.page.locator(`[data-key="${number}"]`);
      await line.waitFor();
      const text = (await line.textContent()) ?? '';
      expect(text).toContain('电表旁边的锁坏了');
      expect(text).not.toContain('13912345678');
      expect(text).toContain('陈**');
      expect(text).toContain(word('nextIs', locale).replace('{action}', ''));
      expect(text).not.toMatch(/投诉处理组| complaints /);
      await look(sitting, 'cards');
      await sitting.close();
    },
  );

  test.each(['phone', 'screen'] as const)(
    'on a %s the words, the address and the number of a case of danger come before all rows of facts',
    async (size) => {
      const who = await resident();
      const danger = { scope: 'home', danger: true, description: '门口的电线掉下来了' };
      const { caseNumber } = await who.post('/v1/outage-reports', {
        ...danger,
        address: '示例市平安路3号',
        contactPhone: '13912345678',
      });
      const sitting = await atDesk(size, 'D01', `#/cases/${caseNumber}`, {
        locale: size === 'phone' ? 'zh-CN' : 'zh-TW',
      });
      const { page } = sitting;
      await page.locator('.case .words').first().waitFor();
      const bottom = await page
        .locator('.case a[href^="tel:"]')
        .first()
        .evaluate((link) => link.getBoundingClientRect().bottom);
      expect(bottom).toBeLessThan(740);
      const order = await page.locator('.case').evaluate((node) => {
        const text = node.textContent ?? '';
        return ['门口的电线掉下来了', '示例市平安路3号', '13912345678'].map((one) => text.indexOf(one));
      });
      expect([...order].sort((a, b) => a - b)).toEqual(order);
      expect(await page.locator('.case .alert').count()).toBe(0);
      // What falls due first stands first.
      const promises = page.locator('.block', {
        has: page.getByRole('heading', { name: word('promises', size === 'phone' ? 'zh-CN' : 'zh-TW'), exact: true }),
      });
      const due = await promises
        .locator('time')
        .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
      expect(due.length).toBeGreaterThan(1);
      expect([...due].sort()).toEqual(due);
      await look(sitting, 'danger-first');
      await sitting.close();
    },
  );

  test.each(LOCALES)('danger with neither an address nor a number says so in %s before all else', async (locale) => {
    const who = await resident();
    await who.say('电线掉下来了，还冒火花');
    await expect.poll(async () => (await town.house.services.work.queue('dispatch')).length).toBeGreaterThan(0);
    const found = (await town.house.services.work.queue('dispatch', 50)).findLast(
      ({ summary }) => summary.description === '电线掉下来了，还冒火花' && !summary.address,
    );
    const sitting = await atDesk('phone', 'D01', `#/cases/${found?.caseNumber ?? ''}`, { locale });
    await sitting.page.locator('.case .alert').getByText(word('addressUnknown', locale)).waitFor();
    await sitting.page.locator('.case .alert').getByText(word('phoneUnknown', locale)).waitFor();
    await look(sitting, 'nowhere');
    await sitting.close();
  });

  test('a hand-over is chosen: nothing is chosen beforehand, and what changes nothing is refused', async () => {
    const number = await complain(await resident(), '转到哪里去');
    const sitting = await atDesk('phone', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'reassigned').click();
    await page.locator('.act-form .main').click();
    await alert(page).getByText(word('chooseHands')).waitFor();
    await page.getByLabel(word('toTeam')).selectOption('complaints');
    await page.locator('.act-form .main').click();
    await alert(page).getByText(word('sameHands')).waitFor();
    await look(sitting, 'same-hands');
    expect((await town.house.services.cases.byNumber(number))?.history).toHaveLength(1);
    await sitting.close();
  });

  test('words over the limit are counted and refused, and none of them is lost', async () => {
    const number = await complain(await resident(), '很长的答复');
    const sitting = await atDesk('phone', 'P01', `#/cases/${number}`, { locale: 'en' });
    const { page } = sitting;
    await act(page, 'answered').click();
    const long = '查'.repeat(2_600);
    await page.locator('.act-form textarea').fill(long);
    await page.locator('.act-form .length').getByText('2600 of at most 2000').waitFor();
    await page.locator('.act-form .main').click();
    await alert(page)
      .getByText(/600 too many/)
      .waitFor();
    expect((await page.locator('.act-form textarea').inputValue()).length).toBe(2_600);
    await look(sitting, 'too-long');
    await page.locator('.act-form textarea').fill(long.slice(0, 2_000));
    await page.locator('.act-form .main').click();
    await expect.poll(async () => (await town.house.services.cases.byNumber(number))?.stage).toBe('calling-back');
    await sitting.close();
  });

  test('an act that was done and whose answer was lost is not done again: the newest is shown, and that it is done already', async () => {
    const number = await complain(await resident(), '答案丢了');
    const sitting = await atDesk('screen', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    let sent = 0;
    await page.route('**/acts', async (route) => {
      sent += 1;
      await route.fetch();
      await route.abort();
    });
    await act(page, 'word-given').click();
    await page.locator('.act-form textarea').fill('明天上门');
    await page.locator('.act-form .main').click();
    await page.locator('.done').getByText(word('alreadyDone')).waitFor();
    expect(await page.locator('.history').getByText('明天上门').count()).toBe(1);
    // The reading anew was lost as well: the second press looks first.
    await page.route(`**/v1/desk/cases/${number}`, (route) => route.abort());
    await act(page, 'word-given').click();
    await page.locator('.act-form textarea').fill('后天上门');
    await page.locator('.act-form .main').click();
    await alert(page).getByText(word('offline')).waitFor();
    await page.unroute(`**/v1/desk/cases/${number}`);
    await page.locator('.act-form .main').click();
    await page.locator('.done').getByText(word('alreadyDone')).waitFor();
    expect(await page.locator('.history').getByText('后天上门').count()).toBe(1);
    expect(sent).toBe(2);
    await sitting.close();
  });

  test('of an act done in another tab the second press says that it is done already', async () => {
    const number = await complain(await resident(), '两个标签页');
    const sitting = await atDesk('screen', 'P01', `#/cases/${number}`);
    const { page } = sitting;
    await act(page, 'contacted').click();
    expect((await actOver('P01', number, { event: 'contacted' })).status).toBe(200);
    await page.locator('.ask .main').click();
    await page.locator('.done').getByText(word('alreadyDone')).waitFor();
    await sitting.close();
  });

  test.each(['zh-CN', 'zh-TW'] as const)(
    'danger stands first among those who wait in %s, in the name of its link, with the last words',
    async (locale) => {
      const early = await waitForPerson();
      const { caseNumber } = await waitForPerson(['我家电表箱冒火花，电话 13912345678', '转人工']);
      const sitting = await atDesk('phone', 'S01', '#/handoffs', { locale });
      const { page } = sitting;
      await page.locator(`[data-key="${caseNumber}"]`).waitFor();
      expect(await page.locator('.lines li').first().getAttribute('data-key')).toBe(caseNumber);
      const link = page.getByRole('link', { name: new RegExp(`^${word('dangerSeen', locale)}`) });
      const name = (await link.first().textContent()) ?? '';
      expect(name).toContain('我家电表箱冒火花');
      expect(name).not.toContain('13912345678');
      expect(name).not.toContain(word('noGoal', locale));
      await look(sitting, 'danger-waits');
      await link.first().click();
      await page.locator('.known .words').getByText('我家电表箱冒火花').waitFor();
      await look(sitting, 'danger-not-taken');
      await sitting.close();
      for (const one of [early.caseNumber, caseNumber]) {
        await town.house.services.attempt(() => town.house.services.handoff.take('S02', one));
        await give('S02', one);
      }
    },
  );

  test.each(['phone', 'screen'] as const)(
    'a long conversation that was taken over on a %s is at its end, and one’s own words stand right',
    async (size) => {
      const words = Array.from(
        { length: 14 },
        (_, n) => `第${n + 1}句：电费单上的数字我看不懂，请帮我看看是怎么算出来的`,
      );
      const { who, caseNumber } = await waitForPerson([...words, '转人工']);
      const sitting = await atDesk(size, 'S01', `#/handoffs/${caseNumber}`);
      const { page } = sitting;
      await page.getByRole('button', { name: word('take'), exact: true }).click();
      await page.locator('.reply textarea').waitFor();
      await page.waitForTimeout(300);
      const rest = () => page.locator('.log').evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
      expect(await rest()).toBeLessThan(2);
      await page.locator('.reply textarea').fill('我来看看');
      await page.keyboard.press('Enter');
      await page.locator('.entry.own').getByText('我来看看', { exact: true }).waitFor();
      await who.say('谢谢');
      await page.locator('.from-resident').getByText('谢谢', { exact: true }).waitFor({ timeout: 15_000 });
      expect(await rest()).toBeLessThan(2);
      const [own, theirs] = await Promise.all(
        ['.entry.own .bubble', '.from-resident .bubble'].map((one) =>
          page
            .locator(one)
            .last()
            .evaluate((bubble) => bubble.getBoundingClientRect().left),
        ),
      );
      expect(own).toBeGreaterThan(theirs ?? 0);
      await look(sitting, 'own-right');
      await give('S01', caseNumber);
      await sitting.close();
    },
  );

  test('words to a resident that are too long are counted and stay', async () => {
    const { caseNumber } = await waitForPerson();
    const sitting = await atDesk('phone', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await page.locator('.reply textarea').fill('长'.repeat(2_001));
    await page.keyboard.press('Enter');
    await alert(page)
      .getByText(/超出了 1 字/)
      .waitFor();
    expect((await page.locator('.reply textarea').inputValue()).length).toBe(2_001);
    await look(sitting, 'reply-too-long');
    await give('S01', caseNumber);
    await sitting.close();
  });

  test('who signs out while they talk with somebody is asked, and gives all back at one press', async () => {
    const { caseNumber } = await waitForPerson();
    const sitting = await atDesk('phone', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await page.locator('.reply textarea').waitFor();
    await goTo(page, '#/handoffs');
    await page.locator('.badge').getByText(word('withMe')).waitFor();
    // What was announced is not found by whoever comes by later.
    await expect.poll(() => page.locator('#announce').textContent(), { timeout: 15_000 }).toBe('');
    await page.getByRole('button', { name: word('signOut') }).click();
    await page.getByText(word('signOutHolding').replace('{n}', '1')).waitFor();
    await look(sitting, 'leaving');
    await page.getByRole('button', { name: word('stay') }).click();
    expect(await page.locator('#who strong').isVisible()).toBe(true);
    await page.getByRole('button', { name: word('signOut') }).click();
    await page.getByRole('button', { name: word('giveAllBack') }).click();
    await page.getByText(word('signedOut')).waitFor();
    expect((await town.house.services.cases.byNumber(caseNumber))?.stage).toBe('done');
    await sitting.close();
  });

  test('the loser of a race reads one sentence, with the name, and nobody waits there any more', async () => {
    const { caseNumber } = await waitForPerson();
    const sitting = await atDesk('screen', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    const take = page.getByRole('button', { name: word('take'), exact: true });
    await take.waitFor();
    // The page does not hear of it before the press.
    await page.route('**/v1/desk/handoffs/*?*', (route) => route.abort());
    await town.house.services.attempt(() => town.house.services.handoff.take('S02', caseNumber));
    await page.unroute('**/v1/desk/handoffs/*?*');
    await take.click();
    await page.locator('.talk').getByText(word('takenBy').replace('{name}', '吴强')).waitFor();
    expect(await page.locator('.talk').textContent()).not.toContain(word('gone'));
    expect(await page.locator('.talk .alert').count()).toBe(0);
    expect(await page.locator('.known').textContent()).not.toContain(word('waitingNow'));
    await give('S02', caseNumber);
    await sitting.close();
  });
});

describe('with those who wait', () => {
  test('the list and the title show somebody new without a reload, and where nobody waits it says so', async () => {
    const sitting = await atDesk('phone', 'S01', '#/handoffs');
    const { page } = sitting;
    await page.getByText(word('nobodyWaits')).waitFor();
    await look(sitting, 'nobody');
    const { caseNumber } = await waitForPerson();
    await page.locator(`[data-key="${caseNumber}"]`).waitFor({ timeout: 15_000 });
    expect(await page.title()).toMatch(/^\(1\) /);
    await look(sitting, 'waiting');
    await town.house.services.attempt(() => town.house.services.handoff.take('S02', caseNumber));
    await page.locator('.badge').getByText('吴强').waitFor({ timeout: 15_000 });
    await give('S02', caseNumber);
    await sitting.close();
  });

  test('taken over, talked with and given back: both see each other’s words, and a reader above is not pulled down', async () => {
    const phone: Phone = await openPhone(browser, town.url, 'zh-CN', 'desk-resident');
    await phone.write('我要投诉');
    await phone.write('抄表员');
    await phone.write('转人工');
    const [found] = (await town.house.services.handoff.queue()).filter(({ holder }) => holder === null);
    const sitting = await atDesk('screen', 'S01', `#/handoffs/${found?.caseNumber ?? ''}`);
    const { page } = sitting;
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await phone.sees('周敏');
    await page.locator('.reply textarea').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.keyboard.type('您好，我是周敏');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('请说说经过');
    await page.keyboard.press('Enter');
    await phone.sees('我是周敏');
    expect(await page.locator('.reply textarea').inputValue()).toBe('');
    await look(sitting, 'talk');

    await page.locator('.log').evaluate((log) => {
      log.scrollTop = 0;
    });
    await page.locator('.reply textarea').fill('正在写');
    await phone.page.fill('#input', '他摔门了');
    await phone.page.keyboard.press('Enter');
    await page.locator('.from-resident').getByText('他摔门了').waitFor({ timeout: 15_000 });
    expect(await page.locator('.log').evaluate((log) => log.scrollTop)).toBe(0);
    await page.locator('#announce').getByText('他摔门了').waitFor({ state: 'attached' });
    expect(await page.locator('.reply textarea').inputValue()).toBe('正在写');
    await page.locator('.newer').waitFor();
    await look(sitting, 'reading-above');

    await page.getByRole('button', { name: word('giveBack') }).click();
    await page.locator('.act-form:visible textarea').fill('已安抚');
    await look(sitting, 'give-back');
    await page.locator('.act-form:visible .main').click();
    await page.locator('.talk').waitFor({ state: 'detached' });
    await phone.sees('周敏的人工服务结束了');
    expect(await phone.shown()).not.toContain('已安抚');
    await phone.close();
    await sitting.close();
  });

  test('is handed on to a colleague with a note, who sees it on the list and takes it over', async () => {
    const { caseNumber } = await waitForPerson();
    const [first, second] = [
      await atDesk('phone', 'S01', `#/handoffs/${caseNumber}`),
      await atDesk('screen', 'S02', '#/handoffs'),
    ];
    await first.page.getByRole('button', { name: word('take'), exact: true }).click();
    await first.page.getByRole('button', { name: word('pass'), exact: true }).click();
    await first.page.locator('.act-form:visible .main').click();
    await first.page.locator('.act-form:visible .alert').getByText(word('chooseHands')).waitFor();
    await first.page.locator('.act-form:visible select').first().selectOption('service');
    await first.page.locator('.act-form:visible option[value=S02]').waitFor({ state: 'attached' });
    await first.page.locator('.act-form:visible select').last().selectOption('S02');
    await first.page.locator('.act-form:visible textarea').fill('问的是校表');
    await look(first, 'hand-on');
    await first.page.locator('.act-form:visible .main').click();
    await first.page.getByText('等吴强接手 · 同事的备注：问的是校表').waitFor();
    expect(await first.page.locator('.reply').isVisible()).toBe(true);
    const line = second.page.locator('.line', { hasText: word('offeredToMe') });
    await line.click({ timeout: 15_000 });
    await second.page.getByText('问的是校表').waitFor();
    await look(second, 'offered');
    await second.page.getByRole('button', { name: word('takeFrom').replace('{name}', '周敏') }).click();
    await second.page.locator('.reply textarea').waitFor();
    await first.page.getByText(word('takenBy').replace('{name}', '吴强')).waitFor({ timeout: 15_000 });
    await give('S02', caseNumber);
    await Promise.all([first.close(), second.close()]);
  });

  test('words that did not arrive stay in the field, and a colleague who was quicker is told of', async () => {
    const { caseNumber } = await waitForPerson();
    const sitting = await atDesk('phone', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await page.locator('.reply textarea').fill('您好');
    await sitting.context.setOffline(true);
    await page.keyboard.press('Control+Enter');
    await alert(page).getByText(word('unsure')).waitFor();
    expect(await page.locator('.reply textarea').inputValue()).toBe('您好');
    await look(sitting, 'unsure');
    await sitting.context.setOffline(false);
    await page.locator('.reply .main').click();
    await page.locator('.from-person').getByText('您好', { exact: true }).waitFor();
    await look(sitting, 'talk');
    await give('S01', caseNumber);
    await page.getByText(word('gone')).waitFor({ timeout: 15_000 });
    await sitting.close();
  });

  test('what was said is read by who took it over; before, the page shows what is known and says so', async () => {
    const { caseNumber } = await waitForPerson();
    for (const [size, locale] of [
      ['phone', 'zh-TW'],
      ['screen', 'en'],
    ] as const) {
      const sitting = await atDesk(size, 'S01', `#/handoffs/${caseNumber}`, { locale });
      await sitting.page.getByText(word('afterTaking', locale)).waitFor();
      expect(await sitting.page.locator('.entry').count()).toBe(0);
      await look(sitting, 'not-taken');
      await sitting.close();
    }
    const sitting = await atDesk('screen', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await page.locator('.known').getByText(word('wants'), { exact: true }).waitFor();
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await page.locator('.from-resident').getByText('我要投诉').waitFor();
    expect(await page.getByText(word('afterTaking')).count()).toBe(0);
    await give('S01', caseNumber);
    await sitting.close();
  });

  test('who was called back by telephone is ended at the case, where the way leads from the phone number', async () => {
    // Out of hours a number is asked for.
    await town.pass(11.5 * 60);
    const { caseNumber } = await waitForPerson(['转人工', '13912345678', '对']);
    const sitting = await atDesk('phone', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await look(sitting, 'phone-number');
    await page.getByRole('link', { name: word('calledByPhone') }).click();
    await act(page, 'called-back').click();
    await page.locator('.act-form, .act-place').getByText(word('endsCase')).waitFor();
    await look(sitting, 'called-back');
    await page.locator('.ask .main').click();
    await expect.poll(async () => (await town.house.services.cases.byNumber(caseNumber))?.stage).toBe('done');
    await town.pass(12.5 * 60);
    await sitting.close();
  });

  test('a reading from before “take over” that comes after it hides nothing and keeps the focus', async () => {
    const { caseNumber } = await waitForPerson();
    const sitting = await atDesk('screen', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await page.getByRole('button', { name: word('take'), exact: true }).waitFor();
    const old = await hold(page, '**/v1/desk/handoffs/*?*');
    await old.held();
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await page.locator('.reply textarea').waitFor();
    await page.keyboard.type('您好');
    await old.letGo();
    expect(await page.locator('.reply').isVisible()).toBe(true);
    await page.keyboard.type('，我是周敏');
    expect(await page.locator('.reply textarea').inputValue()).toBe('您好，我是周敏');
    await give('S01', caseNumber);
    await sitting.close();
  });

  test('who goes elsewhere while a conversation is being given back is not called back to the list', async () => {
    const { caseNumber } = await waitForPerson();
    const sitting = await atDesk('screen', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    await page.getByRole('button', { name: word('take'), exact: true }).click();
    await page.getByRole('button', { name: word('giveBack') }).click();
    const sent = await hold(page, '**/return', 'POST');
    await page.locator('.act-form:visible .main').dblclick();
    await sent.held();
    await goTo(page, '#/cases');
    await page.locator('.quicks').waitFor();
    await sent.letGo();
    expect([await hash(page), sent.asked()]).toEqual(['#/cases', 1]);
    expect(await page.title()).toContain(word('cases'));
    await sitting.close();
  });

  test('a message is sent once, and a conversation taken once, however often one presses', async () => {
    const { caseNumber } = await waitForPerson();
    const sitting = await atDesk('phone', 'S01', `#/handoffs/${caseNumber}`);
    const { page } = sitting;
    const taking = await hold(page, '**/take', 'POST');
    await page.getByRole('button', { name: word('take'), exact: true }).dblclick();
    await page.getByRole('button', { name: word('take'), exact: true }).press('Enter');
    await taking.held();
    await taking.letGo();
    const sent = await hold(page, '**/messages', 'POST');
    await page.locator('.reply textarea').fill('请稍等');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.locator('.reply .main').dblclick({ force: true });
    await sent.held();
    await sent.letGo();
    await page.locator('.from-person').getByText('请稍等', { exact: true }).waitFor();
    expect([taking.asked(), sent.asked()]).toEqual([1, 1]);
    expect(await page.locator('.from-person').getByText('请稍等', { exact: true }).count()).toBe(1);
    expect(await page.locator('.reply textarea').inputValue()).toBe('');
    await give('S01', caseNumber);
    await sitting.close();
  });

  test('the number in the title goes on while the window lies behind others', async () => {
    const sitting = await atDesk('screen', 'S01', '#/handoffs');
    const { page } = sitting;
    await page
      .locator('.told')
      .filter({ hasNotText: word('loading') })
      .waitFor();
    await page.clock.install();
    await hide(page, true);
    const { caseNumber } = await waitForPerson();
    const before = await page.title();
    await page.clock.runFor(61_000);
    await expect.poll(() => page.title()).not.toBe(before);
    expect(await page.title()).toMatch(/^\(\d+\) /);
    await town.house.services.attempt(() => town.house.services.handoff.take('S02', caseNumber));
    await give('S02', caseNumber);
    await sitting.close();
  });

  test('danger that was spoken of stands beside the conversation and leads to its case', async () => {
    const { caseNumber } = await waitForPerson(['电线掉下来了，还冒火花', '人工']);
    const sitting = await atDesk('screen', 'S02', `#/handoffs/${caseNumber}`, { locale: 'en', dark: true });
    const { page } = sitting;
    await page.locator('.danger-box').getByText(word('dangerSeen', 'en')).waitFor();
    await look(sitting, 'danger');
    await page.locator('.danger-box a').click();
    await page.locator('.case .badge.danger').waitFor();
    await look(sitting, 'danger-case');
    await sitting.close();
  });
});

test('a dispatcher says of an outage when power is expected back and that it is back, and is asked before the latter', async () => {
  const home = nextHome();
  const who = await holder(home);
  const report = { accountNumber: home.accountNumber, contactPhone: '13912345678', scope: 'area', danger: false };
  const { caseNumber } = await who.post('/v1/outage-reports', { ...report, description: '一片都没电' });
  const sitting = await atDesk('phone', 'D01', '#/outages');
  const { page } = sitting;
  await page.locator('.line').first().waitFor();
  await look(sitting, 'outages');
  await page.locator('.line').first().click();
  // Where they are, whom to call there, and by when a crew was promised.
  await page.locator('.report').getByText(home.address).waitFor();
  await page.locator('.report a[href="tel:13912345678"]').waitFor();
  await page.locator(`.report a[href$="${String(caseNumber)}"]`).waitFor();
  await page.locator('.pairs').getByText(word('arriveBy')).waitFor();
  await look(sitting, 'outage-reports');
  await act(page, 'dispatched').click();
  await page.locator('.act-form .main').click();
  await page.locator('.done').getByText(/已派/).waitFor();
  await act(page, 'estimated').click();
  expect(await page.locator('input[type=datetime-local]').inputValue()).toBe('');
  await page.locator('.act-form .main').click();
  await alert(page).getByText(word('estimateNeeded')).waitFor();
  await page.locator('input[type=datetime-local]').fill('2020-01-01T10:00');
  await page.locator('.act-form .main').click();
  await alert(page).getByText(word('estimateNeeded')).waitFor();
  await page.locator('input[type=datetime-local]').fill('2026-12-31T10:00');
  await look(sitting, 'estimate');
  await page.locator('.act-form .main').click();
  await page.locator('.pairs').getByText('12月31日 10:00').waitFor();
  await act(page, 'restored').click();
  await page.getByText(word('sureRestored')).waitFor();
  await look(sitting, 'restored');
  await page.locator('.act-form .main').click();
  await page
    .locator('.done')
    .getByText(/恢复供电/)
    .waitFor();
  await town.pass(1);
  await expect
    .poll(async () => (await town.house.services.cases.byNumber(String(caseNumber)))?.stage, { timeout: 10_000 })
    .toBe('restored');
  await sitting.close();
});

test('what colleagues wrote down of an outage is read, and a note begun outlives another language and a key that ran out', async () => {
  const home = nextHome();
  const who = await holder(home);
  const report = { accountNumber: home.accountNumber, contactPhone: '13912345678', scope: 'area', danger: false };
  await who.post('/v1/outage-reports', { ...report, description: '整条街都黑了' });
  const outages = await town.house.services.outages.queue();
  const outageId = outages.at(-1)?.outageId ?? '';
  await town.house.services.attempt(() =>
    town.house.services.outages.act('D02', outageId, 'dispatched', { text: '带上高空车' }),
  );
  const sitting = await atDesk('phone', 'D01', `#/outages/${outageId}`);
  const { page } = sitting;
  await act(page, 'arrived').click();
  await page.locator('.act-form textarea').fill('门卫有钥匙');
  await page.selectOption('#language', 'en');
  await page.locator('#rooms').getByText('Outages').waitFor();
  await expect.poll(() => page.locator('.act-form textarea').inputValue()).toBe('门卫有钥匙');
  await page.route('**/acts', (route) => route.fulfill({ status: 401, json: { code: 'unauthenticated' } }));
  await page.locator('.act-form .main').click();
  await page.getByText(word('signedOutByService', 'en')).waitFor();
  await page.unroute('**/acts');
  await signIn(sitting, 'D01');
  await expect.poll(() => page.locator('.act-form textarea').inputValue()).toBe('门卫有钥匙');
  const old = await hold(page, '**/v1/desk/outages');
  await hide(page, false);
  await old.held();
  const sent = await hold(page, '**/acts', 'POST');
  await page.locator('.act-form .main').dblclick();
  await sent.held();
  await sent.letGo();
  await page.locator('.done').getByText(/Done/).waitFor();
  // A list from before the act that comes after it takes nothing back.
  await old.letGo();
  expect(await act(page, 'arrived').count()).toBe(0);
  expect(sent.asked()).toBe(1);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('门卫有钥匙');
  const notes = page.locator('.history .words');
  await expect.poll(() => notes.allTextContents()).toEqual(['带上高空车', '门卫有钥匙']);
  await page.locator('.history').getByText(/孙涛/).waitFor();
  await look(sitting, 'outage-history');
  await sitting.close();
});

test('of an outage’s act whose answer was lost it is said that it is done already, and it is done once', async () => {
  const home = nextHome();
  const who = await holder(home);
  const report = { accountNumber: home.accountNumber, contactPhone: '13912345678', scope: 'area', danger: false };
  const before = (await town.house.services.outages.queue()).map(({ outageId }) => outageId);
  await who.post('/v1/outage-reports', { ...report, description: '又停了' });
  const queue = await town.house.services.outages.queue();
  const outageId = (queue.find((one) => !before.includes(one.outageId)) ?? queue.at(-1))?.outageId ?? '';
  const sitting = await atDesk('screen', 'D01', `#/outages/${outageId}`, { locale: 'en' });
  const { page } = sitting;
  await page.route('**/acts', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await act(page, 'estimated').click();
  await page.locator('input[type=datetime-local]').fill('2026-12-31T10:00');
  await page.locator('.act-form .main').click();
  await page.locator('.done').getByText(word('alreadyDone', 'en')).waitFor();
  expect(await page.locator('.act-form').count()).toBe(0);
  await look(sitting, 'outage-done-already');
  const [one] = (await town.house.services.outages.entries([outageId])).filter(({ event }) => event === 'estimated');
  expect(one?.actor).toBe('clerk:D01');
  await sitting.close();
});

describe('with knowledge and figures', () => {
  test('an editor’s supervisor finds what was not answered and takes a draft along', async () => {
    await (await resident()).get(`/v1/knowledge/answer?${new URLSearchParams({ q: '火星移民的车票怎么退' })}`);
    const sitting = await atDesk('phone', 'V01', '#/gaps');
    await sitting.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { page } = sitting;
    await page.locator('.line').getByText('火星移民的车票怎么退').waitFor();
    await page.locator('.table').getByText(word('current')).waitFor();
    await look(sitting, 'gaps');
    await page.locator('.line').first().click();
    await page.getByRole('button', { name: word('copy') }).click();
    await page.getByText(word('copied')).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('火星移民的车票怎么退');
    await look(sitting, 'draft');
    await page.goBack();
    await page.getByLabel(word('questionLanguage')).selectOption('en');
    await page.getByText(word('noGaps')).waitFor();
    await sitting.close();
  });

  test.each(['phone', 'screen'] as const)('figures of a period are drawn and read on a %s', async (size) => {
    const sitting = await atDesk(size, 'V02', '#/statistics', { locale: size === 'phone' ? 'zh-TW' : 'zh-CN' });
    const { page } = sitting;
    await page.locator('.chart').first().waitFor();
    const drawn = await page
      .locator('.chart')
      .first()
      .locator('tr')
      .evaluateAll((rows) =>
        rows.map((row) => [
          Number(row.querySelector('.value')?.textContent),
          row.querySelector('.fill')?.getBoundingClientRect().width ?? 0,
        ]),
      );
    const most = Math.max(...drawn.map(([count = 0]) => count));
    const whole = Math.max(...drawn.map(([, width = 0]) => width));
    expect([most > 1, whole > 40]).toEqual([true, true]);
    for (const [count = 0, width = 0] of drawn) expect(width).toBeCloseTo(Math.max((count / most) * whole, 2), 0);
    await look(sitting, 'statistics');
    await page.locator('input[type=date]').first().fill('2026-12-31');
    await page.locator('.period .main').click();
    await alert(page)
      .getByText(word('wrongPeriod', size === 'phone' ? 'zh-TW' : 'zh-CN'))
      .waitFor();
    expect(await page.locator('.chart').count()).toBe(0);
    await page.locator('input[type=date]').first().fill('');
    await page.locator('.period .main').click();
    await alert(page)
      .getByText(word('emptyPeriod', size === 'phone' ? 'zh-TW' : 'zh-CN'))
      .waitFor();
    await page.goBack();
    await page.locator('.chart').first().waitFor();
    await sitting.close();
  });
});

test('a morning at the desk, as the README shows it', async () => {
  const who = await holder(nextHome());
  const caseNumber = await complain(who, 'The meter reader slammed our gate and swore at my mother.', {
    about: 'meter reader',
  });
  const danger = { scope: 'home', danger: true, description: 'A wire is down and sparking in front of our house' };
  await who.post('/v1/outage-reports', { ...danger, address: '示例市平安路3号', contactPhone: '13912345678' });
  await rename();
  const sitting = await atDesk('screen', 'V01', '#/cases', { locale: 'en' });
  await sitting.page.locator('.badge.danger').first().waitFor();
  await sitting.page.goto(`${town.url}/desk#/cases/${caseNumber}`);
  await sitting.page.locator('.case').getByText('slammed our gate').waitFor();
  await fits(sitting.page);
  const path = process.env.PICTURES === '1' ? README : `${SHOTS}/desk-readme.png`;
  await sitting.page.screenshot({ path, scale: 'css' });
  await sitting.close();
});

test('it has its picture in the README', () => {
  expect(existsSync(README)).toBe(true);
});

test.each(LOCALES)('in %s type of twice the size needs no scrolling sideways, on a phone either', async (locale) => {
  const number = await apply();
  const { caseNumber } = await waitForPerson();
  for (const size of ['phone', 'screen'] as const) {
    const sitting = await atDesk(size, 'V01', '#/cases', { locale });
    const { page } = sitting;
    // On a screen the whole page is made larger, on a phone its letters are.
    if (size === 'screen') await page.setViewportSize({ width: 640, height: 400 });
    else await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    for (const [at, what] of [
      ['#/cases', '.line'],
      [`#/cases/${number}`, '.case h2'],
      ['#/handoffs', '.line'],
      [`#/handoffs/${caseNumber}`, '.talk h2'],
      ['#/gaps', '.table'],
      ['#/statistics', '.chart'],
    ] as const) {
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, at);
      await page.locator(what).first().waitFor();
      await sitting.picture(`large${at.replace(/\W+/g, '-').replace(/-?W\d+/, '-one')}`);
      await fits(page);
    }
    await sitting.close();
  }
});

test('the page has no traditional sign in zh-CN, no simplified one in zh-TW, and none at all in English', () => {
  const [toSimplified, toTraditional] = [
    OpenCC.Converter({ from: 'tw', to: 'cn' }),
    OpenCC.Converter({ from: 'cn', to: 'tw' }),
  ];
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [zhCN, zhTW, en] of Object.values(DESK_WORDS)) {
    expect(toSimplified(zhCN)).toBe(zhCN);
    expect(toTraditional(zhTW)).toBe(zhTW);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect([holes(zhTW), holes(en)]).toEqual([holes(zhCN), holes(zhCN)]);
  }
});

test('nothing that the service knows by a code is shown by its code', () => {
  const families: readonly (readonly [family: string, codes: readonly string[]])[] = [
    ['reason', [...MISS_REASONS, 'not-helpful', 'person-asked']],
    ['low', RATING_REASONS],
    ['service', SERVICES],
    ['p', PROMISE_KINDS],
    ['channel', CHANNELS],
    ['cause', OUTAGE_CAUSES],
    ['source', OUTAGE_SOURCES],
    ['code', DESK_PROBLEMS],
  ];
  const without = families.flatMap(([family, codes]) =>
    codes.map((code) => `${family}_${code}`).filter((key) => !Object.hasOwn(DESK_WORDS, key)),
  );
  expect(without).toEqual([]);
});
