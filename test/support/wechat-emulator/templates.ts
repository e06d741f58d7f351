/** Message templates and their field rules, who follows and who agreed, and what becomes of a message that was taken. */
import { z } from 'zod';

const value = z.strictObject({ value: z.string() });
const template = z.strictObject({
  touser: z.string(),
  template_id: z.string(),
  url: z.url().optional(),
  client_msg_id: z.string().max(64).optional(),
  data: z.record(z.string(), value),
});
const subscription = z.strictObject({
  touser: z.string(),
  template_id: z.string(),
  page: z.url().optional(),
  data: z.record(z.string(), value),
});

/** facts/channels.md 3.4. */
const RULES: Readonly<Record<string, RegExp>> = {
  thing: /^[^\n]{1,20}$/u,
  short_thing: /^[^\n]{1,5}$/u,
  number: /^-?(?=.{1,32}$)\d+(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^(\d{4}-\d\d-\d\d|\d{4}年\d\d?月\d\d?日)( \d\d:\d\d(:\d\d)?)?$/,
  date: /^(\d{4}-\d\d-\d\d|\d{4}年\d\d?月\d\d?日)$/,
  amount: /^[¥$€£]\d{1,10}(\.\d{1,2})?元?$/,
  phone_number: /^[\d+*() -]{1,17}$/,
  name: /^[^\n]{1,10}$/u,
  phrase: /^[^\n]{1,5}$/u,
};

export interface TemplateMessage {
  /** More than a number holds exactly. */
  readonly messageId: string;
  readonly openId: string;
  readonly templateId: string;
  readonly fields: Readonly<Record<string, string>>;
}

export class WechatTemplates {
  /** By template id the fields it has. */
  readonly known = new Map<string, readonly string[]>();
  readonly left = new Set<string>();
  readonly agreed = new Set<string>();
  readonly taken: TemplateMessage[] = [];
  private readonly violations: string[];
  private readonly names = new Map<string, string>();

  constructor(violations: string[]) {
    this.violations = violations;
  }

  send(path: string, body: unknown): object {
    const isTemplate = path === '/cgi-bin/message/template/send';
    const { data } = isTemplate ? template.safeParse(body) : subscription.safeParse(body);
    if (!data) {
      this.violations.push(`${path}: ${JSON.stringify(body)}`);
      return { errcode: 47001, errmsg: 'data format error' };
    }
    const { touser, template_id: templateId } = data;
    const fields = this.known.get(templateId);
    if (!fields) return { errcode: 40037, errmsg: 'invalid template_id' };
    const wrong = fields.find((name) => !fits(name, data.data[name]?.value));
    if (wrong) return { errcode: 47003, errmsg: `argument invalid! data.${wrong}.value is empty or invalid` };
    if (isTemplate && this.left.has(touser)) return { errcode: 43004, errmsg: 'require subscribe' };
    if (!isTemplate && !this.agreed.has(`${touser} ${templateId}`))
      return { errcode: 43101, errmsg: 'user refuse to accept the msg' };
    const own = 'client_msg_id' in data ? data.client_msg_id : undefined;
    const again = own === undefined ? undefined : this.names.get(own);
    const messageId = again ?? `28674873735627571${String(this.taken.length + 21)}`;
    if (own !== undefined) this.names.set(own, messageId);
    if (again === undefined)
      this.taken.push({
        messageId,
        openId: touser,
        templateId,
        fields: Object.fromEntries(Object.entries(data.data).map(([name, one]) => [name, one.value])),
      });
    return { errcode: 0, errmsg: 'ok', msgid: { exact: messageId } };
  }
}

const fits = (name: string, given: string | undefined): boolean =>
  given !== undefined && (RULES[/^[a-z_]+/.exec(name)?.[0] ?? ''] ?? /^[\s\S]{1,200}$/).test(given);
