/** LINE's side of rich menus: made, given a picture, set for everybody or linked to one person (facts/channels.md 1.11, 1.12). */
import { z } from 'zod';
import type { Answer } from './platform.ts';
import { faultsOf, menuAction } from './rules.ts';

const graphemes = (text: string): number => [...new Intl.Segmenter().segment(text)].length;
const area = z.strictObject({
  bounds: z.strictObject({
    x: z.number().int().nonnegative(),
    y: z.number().int().nonnegative(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
  action: menuAction,
});
const menuBody = z
  .strictObject({
    size: z.strictObject({ width: z.number().int().min(800).max(2500), height: z.number().int().min(250) }),
    selected: z.boolean(),
    name: z.string().refine((text) => graphemes(text) >= 1 && graphemes(text) <= 300, 'must be 1 to 300 characters'),
    chatBarText: z.string().refine((text) => graphemes(text) >= 1 && graphemes(text) <= 14, 'must be 1 to 14'),
    areas: z.array(area).max(20),
  })
  .refine(({ size }) => size.width / size.height >= 1.45, 'the ratio of width to height must be 1.45 at least')
  .refine(
    ({ size, areas }) =>
      areas.every(({ bounds }) => bounds.x + bounds.width <= size.width && bounds.y + bounds.height <= size.height),
    'an area lies outside',
  );
type Menu = z.infer<typeof menuBody> & { hasPicture: boolean };

const MAX_PICTURE = 1024 * 1024;

export class LineMenus {
  readonly menus = new Map<string, Menu>();
  /** Person → menu. */
  readonly links = new Map<string, string>();
  everybodys: string | null = null;
  readonly #next: (length: number) => string;
  readonly #refused: (what: string) => void;

  constructor(next: (length: number) => string, refused: (what: string) => void) {
    this.#next = next;
    this.#refused = refused;
  }

  /** The menu a person sees, if any. */
  seenBy(userId: string): Menu | undefined {
    return this.menus.get(this.links.get(userId) ?? this.everybodys ?? '');
  }

  /** Undefined: no call about menus. */
  answer(method: string, path: string, body: Buffer, contentType: string): Answer | undefined {
    const call = `${method} ${path}`;
    if (call === 'POST /v2/bot/richmenu') return this.#make(body);
    if (call === 'POST /v2/bot/richmenu/validate') return this.#check(body) ?? done();
    if (call === 'GET /v2/bot/richmenu/list')
      return {
        status: 200,
        body: { richmenus: [...this.menus].map(([richMenuId, menu]) => ({ richMenuId, ...menu })) },
      };
    const [, ofPicture] = /^POST \/v2\/bot\/richmenu\/([\w-]+)\/content$/.exec(call) ?? [];
    if (ofPicture !== undefined) return this.#draw(ofPicture, body, contentType);
    const [, gone] = /^DELETE \/v2\/bot\/richmenu\/([\w-]+)$/.exec(call) ?? [];
    if (gone !== undefined) return this.#delete(gone);
    if (call === 'DELETE /v2/bot/user/all/richmenu') {
      this.everybodys = null;
      return done();
    }
    const [, given] = /^POST \/v2\/bot\/user\/all\/richmenu\/([\w-]+)$/.exec(call) ?? [];
    if (given !== undefined)
      return this.#ready(given, () => {
        this.everybodys = given;
      });
    const [, userId, menuId] = /^POST \/v2\/bot\/user\/([\w-]+)\/richmenu\/([\w-]+)$/.exec(call) ?? [];
    if (userId !== undefined && menuId !== undefined)
      return this.#ready(menuId, () => {
        this.links.set(userId, menuId);
      });
    const [, unlinked] = /^DELETE \/v2\/bot\/user\/([\w-]+)\/richmenu$/.exec(call) ?? [];
    if (unlinked === undefined) return undefined;
    this.links.delete(unlinked);
    return done();
  }

  #check(body: Buffer): Answer | null {
    const checked = menuBody.safeParse(JSON.parse(body.toString('utf8')));
    if (checked.success) return null;
    const details = faultsOf(checked.error);
    this.#refused(`a rich menu: ${details.map(({ property, message }) => `${property} ${message}`).join('; ')}`);
    return { status: 400, body: { message: `The request body has ${details.length} error(s)`, details } };
  }

  #make(body: Buffer): Answer {
    const refused = this.#check(body);
    if (refused) return refused;
    const richMenuId = `richmenu-${this.#next(32)}`;
    this.menus.set(richMenuId, { ...menuBody.parse(JSON.parse(body.toString('utf8'))), hasPicture: false });
    return { status: 200, body: { richMenuId } };
  }

  /** The picture must have the size the menu was made for; it cannot be replaced. */
  #draw(menuId: string, body: Buffer, contentType: string): Answer {
    const menu = this.menus.get(menuId);
    if (!menu) return { status: 404, body: { message: 'Not found' } };
    const problem = pictureProblem(menu, body, contentType);
    if (problem !== null) {
      this.#refused(`a rich menu's picture: ${problem}`);
      return { status: 400, body: { message: problem } };
    }
    menu.hasPicture = true;
    return done();
  }

  #ready(menuId: string, then: () => void): Answer {
    const menu = this.menus.get(menuId);
    if (!menu) return { status: 404, body: { message: 'richmenu not found' } };
    if (!menu.hasPicture)
      return { status: 400, body: { message: 'must upload richmenu image before applying it to user' } };
    then();
    return done();
  }

  #delete(menuId: string): Answer {
    if (!this.menus.delete(menuId)) return { status: 404, body: { message: 'richmenu not found' } };
    for (const [userId, linked] of this.links) if (linked === menuId) this.links.delete(userId);
    if (this.everybodys === menuId) this.everybodys = null;
    return done();
  }
}

function pictureProblem(menu: Menu, body: Buffer, contentType: string): string | null {
  if (menu.hasPicture) return 'An image has already been uploaded to the richmenu';
  if (contentType !== 'image/png') return 'The content type is not that of the image';
  if (body.length > MAX_PICTURE) return 'The image is larger than 1 MB';
  if (body.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') return 'The image is no PNG';
  const [width, height] = [body.readUInt32BE(16), body.readUInt32BE(20)];
  return width === menu.size.width && height === menu.size.height ? null : `The image is ${width} × ${height}`;
}

const done = (): Answer => ({ status: 200, body: {} });
