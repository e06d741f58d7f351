/** The account's menus and the tags that decide who sees which, under WeChat's limits. */
import { z } from 'zod';

const entry = z.strictObject({ type: z.literal('click'), name: z.string().min(1), key: z.string().min(1) });
const buttons = z
  .array(z.strictObject({ name: z.string().min(1), sub_button: z.array(entry).min(1).max(5) }))
  .min(1)
  .max(3);
const plain = z.strictObject({ button: buttons });
const byRule = z.strictObject({ button: buttons, matchrule: z.strictObject({ tag_id: z.string() }) });
const tagging = z.strictObject({ openid_list: z.array(z.string()).min(1).max(50), tagid: z.int() });

type Buttons = z.infer<typeof buttons>;

const bytes = (text: string): number => Buffer.byteLength(text);

export class WechatMenus {
  everybodys: Buttons | null = null;
  conditional: { menuid: string; tag: number; button: Buttons }[] = [];
  readonly tags = new Map<number, { name: string; members: Set<string> }>();
  /** How often a menu was made. */
  made = 0;
  private readonly violations: string[];
  private next = 100;

  constructor(violations: string[]) {
    this.violations = violations;
  }

  /** What a person has at the bottom of their chat. */
  seenBy(openId: string): readonly string[] {
    const own = this.conditional.findLast(({ tag }) => this.tags.get(tag)?.members.has(openId));
    return (own?.button ?? this.everybodys ?? []).map(({ name }) => name);
  }

  answer(path: string, body: unknown): object {
    switch (path) {
      case '/cgi-bin/menu/create':
        return this.checked(plain, body, ({ button }) => {
          this.everybodys = button;
          this.made += 1;
          return { errcode: 0 };
        });
      case '/cgi-bin/menu/addconditional':
        return this.checked(byRule, body, ({ button, matchrule }) => {
          if (!this.everybodys) return { errcode: 65303, errmsg: 'no base menu' };
          if (!this.tags.has(Number(matchrule.tag_id))) return { errcode: 45159, errmsg: 'invalid tag' };
          this.next += 1;
          this.made += 1;
          this.conditional.push({ menuid: String(this.next), tag: Number(matchrule.tag_id), button });
          return { menuid: String(this.next) };
        });
      case '/cgi-bin/menu/delconditional':
        return this.checked(z.strictObject({ menuid: z.string() }), body, ({ menuid }) => {
          this.conditional = this.conditional.filter((one) => one.menuid !== menuid);
          return { errcode: 0 };
        });
      case '/cgi-bin/menu/get':
        if (!this.everybodys) return { errcode: 46003, errmsg: 'menu no exist' };
        return {
          menu: { button: this.everybodys, menuid: 1 },
          ...(this.conditional.length > 0 && {
            conditionalmenu: this.conditional.map(({ menuid, tag, button }) => ({
              button,
              matchrule: { tag_id: tag },
              menuid: Number(menuid),
            })),
          }),
        };
      case '/cgi-bin/menu/delete':
        this.everybodys = null;
        this.conditional = [];
        return { errcode: 0 };
      case '/cgi-bin/tags/get':
        return { tags: [...this.tags].map(([id, { name, members }]) => ({ id, name, count: members.size })) };
      case '/cgi-bin/tags/create':
        return this.checked(z.strictObject({ tag: z.strictObject({ name: z.string().max(30) }) }), body, ({ tag }) => {
          if ([...this.tags.values()].some(({ name }) => name === tag.name))
            return { errcode: 45157, errmsg: 'exists' };
          this.next += 1;
          this.tags.set(this.next, { name: tag.name, members: new Set() });
          return { tag: { id: this.next, name: tag.name } };
        });
      case '/cgi-bin/tags/members/batchtagging':
      case '/cgi-bin/tags/members/batchuntagging':
        return this.checked(tagging, body, ({ openid_list: people, tagid }) => {
          const members = this.tags.get(tagid)?.members;
          if (!members) return { errcode: 45159, errmsg: 'invalid tag' };
          for (const one of people) path.endsWith('batchtagging') ? members.add(one) : members.delete(one);
          return { errcode: 0 };
        });
      default:
        throw new Error(`no path of menus or tags: ${path}`);
    }
  }

  private checked<T extends object>(schema: z.ZodType<T>, body: unknown, then: (value: T) => object): object {
    const { data, error } = schema.safeParse(body);
    const tooLong = data && 'button' in data ? this.tooLong(buttons.parse(data.button)) : [];
    if (data !== undefined && tooLong.length === 0) return then(data);
    this.violations.push(`menu: ${error ? error.message : tooLong.join(', ')}`);
    return { errcode: 40018, errmsg: 'invalid button name size' };
  }

  private tooLong(groups: Buttons): readonly string[] {
    return groups.flatMap(({ name, sub_button: entries }) => [
      ...(bytes(name) > 16 ? [name] : []),
      ...entries.flatMap((one) => (bytes(one.name) > 60 || bytes(one.key) > 128 ? [one.name] : [])),
    ]);
  }
}
