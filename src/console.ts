/** Start: the bot in a terminal, on the same house as everything else; payment links work, since the service runs behind it. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { freePort } from './cli/free-port.ts';
import { localDatabase } from './cli/local.ts';
import { prepareDatabase } from './cli/prepare.ts';
import { keepClock } from './cli/service-clock.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Choice, Reply } from './conversation/message.ts';
import { DEMO_HINTS } from './domain/demo.ts';
import { startNode } from './node.ts';

const LOOK_MS = 500;

async function main(): Promise<void> {
  const local = await localDatabase(process.env);
  const port = process.env.PORT || String(await freePort());
  const environment = {
    ...process.env,
    PORT: port,
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${port}`,
    DEMO_NOW_SINCE: String(Date.now()),
    ...local.shared,
  };
  const config = readConfig(environment, Date.now());
  await prepareDatabase(local.databaseUrl, config);
  await keepClock(local.databaseUrl, config);
  // Events stay silent here; only text messages are of use to the person at the keyboard.
  const sink = (line: string) => {
    if (line.startsWith('[text message')) console.log(`\n   ${line}`);
  };
  const running = await startNode(environment, local.databaseUrl, { sink });
  const { converse, clock } = running.house;
  const person = { channel: 'console' as const, channelUserId: randomUUID() };

  let choices: readonly Choice[] = [];
  let shownTurn = 0;
  const show = (replies: readonly Reply[]) => {
    for (const reply of replies) {
      print(reply);
      if ('choices' in reply) {
        for (const choice of reply.choices) {
          choices = [...choices, choice];
          console.log(`   [${choices.length}] ${choice.label}`);
        }
      }
    }
  };
  const showNew = async () => {
    for (const entry of await converse.following(person, shownTurn, 20)) {
      // The look in between may have shown it while this one was asking.
      if (entry.turn <= shownTurn) continue;
      shownTurn = entry.turn;
      show(entry.answer.replies);
    }
  };

  const [hint] = DEMO_HINTS;
  console.log(
    `Write as you would on a phone, or the number of a choice; /quit ends.\nTry 查电费, account ${hint.accountNumber}, phone ${hint.phone}.`,
  );
  const looking = setInterval(() => void showNew().catch(() => {}), LOOK_MS);
  // Not before it is read: what a pipe holds is there at once, and a line that nobody waits for is lost.
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  let inputEnded = false;
  terminal.once('close', () => {
    inputEnded = true;
  });
  terminal.setPrompt('> ');
  terminal.prompt();
  for await (const line of terminal) {
    const said = line.trim();
    if (said === '/quit') break;
    if (said !== '') {
      const choice = /^\d{1,2}$/.test(said) ? choices[Number(said) - 1] : undefined;
      choices = [];
      const content = choice
        ? { kind: 'button' as const, value: choice.button }
        : { kind: 'text' as const, text: said };
      const [snapshot] = await converse.accept([{ ...person, eventId: randomUUID(), at: clock.now(), content }]);
      await converse.answerWaiting(person, snapshot);
      await showNew();
      await running.house.delivery.sendDue();
    }
    // The end of a pipe is seen before its lines are answered.
    if (!inputEnded) terminal.prompt();
  }
  clearInterval(looking);
  await running.stop();
  await local.stop();
  process.exit(0);
}

function print(reply: Reply): void {
  switch (reply.kind) {
    case 'text':
    case 'choices':
      console.log(`   ${reply.text.replaceAll('\n', '\n   ')}`);
      break;
    case 'card':
      console.log(`   ── ${reply.title} ──`);
      for (const [label, value] of reply.rows) console.log(`   ${label}  ${value}`);
      if (reply.link) console.log(`   ${reply.link.label}: ${reply.link.url}`);
      break;
    case 'chart': {
      const most = Math.max(...reply.bars.map((bar) => Number(bar.value)), 1);
      console.log(`   ── ${reply.title} ──`);
      for (const bar of reply.bars)
        console.log(
          `   ${bar.label} ${'█'.repeat(Math.round((Number(bar.value) / most) * 30))} ${bar.value} ${reply.unit}`,
        );
      break;
    }
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
