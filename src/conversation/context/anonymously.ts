/** 匿名吧, make it anonymous: wished for after a complaint or report was told, it corrects that, and what it is about is not asked again. */
import { caseNumberIn } from '../flows/which-case.ts';
import { openFrame } from '../session.ts';
import { byRule, type Reading } from './reading.ts';

const ANONYMOUS =
  /^(?:那|还是|不如|改成?|换成?|就|我?(?:想|要|希望|需要)|请|麻烦|帮我|给我|能不能|可以|可不可以|[,。 ])*匿名(?:的|吧|好了?|举报|投诉|提交|处理|就好|就行|可以吗|行吗|算了|了)*$|^(?:请|麻烦|能不能|我)*(?:不要|别|不想|不用|不)(?:写|留|登|登记|记|填|用|说|透露|公开|让.{0,6}知道)(?:上|出)?我?的?(?:真实|真)?(?:名字|姓名|名|是谁|身份|信息|电话)(?:吧|啊|了|可以吗)*$|^(?:no,? |actually,? |please |can (?:i|you|we|it) |could (?:i|you) |i(?:'d| would) (?:like|prefer|rather) (?:to )?|i want (?:to )?|let me |make (?:it|this|that) |keep (?:it|this|me|that) |stay |remain |be |file (?:it )?|send (?:it )?|do (?:it )?)*anonymous(?:ly)?(?: please| then| instead)?[.!?]*$|\b(?:do not|don'?t|without|leave out|rather not)\b.{0,20}\bmy name\b/;
/** Of opinions, ideas and praise nothing has to be hidden: the telephone that is asked for may be left out. */
const HIDDEN = ['complaint', 'report'];

export const anonymously: Reading = ({ making: { session }, bare: key }) => {
  const open = openFrame(session);
  if (open?.service !== 'complaint.file' || !open.asked || !ANONYMOUS.test(key)) return null;
  const { category, anonymous, about } = open.slots;
  if (open.asked === 'anonymous' || category === undefined) return null;
  if (!HIDDEN.includes(category)) return open.asked === 'contactPhone' ? byRule({ kind: 'skip' }) : null;
  if (category === 'report' && anonymous === 'yes') return null;
  // A case of one's own says who it is; a person or a place does not.
  const kept = about !== undefined && caseNumberIn(about) === null ? about : undefined;
  return byRule(
    ...(category === 'report' ? [] : [{ kind: 'correct', slot: 'category', value: 'report' } as const]),
    { kind: anonymous === undefined ? 'set' : 'correct', slot: 'anonymous', value: 'yes' },
    ...(kept === undefined ? [] : [{ kind: 'set', slot: 'about', value: kept } as const]),
  );
};
