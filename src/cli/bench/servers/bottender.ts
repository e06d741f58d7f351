/** bottender with its LINE connector, its express server and sessions in memory: answers every text with a line of its own. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { reportTo } from './report.ts';

const { BENCH_BOTS = '', LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN, LINE_API_URL, PORT } = process.env;
/** What is used of it here; it has types of its own that are not installed. */
interface Bottender {
  readonly LineBot: new (options: object) => { onEvent(handler: (context: Context) => Promise<void>): unknown };
}
interface Context {
  readonly event: { readonly text: string };
  readonly state: { readonly said?: number };
  setState(state: object): void;
  replyText(text: string): Promise<unknown>;
}
interface Listening {
  listen(port: number, host: string, then: () => void): { close(): void };
}

const load = createRequire(join(BENCH_BOTS, 'node_modules/'));
const { LineBot } = load('bottender') as Bottender;
const { createServer } = load('@bottender/express') as { createServer(bot: object, options: object): Listening };
const bot = new LineBot({
  accessToken: LINE_CHANNEL_ACCESS_TOKEN,
  channelSecret: LINE_CHANNEL_SECRET,
  origin: LINE_API_URL,
});
bot.onEvent(async (context) => {
  const said = (context.state.said ?? 0) + 1;
  context.setState({ said });
  await context.replyText(`${said}: ${context.event.text}`);
});
const server = createServer(bot, { path: '/webhooks/line' }).listen(Number(PORT), '127.0.0.1', () =>
  reportTo(async () => server.close()),
);
