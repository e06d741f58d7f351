/** Every service as a newcomer meets it, in English, with the picture that the README shows of it (`PICTURES=1` writes those). */
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Phrase, phrase } from '../../src/conversation/sentences/book.ts';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import type { CaseKind } from '../../src/domain/cases.ts';
import { SERVICES, type ServiceId } from '../../src/domain/names.ts';
import type { ClerkEvent } from '../../src/services/cases/work.ts';
import { fits, openBrowser, openPhone, type Phone } from '../support/phone.ts';
import { startTownNode } from '../support/running-node.ts';
import { CHEN, LI, WANG } from '../support/town.ts';

const README = fileURLToPath(new URL('../../.readme/services', import.meta.url));
const SHOTS = fileURLToPath(new URL('./screenshots', import.meta.url));

const label = (said: Phrase): string => voiceOf('en').say(said);
/** Words that are written, a button that is tapped, or something that happens meanwhile. */
type Step = string | { readonly tap: string } | ((phone: Phone) => Promise<unknown>);
const tap = (said: Phrase | string): Step => ({ tap: typeof said === 'string' ? said : label(said) });

/** Pays at the sandbox's page, in a tab of its own; the receipt comes by itself. */
const pay: Step = async (phone) => {
  await phone.tap(label(phrase('label.pay-yes')));
  const link = phone.page.locator('a.go').last();
  const [gateway] = await Promise.all([phone.page.context().waitForEvent('page'), link.click()]);
  await gateway.waitForSelector('button.main');
  await gateway.click('button.main');
  await gateway.waitForSelector('[role=status]');
  await gateway.close();
  await phone.sees(label(phrase('paid.title')));
  await phone.tap(label(phrase('option.score', { score: 5 })));
};

/** A clerk does something with the newest case of this kind. */
const clerk =
  (kind: CaseKind, event: ClerkEvent): Step =>
  async () => {
    const { case_number: number } = await house.db
      .selectFrom('cases')
      .select('case_number')
      .where('kind', '=', kind)
      .orderBy('opened_at', 'desc')
      .executeTakeFirstOrThrow();
    const done = await house.house.services.attempt(() => house.house.services.work.act('P01', number, event));
    if (!done.ok) throw new Error(done.problem.code);
    await house.pass(1);
  };

interface Story {
  readonly account: { readonly accountNumber: string; readonly phone: string } | null;
  readonly steps: readonly Step[];
  /** What must be on the screen at the end. */
  readonly shows: RegExp;
}

const complain: readonly Step[] = [
  'I want to make a complaint',
  tap(phrase('option.about', { about: 'person' })),
  'Two hours in the queue and nobody helped',
  '13900000003',
  'yes',
];

/** Small talk is no service to picture, linking needs two phones, an answer is its article; a payment's receipt and its rating are in the README's first picture. */
const STORIES: Readonly<Record<Exclude<ServiceId, 'smalltalk' | 'knowledge.ask' | 'channel.link'>, Story>> = {
  'account.bind': { account: CHEN, steps: [], shows: /linked|bound/i },
  'account.switch': { account: CHEN, steps: ['Switch account'], shows: /999\*{4}0033/ },
  'account.unbind': { account: CHEN, steps: ['Unlink my account'], shows: /999\*{4}0033/ },
  // In the order of the days that pass: what is to be paid comes first.
  'bill.query': { account: WANG, steps: ['Check my bill'], shows: /¥227\.71/ },
  'bill.explain': { account: WANG, steps: ['Why is it so high?'], shows: /\+¥50\.29|¥50\.29/ },
  'payment.pay': { account: WANG, steps: ['Pay my bill'], shows: /¥227\.71/ },
  'payment.history': { account: WANG, steps: ['Pay my bill', pay, 'Payment history'], shows: /¥227\.71/ },
  'invoice.issue': { account: LI, steps: ['Pay my bill', pay, 'I need an invoice'], shows: /invoice/i },
  'outage.report': {
    account: CHEN,
    steps: [
      'My power is out',
      tap(phrase('label.danger', { danger: 'no' })),
      tap(phrase('label.scope', { scope: 'building' })),
      tap(phrase('label.report-it')),
    ],
    shows: /W\d{13}/,
  },
  'outage.query': { account: WANG, steps: ['When will the power be back?'], shows: /outage|power/i },
  'account.transfer': {
    account: null,
    steps: [
      'I want to transfer an account',
      tap(phrase('option.ownership', { value: 'yes' })),
      CHEN.accountNumber,
      tap(phrase('option.role', { role: 'owner' })),
      tap(phrase('option.consent', { value: 'yes' })),
      '李建国 110101199001010025',
      tap(phrase('label.skip')),
      tap(phrase('option.papers', { value: 'later' })),
    ],
    shows: /110\*+0025/,
  },
  'account.rename': {
    account: CHEN,
    steps: ['The name on my account is misspelt'],
    shows: /rename|name/i,
  },
  'connection.new': {
    account: CHEN,
    steps: [
      'I need an EV charger',
      tap('陈** 999****0033'),
      'Garage B2, space 117',
      tap('My own space'),
      tap('7 kW'),
      '13900000003',
      tap(phrase('option.papers', { value: 'later' })),
      'yes',
    ],
    shows: /W\d{13}/,
  },
  'request.file': {
    account: CHEN,
    steps: ['I want my meter tested', 'It has run too fast since spring'],
    shows: /meter test/i,
  },
  'complaint.file': { account: null, steps: complain, shows: /W\d{13}/ },
  'progress.query': { account: null, steps: [...complain, 'Check progress'], shows: /Received/ },
  'progress.chase': {
    account: null,
    steps: [...complain, () => house.pass(25 * 60), 'Please hurry up', 'yes'],
    shows: /Chased/,
  },
  'notice.choose': { account: CHEN, steps: ['Notify me before outages'], shows: /notices/i },
  'handoff.request': { account: CHEN, steps: ['Talk to a person'], shows: /W\d{13}/ },
  'rating.give': {
    account: null,
    steps: [
      'I want to praise somebody',
      'The crew in our street',
      'Friendly and quick',
      tap(phrase('label.skip')),
      'yes',
      clerk('praise', 'passed-on'),
      (phone) => phone.sees('Very satisfied'),
    ],
    shows: /Very satisfied/,
  },
};

let house: Awaited<ReturnType<typeof startTownNode>>;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(README, { recursive: true });
  house = await startTownNode({ RATE_LIMITS: 'off' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function tell(phone: Phone, { account, steps }: Story): Promise<void> {
  if (account) await phone.bind(account, 'Link my account');
  for (const step of steps) {
    if (typeof step === 'function') await step(phone);
    else await (typeof step === 'string' ? phone.write(step) : phone.tap(step.tap));
  }
}

test.each(Object.entries(STORIES))('%s does what it says, and fits on the screen', async (service, story) => {
  const phone = await openPhone(browser, house.url, 'en', `service-${service}`);
  await phone.page.setViewportSize({ width: 360, height: 560 });
  await phone.page.locator('#demo .close').click();
  await tell(phone, story);
  await phone.page.evaluate(() => document.getElementById('toasts')?.replaceChildren());
  await phone.page.waitForTimeout(300);
  expect(await phone.last().then(async (last) => `${last} ${await phone.shown()}`)).toMatch(story.shows);
  await fits(phone.page);
  const folder = process.env.PICTURES === '1' ? README : SHOTS;
  await phone.page.screenshot({ path: `${folder}/${service}.png`, scale: 'css' });
  await phone.close();
});

test('each service has its picture in the README', () => {
  const missing = SERVICES.filter(
    (service) =>
      !['smalltalk', 'knowledge.ask', 'channel.link'].includes(service) && !existsSync(`${README}/${service}.png`),
  );
  expect(missing).toEqual([]);
});
