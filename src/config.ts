/** The environment, read and validated in one place; faults are listed all at once. */
import { z } from 'zod';
import { readTemplates, TEMPLATES_FORM, type Templates } from './channels/wechat/templates-config.ts';
import { productionFaults } from './config.production.ts';
import type { ModelAddress } from './outside/language-model.ts';
import type { WechatPaySettings } from './outside/payment-gateway.wechat-pay-client.ts';

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const flag = z.enum(['0', '1']);
/** Line breaks may be real or written as `\\n`. */
const pem = (label: string, kind: string) =>
  z
    .string()
    .regex(
      new RegExp(`^\\s*-----BEGIN ${label}-----(?:\\s|\\\\n|[A-Za-z0-9+/=])+-----END ${label}-----(?:\\s|\\\\n)*$`),
      `must be PEM (${kind})`,
    );

const schema = z.object({
  // A mistyped production would be a demo that shows everybody's codes.
  NODE_ENV: z.enum(['production', 'development', 'test'], 'is production, development or test').optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  /** Where the Node process listens; everywhere unless given. */
  HOST: z.string().min(1).max(255).optional(),
  /** `1`: a proxy stands in front of the Node process, and the last address of its `x-forwarded-for` is the caller's; else the socket's is. */
  TRUST_PROXY: flag.default('0'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DEMO: flag.default('1'),
  DEMO_NOW: z.iso.datetime({ offset: true }).optional(),
  /** When the process that set DEMO_NOW started (ms); set by our own start commands, so that every isolate shares one clock. */
  DEMO_NOW_SINCE: z.coerce.number().int().positive().optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  PUBLIC_URL: url.optional(),
  TOKEN_SECRET: z.string().optional(),
  /** Separated by commas: still read, never used for anything new. */
  TOKEN_SECRET_OLD: z.string().optional(),
  /** Taken as it stands: messages are POSTed exactly there. */
  SMS_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  LINE_CHANNEL_SECRET: z.string().min(1).optional(),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().min(1).optional(),
  LINE_API_URL: url.default('https://api.line.me'),
  /** Where photos lie and menus' pictures go; where the calls go, when only that was pointed elsewhere. */
  LINE_DATA_API_URL: url.optional(),
  LINE_LOGIN_CHANNEL_ID: z
    .string()
    .regex(/^\d{5,20}$/, 'must be digits')
    .optional(),
  WECHAT_APP_ID: z.string().min(1).max(64).optional(),
  WECHAT_APP_SECRET: z.string().min(1).optional(),
  WECHAT_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, '3 to 32 letters and digits')
    .optional(),
  /** After a change: the new one, a comma, the one before it. */
  WECHAT_ENCODING_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}(?:,[A-Za-z0-9]{43})?$/, '43 letters and digits')
    .optional(),
  WECHAT_MODE: z.enum(['plain', 'compatible', 'secure']).optional(),
  WECHAT_API_URL: url.default('https://api.weixin.qq.com'),
  WECHAT_RELAY_URL: url.optional(),
  /** JSON: by topic the template's id and which of its fields holds what. */
  WECHAT_TEMPLATES: z.string().optional(),
  WECHAT_KF_API_URL: url.default('https://qyapi.weixin.qq.com'),
  WECHAT_KF_CORP_ID: z.string().min(1).max(64).optional(),
  WECHAT_KF_SECRET: z.string().min(1).optional(),
  WECHAT_KF_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, '3 to 32 letters and digits')
    .optional(),
  WECHAT_KF_ENCODING_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}(?:,[A-Za-z0-9]{43})?$/, '43 letters and digits')
    .optional(),
  WECHAT_MINI_APP_ID: z.string().min(1).max(64).optional(),
  WECHAT_MINI_APP_SECRET: z.string().min(1).optional(),
  /** Of its message push, for those who write in its customer-service conversation. */
  WECHAT_MINI_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, '3 to 32 letters and digits')
    .optional(),
  WECHAT_MINI_ENCODING_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}(?:,[A-Za-z0-9]{43})?$/, '43 letters and digits')
    .optional(),
  /** Shared with the gateway alone: it opens /webhooks/wechaty and nothing else. */
  WECHATY_GATEWAY_KEY: z.string().min(1).max(500).optional(),
  WECHATPAY_API_URL: url.default('https://api.mch.weixin.qq.com'),
  WECHATPAY_MCH_ID: z
    .string()
    .regex(/^\d{6,32}$/, 'must be digits')
    .optional(),
  WECHATPAY_APP_ID: z
    .string()
    .regex(/^wx[\w]{4,40}$/, 'must begin with wx')
    .optional(),
  WECHATPAY_MERCHANT_SERIAL: z
    .string()
    .regex(/^[0-9A-Fa-f]{16,64}$/, 'must be hexadecimal')
    .optional(),
  WECHATPAY_MERCHANT_PRIVATE_KEY: pem('PRIVATE KEY', 'PKCS#8').optional(),
  WECHATPAY_API_V3_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{32}$/, 'must have 32 characters')
    .optional(),
  WECHATPAY_PUBLIC_KEY_ID: z
    .string()
    .regex(/^PUB_KEY_ID_\w+$/, 'must begin with PUB_KEY_ID_')
    .optional(),
  WECHATPAY_PUBLIC_KEY: pem('PUBLIC KEY', 'SPKI').optional(),
  LINEPAY_API_URL: url.default('https://api-pay.line.me'),
  LINEPAY_CHANNEL_ID: z.string().min(1).optional(),
  LINEPAY_CHANNEL_SECRET: z.string().min(1).optional(),
  LLM_BASE_URL: url.optional(),
  LLM_API_KEY: z.string().min(1).optional(),
  LLM_MODEL: z.string().min(1).max(200).optional(),
  EMBEDDING_MODEL: z.string().min(1).max(200).optional(),
});

const WECHAT_PAY_NAMES = [
  'WECHATPAY_MCH_ID',
  'WECHATPAY_APP_ID',
  'WECHATPAY_MERCHANT_SERIAL',
  'WECHATPAY_MERCHANT_PRIVATE_KEY',
  'WECHATPAY_API_V3_KEY',
] as const;

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string | null;
  readonly trustProxy: boolean;
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
  /** In use before: what they signed and sealed is still read. */
  readonly oldTokenSecrets: readonly string[];
  readonly smsWebhookUrl: string | null;
  readonly line: {
    readonly channelSecret: string;
    readonly accessToken: string;
    readonly apiUrl: string;
    readonly dataUrl: string;
  } | null;
  /** The official account; `baseUrl` is the relay where one is set. Without a secret nothing leaves but in responses. */
  readonly wechat: {
    readonly appId: string;
    readonly token: string;
    readonly mode: 'plain' | 'compatible' | 'secure';
    readonly aesKeys: readonly string[];
    readonly appSecret: string | null;
    readonly baseUrl: string;
    readonly templates: Templates;
  } | null;
  /** 微信客服, read at WeCom; `door`: WeCom's calls, with the official account's token and key where it has none of its own; null without either. */
  readonly wechatKf: {
    readonly baseUrl: string;
    readonly corpId: string;
    readonly secret: string;
    readonly door: { readonly token: string; readonly aesKeys: readonly string[] } | null;
  } | null;
  /** The mini program; `door`: its message push, null where that is not set up. */
  readonly miniProgram: {
    readonly appId: string;
    readonly appSecret: string;
    readonly baseUrl: string;
    readonly door: {
      readonly token: string;
      readonly mode: 'plain' | 'secure';
      readonly aesKeys: readonly string[];
    } | null;
  } | null;
  readonly lineLogin: { readonly apiUrl: string; readonly channelId: string } | null;
  /** The door of the process that carries a personal WeChat account's messages. */
  readonly wechaty: { readonly key: string } | null;
  readonly wechatPay: WechatPaySettings | null;
  readonly linePay: { readonly apiUrl: string; readonly channelId: string; readonly channelSecret: string } | null;
  /** An OpenAI-compatible server; null: rules, classifier and articles work alone. */
  readonly model: ModelAddress | null;
  /** On the same server, for the articles' index; null: words alone decide. */
  readonly embeddingModel: string | null;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const oldSecrets = (written: unknown): readonly string[] =>
  typeof written === 'string' ? written.split(',').flatMap((one) => one.trim() || []) : [];

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
  if (production) faults.push(...productionFaults(given));
  if (!given.TOKEN_SECRET)
    faults.push('TOKEN_SECRET: missing (32 characters or more; every token and code is derived from it)');
  if (oldSecrets(given.TOKEN_SECRET_OLD).includes(String(given.TOKEN_SECRET)))
    faults.push('TOKEN_SECRET_OLD: holds TOKEN_SECRET itself; a secret is old or it is not');
  if ((given.LINE_CHANNEL_SECRET === undefined) !== (given.LINE_CHANNEL_ACCESS_TOKEN === undefined)) {
    faults.push('LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN: set both or neither');
  }
  // A token alone may be lent to 微信客服.
  const lent = given.WECHAT_KF_CORP_ID !== undefined && given.WECHAT_APP_ID === undefined;
  if (!lent && (given.WECHAT_APP_ID === undefined) !== (given.WECHAT_TOKEN === undefined)) {
    faults.push('WECHAT_APP_ID and WECHAT_TOKEN: set both or neither');
  }
  if ((given.WECHAT_MINI_APP_ID === undefined) !== (given.WECHAT_MINI_APP_SECRET === undefined)) {
    faults.push('WECHAT_MINI_APP_ID and WECHAT_MINI_APP_SECRET: set both or neither');
  }
  if (given.WECHAT_MINI_TOKEN && !given.WECHAT_MINI_APP_ID) {
    faults.push('WECHAT_MINI_TOKEN: needs WECHAT_MINI_APP_ID and WECHAT_MINI_APP_SECRET too');
  }
  if (given.WECHAT_MINI_ENCODING_AES_KEY && !given.WECHAT_MINI_TOKEN) {
    faults.push('WECHAT_MINI_ENCODING_AES_KEY: needs WECHAT_MINI_TOKEN too');
  }
  // The gateway's machine is not to hold anything that opens another door.
  const twins = Object.keys(given).filter(
    (name) => name !== 'WECHATY_GATEWAY_KEY' && given[name] === given.WECHATY_GATEWAY_KEY,
  );
  if (given.WECHATY_GATEWAY_KEY && twins.length > 0) {
    faults.push(`WECHATY_GATEWAY_KEY: must be its own (it is the same as ${twins.join(', ')})`);
  }
  // With a key at hand the safer mode is meant.
  const wechatMode = env?.WECHAT_MODE ?? (given.WECHAT_ENCODING_AES_KEY ? 'secure' : 'plain');
  if (wechatMode !== 'plain' && given.WECHAT_APP_ID && !given.WECHAT_ENCODING_AES_KEY) {
    faults.push(`WECHAT_ENCODING_AES_KEY: missing (WECHAT_MODE is ${wechatMode})`);
  }
  if ((given.WECHAT_KF_CORP_ID === undefined) !== (given.WECHAT_KF_SECRET === undefined))
    faults.push('WECHAT_KF_CORP_ID and WECHAT_KF_SECRET: set both or neither');
  if ((given.WECHAT_KF_TOKEN === undefined) !== (given.WECHAT_KF_ENCODING_AES_KEY === undefined))
    faults.push('WECHAT_KF_TOKEN and WECHAT_KF_ENCODING_AES_KEY: set both or neither');
  if (given.WECHAT_KF_TOKEN && !given.WECHAT_KF_CORP_ID)
    faults.push('WECHAT_KF_TOKEN: needs WECHAT_KF_CORP_ID and WECHAT_KF_SECRET too');
  if (readTemplates(given.WECHAT_TEMPLATES as string | undefined) === null)
    faults.push(`WECHAT_TEMPLATES: ${TEMPLATES_FORM}`);
  const wechatPay = WECHAT_PAY_NAMES.filter((name) => given[name] !== undefined);
  if (wechatPay.length !== 0 && wechatPay.length !== WECHAT_PAY_NAMES.length)
    faults.push(`${WECHAT_PAY_NAMES.join(', ')}: set all of them or none`);
  if ((given.WECHATPAY_PUBLIC_KEY_ID === undefined) !== (given.WECHATPAY_PUBLIC_KEY === undefined))
    faults.push('WECHATPAY_PUBLIC_KEY_ID and WECHATPAY_PUBLIC_KEY: set both or neither');
  if ((given.LINEPAY_CHANNEL_ID === undefined) !== (given.LINEPAY_CHANNEL_SECRET === undefined))
    faults.push('LINEPAY_CHANNEL_ID and LINEPAY_CHANNEL_SECRET: set both or neither');
  const llm = [given.LLM_BASE_URL, given.LLM_API_KEY, given.LLM_MODEL].filter((one) => one !== undefined).length;
  if (llm !== 0 && llm !== 3) faults.push('LLM_BASE_URL, LLM_API_KEY and LLM_MODEL: set all three or none');
  if (given.EMBEDDING_MODEL && llm === 0)
    faults.push('EMBEDDING_MODEL: needs LLM_BASE_URL, LLM_API_KEY and LLM_MODEL too');
  if (faults.length > 0 || !env)
    throw new ConfigError(`The environment is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return {
    production,
    port: env.PORT,
    host: env.HOST ?? null,
    trustProxy: env.TRUST_PROXY === '1',
    databaseUrl: env.DATABASE_URL ?? null,
    demo: env.DEMO === '1' && !production,
    // Tests decide themselves when a clerk acts.
    demoClerk: env.DEMO === '1' && !production && given.NODE_ENV !== 'test',
    sandbox: !production,
    demoNow: env.DEMO_NOW ? { showed: new Date(env.DEMO_NOW), at: env.DEMO_NOW_SINCE ?? startedAt } : null,
    rateLimits: env.RATE_LIMITS,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    tokenSecret: env.TOKEN_SECRET ?? '',
    oldTokenSecrets: oldSecrets(env.TOKEN_SECRET_OLD),
    smsWebhookUrl: env.SMS_WEBHOOK_URL ?? null,
    line:
      env.LINE_CHANNEL_SECRET && env.LINE_CHANNEL_ACCESS_TOKEN
        ? {
            channelSecret: env.LINE_CHANNEL_SECRET,
            accessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
            apiUrl: env.LINE_API_URL,
            dataUrl: env.LINE_DATA_API_URL ?? (given.LINE_API_URL ? env.LINE_API_URL : 'https://api-data.line.me'),
          }
        : null,
    wechat:
      env.WECHAT_APP_ID && env.WECHAT_TOKEN
        ? {
            appId: env.WECHAT_APP_ID,
            token: env.WECHAT_TOKEN,
            mode: wechatMode,
            aesKeys: env.WECHAT_ENCODING_AES_KEY?.split(',') ?? [],
            appSecret: env.WECHAT_APP_SECRET ?? null,
            baseUrl: env.WECHAT_RELAY_URL ?? env.WECHAT_API_URL,
            templates: readTemplates(env.WECHAT_TEMPLATES) ?? {},
          }
        : null,
    wechatKf: wechatKfOf(env),
    miniProgram: miniProgramOf(env),
    wechaty: env.WECHATY_GATEWAY_KEY ? { key: env.WECHATY_GATEWAY_KEY } : null,
    lineLogin: env.LINE_LOGIN_CHANNEL_ID ? { apiUrl: env.LINE_API_URL, channelId: env.LINE_LOGIN_CHANNEL_ID } : null,
    wechatPay: wechatPayOf(env),
    linePay:
      env.LINEPAY_CHANNEL_ID && env.LINEPAY_CHANNEL_SECRET
        ? { apiUrl: env.LINEPAY_API_URL, channelId: env.LINEPAY_CHANNEL_ID, channelSecret: env.LINEPAY_CHANNEL_SECRET }
        : null,
    model:
      env.LLM_BASE_URL && env.LLM_API_KEY && env.LLM_MODEL
        ? { baseUrl: env.LLM_BASE_URL, apiKey: env.LLM_API_KEY, model: env.LLM_MODEL }
        : null,
    embeddingModel: env.EMBEDDING_MODEL ?? null,
  };
}

function wechatKfOf(env: z.infer<typeof schema>): Config['wechatKf'] {
  const { WECHAT_KF_CORP_ID: corpId, WECHAT_KF_SECRET: secret } = env;
  if (!corpId || !secret) return null;
  const token = env.WECHAT_KF_TOKEN ?? env.WECHAT_TOKEN;
  const aesKeys = (env.WECHAT_KF_ENCODING_AES_KEY ?? env.WECHAT_ENCODING_AES_KEY)?.split(',');
  return { baseUrl: env.WECHAT_KF_API_URL, corpId, secret, door: token && aesKeys ? { token, aesKeys } : null };
}

function miniProgramOf(env: z.infer<typeof schema>): Config['miniProgram'] {
  const { WECHAT_MINI_APP_ID: appId, WECHAT_MINI_APP_SECRET: appSecret, WECHAT_MINI_TOKEN: token } = env;
  if (!appId || !appSecret) return null;
  const aesKeys = env.WECHAT_MINI_ENCODING_AES_KEY?.split(',') ?? [];
  return {
    appId,
    appSecret,
    baseUrl: env.WECHAT_RELAY_URL ?? env.WECHAT_API_URL,
    door: token ? { token, mode: aesKeys.length > 0 ? 'secure' : 'plain', aesKeys } : null,
  };
}

function wechatPayOf(env: z.infer<typeof schema>): WechatPaySettings | null {
  const {
    WECHATPAY_MCH_ID: merchantId,
    WECHATPAY_APP_ID: appId,
    WECHATPAY_MERCHANT_SERIAL: merchantSerial,
    WECHATPAY_MERCHANT_PRIVATE_KEY: merchantPrivateKey,
    WECHATPAY_API_V3_KEY: apiV3Key,
    WECHATPAY_PUBLIC_KEY_ID: id,
    WECHATPAY_PUBLIC_KEY: pem,
  } = env;
  if (!merchantId || !appId || !merchantSerial || !merchantPrivateKey || !apiV3Key) return null;
  return {
    apiUrl: env.WECHATPAY_API_URL,
    merchantId,
    appId,
    merchantSerial,
    merchantPrivateKey,
    apiV3Key,
    publicKey: id && pem ? { id, pem } : null,
  };
}

/** What is switched on, for the start's printout and /healthz. */
export function switchedOn(
  config: Config,
): Readonly<
  Record<
    | 'line'
    | 'lineLogin'
    | 'wechat'
    | 'wechatKf'
    | 'wechatKfDoor'
    | 'wechaty'
    | 'miniProgram'
    | 'textMessages'
    | 'sandboxPayments'
    | 'wechatPay'
    | 'linePay'
    | 'model'
    | 'embeddings',
    boolean
  >
> {
  return {
    line: config.line !== null,
    lineLogin: config.lineLogin !== null,
    wechat: config.wechat !== null,
    wechatKf: config.wechatKf !== null,
    wechatKfDoor: (config.wechatKf?.door ?? null) !== null,
    wechaty: config.wechaty !== null,
    miniProgram: config.miniProgram !== null,
    textMessages: config.smsWebhookUrl !== null,
    sandboxPayments: config.sandbox,
    wechatPay: config.wechatPay !== null,
    linePay: config.linePay !== null,
    model: config.model !== null,
    embeddings: config.embeddingModel !== null,
  };
}
