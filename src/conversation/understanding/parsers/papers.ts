/** The papers that are asked for: all are sent, or they come later; 以后 in a question about something else is neither. */
import { bare } from '../spelling.ts';

/** Not now, of papers: by a time, by what is not at hand. */
const PAPERS_LATER =
  /(?:以后|晚点|晚些|晚上|等(?:一?下|会儿?|一会儿?|我?有空|我?回去|我?回家|我)|回头|稍后|待会儿?|改天|明天|过几天|之后|下次|下回|到时候?)(?:再|才)*|先(?:这样|不(?:传|发|拍|交|补|弄|给|提供|上传)|跳过|空着|欠着|放着)|没带|不在(?:身边|手边|家)|没有?(?:拍|准备|带|办下来|弄|找到|照片|图片|材料|证件)(?:好|到)?|(?:还|现在|暂时|手头|手上|目前)没有?|再(?:补|传|发|拍|说|交)|补交|跳过|暂时|\b(?:later(?: on)?|(?:do ?n'?t|do not) have|not (?:now|yet|with me)|no photos?|no papers|(?:an)?other (?:time|day)|next time|skip|tomorrow)\b/g;
/** What such words stand among; anything more is about something else. */
const BESIDE_LATER =
  /我们?|会|可以|能|这些?|那些?|就|都|也|还|先|再|得|要|吗|补|传|发|拍|说|交|弄|给|提供|上传|来|过来|你们?|看|处理|找|照片|图片|相片|材料|资料|证件|文件|身份证|房产证|产权证|合同|复印件|原件|电表|表|读数|现在|手头|手边|手上|了|的|吧|好|行|[,。.! ]|\b(?:i|i'?ll|i'?d|we|will|can|could|it|them|this|that|these|those|the|my|a|any|one|ones|photos?|pictures?|papers?|documents?|id|card|meter|reading|send|do|add|upload|bring|take|submit|provide|give|get|have|you|ok(?:ay)?|yes|maybe|rather|please|for|now|right|at|on|to|here|me|with|and|sorry|but|some)\b|['’]/g;

/** Asked about something, whatever time is named in it. */
export const asksBeside = (key: string): boolean =>
  /[?吗么谁]|多久|多少|怎|什么|哪|(?<!过)几|\b(?:what|when|how|who|where|why|which)\b/.test(key);

/** `done` or `later`, where papers are asked for. */
export function documentsIn(key: string): string | null {
  const text = bare(key);
  if (text.length > 24) return null;
  const rest = text.replace(PAPERS_LATER, '');
  if (rest !== text && rest.replace(BESIDE_LATER, '') === '') return 'later';
  if (asksBeside(key)) return null;
  return /^(?:都|我|已经?|全部?|照片|图片|材料)*(?:好了?|传完了?|传好了?|上传(?:完|好)了?|发完了?|发好了?|完成了?|完了|齐了|可以了?|行了?|就这些|就这么多|没有?了|没有别的了?|没别的了?|ok|搞定了?|弄好了?|传了|够了)(?:的|了)?$|^(?:i'?m |all |it'?s |that'?s )?(?:done|finished|all|complete(?:d)?|it|everything|ready|uploaded)(?: done| sent| uploaded)?$|^(?:sent|uploaded) (?:them|it|all|everything)$|^no more$/.test(
    text,
  )
    ? 'done'
    : null;
}
