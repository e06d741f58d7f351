/** Words that steer: applied before the open question, whatever it is. */

import { localeOf } from '../../text/script.ts';
import type { Command } from '../message.ts';
import { isFree, namedSlot } from './corrections.ts';
import type { Hearing } from './hearing.ts';
import { CANNOT_READ, CONTROLS, NOT_SPEAK, RESEND, SPEAK } from './rules/controls.ts';
import { lostPhone } from './rules/lost-phone.ts';
import { bare } from './spelling.ts';

const SHORT = 30;

/** The language that is named; 中文 is the Chinese of the one who says it. */
function languageOf(name: string, text: string): Command {
  if (/英|english/.test(name)) return { kind: 'language', locale: 'en' };
  if (/繁|正|繁體|traditional|国语/.test(name)) return { kind: 'language', locale: 'zh-TW' };
  if (/简|普通话|simplified|mandarin/.test(name)) return { kind: 'language', locale: 'zh-CN' };
  return { kind: 'language', locale: localeOf(text) === 'zh-TW' ? 'zh-TW' : 'zh-CN' };
}

/** 户名改中文, bill 可以改英文版吗: the language of something else than our talk. */
const NOT_OURS =
  /户名|名字|姓名|取名|取了|登记|公司|发票|账单|客服|专员|有没有|\b(?:name|bill|invoice|agent|someone|anyone)\b/;

function languageIn(key: string, text: string, hearing: Hearing): Command | null {
  if (key.length > SHORT + 20 || NOT_OURS.test(key)) return null;
  const unread = CANNOT_READ.exec(key);
  const unreadable = unread?.[1] ?? unread?.[2];
  const refused = key.replace(NOT_SPEAK, '');
  const spoken = SPEAK.exec(bare(refused));
  const name = spoken?.slice(1).find((group) => group !== undefined);
  if (name !== undefined && unreadable === undefined) return languageOf(name, text);
  const other = unreadable ?? (refused === key ? undefined : key);
  if (other === undefined) return null;
  if (/简|simplified/.test(other)) return { kind: 'language', locale: 'zh-TW' };
  if (/繁|traditional|英|english/.test(other))
    return {
      kind: 'language',
      locale: hearing.locale === 'zh-TW' && !/繁|traditional/.test(other) ? 'zh-TW' : 'zh-CN',
    };
  return { kind: 'language', locale: 'en' };
}

/** The control that a message is, if it is one. */
export function controlIn(key: string, text: string, hearing: Hearing): Command | null {
  const free = hearing.open !== null && isFree(hearing.open);
  if (key.length <= SHORT * 2) {
    const said = bare(key);
    const unbinding = hearing.open?.service === 'account.bind' && /^取消绑定$/.test(said);
    if (unbinding) return { kind: 'cancel' };
    const control = CONTROLS.find(
      (one) => one.if?.(hearing) !== false && one.whole.some((pattern) => pattern.test(said)),
    );
    if (control?.command.kind === 'why') {
      const slot = namedSlot(key);
      return slot === undefined ? control.command : { kind: 'why', slot };
    }
    if (control !== undefined) return control.command;
  }
  // 不要再传简讯 asks for no more of them.
  if (RESEND.test(key) && !/(?:不要|别|不用|不想|勿)再/.test(key) && !lostPhone(text) && (!free || key.length < 16))
    return { kind: 'resend' };
  const longest = /[a-z]{3}/.test(key) ? SHORT : 12;
  return free && key.length > longest ? null : languageIn(key, text, hearing);
}
