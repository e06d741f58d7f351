/** What the gateway is told by its environment, read and validated in one place; faults are listed all at once. */
import { z } from 'zod';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const schema = z.object({
  /** The same as the service's. */
  WECHATY_GATEWAY_KEY: z.string().min(1).max(500),
  WECHATY_SERVICE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => text.replace(/\/+$/, ''))
    .default('http://localhost:8787'),
  /** A package that is installed beside wechaty, or a file: begins with `.` or `/`. */
  WECHATY_PUPPET: z.string().min(1),
  /** What the puppet is made with, as JSON: its token, for example. */
  WECHATY_PUPPET_OPTIONS: z
    .string()
    .default('{}')
    .transform((text, context): Record<string, unknown> => {
      try {
        return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON object' });
        return z.NEVER;
      }
    }),
  /** The folder of what must not be forgotten: of this gateway alone, on a disk that stays. */
  WECHATY_SPOOL: z.string().min(1).default('.data/wechaty-gateway'),
  WECHATY_POLL_MS: whole(10, 60_000).default(2_000),
  WECHATY_PAUSE_MS: whole(0, 60_000).default(1_000),
});

export interface GatewaySettings {
  readonly key: string;
  readonly serviceUrl: string;
  readonly puppet: string;
  readonly puppetOptions: Readonly<Record<string, unknown>>;
  readonly spool: string;
  readonly pollMs: number;
  readonly pauseMs: number;
}

export class GatewaySettingsError extends Error {
  override readonly name = 'GatewaySettingsError';
}

/** Of the service alone: whoever breaks into the gateway's machine is not to find them there. */
const NOT_HERE = ['DATABASE_URL', 'TOKEN_SECRET', 'WECHATPAY_MERCHANT_PRIVATE_KEY', 'LINEPAY_CHANNEL_SECRET'];

/** Empty strings count as absent. Throws a GatewaySettingsError that lists every fault. */
export function readGatewaySettings(environment: Readonly<Record<string, string | undefined>>): GatewaySettings {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.');
      return `  ${name}: ${given[name] === undefined ? 'missing' : message}`;
    });
    throw new GatewaySettingsError(`The gateway's environment is not right:\n${faults.join('\n')}`);
  }
  const env = parsed.data;
  return {
    key: env.WECHATY_GATEWAY_KEY,
    serviceUrl: env.WECHATY_SERVICE_URL,
    puppet: env.WECHATY_PUPPET,
    puppetOptions: env.WECHATY_PUPPET_OPTIONS,
    spool: env.WECHATY_SPOOL,
    pollMs: env.WECHATY_POLL_MS,
    pauseMs: env.WECHATY_PAUSE_MS,
  };
}

/** What is legal and should be known. */
export function warningsOf(
  settings: GatewaySettings,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const { protocol, hostname } = new URL(settings.serviceUrl);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const secrets = NOT_HERE.filter((name) => environment[name]);
  return [
    'A personal account carried by a program breaks WeChat’s terms and may be banned at any time: no promise may rest on it.',
    ...(protocol === 'http:' && !isHere
      ? ['WECHATY_SERVICE_URL is not https: what residents write can be read on the way.']
      : []),
    ...(secrets.length > 0 ? [`The gateway needs none of ${secrets.join(', ')}: keep them off this machine.`] : []),
  ];
}
