/** The environment, read and validated in one place; faults are listed all at once. */
import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const flag = z.enum(['0', '1']);

const schema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DEMO: flag.default('1'),
  DEMO_NOW: z.iso.datetime({ offset: true }).optional(),
  /** When the process that set DEMO_NOW started (ms); set by our own start commands, so that every isolate shares one clock. */
  DEMO_NOW_SINCE: z.coerce.number().int().positive().optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  PUBLIC_URL: url.optional(),
  TOKEN_SECRET: z.string().optional(),
  /** Taken as it stands: messages are POSTed exactly there. */
  SMS_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  LINE_CHANNEL_SECRET: z.string().min(1).optional(),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().min(1).optional(),
  LINE_API_URL: url.default('https://api.line.me'),
});

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly databaseUrl: string | null;
  /** Demo town and the hints beside the chat. */
  readonly demo: boolean;
  /** A clerk who works by itself in the demo town. */
  readonly demoClerk: boolean;
  /** The sandbox gateway: everywhere but in production. */
  readonly sandbox: boolean;
  readonly demoNow: { readonly showed: Date; readonly at: number } | null;
  readonly rateLimits: 'on' | 'off';
  readonly publicUrl: string;
  readonly tokenSecret: string;
  readonly smsWebhookUrl: string | null;
  readonly line: { readonly channelSecret: string; readonly accessToken: string; readonly apiUrl: string } | null;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Empty strings count as absent: that is how many hosts write "not set". Throws a ConfigError that lists every fault. */
export function readConfig(environment: Readonly<Record<string, unknown>>, startedAt: number): Config {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) =>
      typeof environment[name] === 'string' && environment[name] !== '' ? [[name, environment[name]]] : [],
    ),
  );
  const parsed = schema.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const env = parsed.success ? parsed.data : null;
  const production = given.NODE_ENV === 'production';
  if (production && given.DEMO_NOW) faults.push('DEMO_NOW: refused when NODE_ENV=production');
  if (production && given.RATE_LIMITS === 'off') faults.push('RATE_LIMITS: off is refused when NODE_ENV=production');
  if (production && given.TOKEN_SECRET && given.TOKEN_SECRET.length < 32) {
    faults.push('TOKEN_SECRET: too short (32 characters or more)');
  }
  if (!given.TOKEN_SECRET)
    faults.push('TOKEN_SECRET: missing (32 characters or more; every token and code is derived from it)');
  if (production && !given.PUBLIC_URL) faults.push('PUBLIC_URL: missing (links in chats point there)');
  if ((given.LINE_CHANNEL_SECRET === undefined) !== (given.LINE_CHANNEL_ACCESS_TOKEN === undefined)) {
    faults.push('LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN: set both or neither');
  }
  if (faults.length > 0 || !env)
    throw new ConfigError(`The environment is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return {
    production,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL ?? null,
    demo: env.DEMO === '1' && !production,
    // Tests decide themselves when a clerk acts.
    demoClerk: env.DEMO === '1' && !production && given.NODE_ENV !== 'test',
    sandbox: !production,
    demoNow: env.DEMO_NOW ? { showed: new Date(env.DEMO_NOW), at: env.DEMO_NOW_SINCE ?? startedAt } : null,
    rateLimits: env.RATE_LIMITS,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    tokenSecret: env.TOKEN_SECRET ?? '',
    smsWebhookUrl: env.SMS_WEBHOOK_URL ?? null,
    line:
      env.LINE_CHANNEL_SECRET && env.LINE_CHANNEL_ACCESS_TOKEN
        ? {
            channelSecret: env.LINE_CHANNEL_SECRET,
            accessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
            apiUrl: env.LINE_API_URL,
          }
        : null,
  };
}

/** What is switched on, for the start's printout and /healthz. */
export function switchedOn(config: Config): Readonly<Record<'line' | 'textMessages' | 'sandboxPayments', boolean>> {
  return { line: config.line !== null, textMessages: config.smsWebhookUrl !== null, sandboxPayments: config.sandbox };
}
