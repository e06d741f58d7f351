/** 师傅很好，建议晚上多派人: praise and an idea in one message are taken down together, in their own words, and neither is lost. */
import { byRule, isGuess, type Reading } from './reading.ts';

const PRAISES =
  /表扬|点赞|夸(?:一|奖|赞)|锦旗|感谢(?:师傅|客服|抢修|你们的)|(?:很|真|非常|特别|挺|十分)(?:好|棒|赞|专业|耐心|负责|热情|及时|满意)|态度(?:很|真|非常|特别)?好|很不错|满意|一级棒|\b(?:prais\w*|compliment\w*|commend\w*|(?:great|good|excellent|wonderful|fantastic|amazing|lovely) (?:service|work|job|team|staff|technician|support|help)|thank(?:s| you) for (?:the |your |such )?(?:a )?(?:great|good|quick|excellent|kind|wonderful)|(?:very|so|really|extremely) (?:helpful|friendly|professional|polite|kind|quick|fast|good)|was (?:great|excellent|helpful|wonderful)|well done)\b/;
const NO_PRAISE =
  /不(?:太|是|很|怎么|够)?(?:满意|好|专业|负责|热情|及时)|差|投诉|\b(?:not|n't|but (?:it|he|she|they) (?:was|were) (?:rude|late|slow)|rude|complain\w*)\b/;
const SUGGESTS =
  /建议|希望(?:你们|以后|能|可以)(?!.{0,4}(?:表扬|夸|奖励))|要是能|(?:最好|不如)(?:能|再|多|可以)|\b(?:suggest(?:ion|ions|ing)?|i(?:'d| would) (?:recommend|propose|like (?:you|it if|to (?:suggest|propose|recommend)))|recommend|it would be (?:nice|good|great|better|helpful) (?:if|to)|could you (?:also )?(?:add|send|open|extend)|you (?:could|should)|maybe you|i wish you|please (?:also )?consider)\b/;

/** What the two are, and how one is sent: asked, and not said. */
const ASKS_ABOUT =
  /区别|有什么不同|怎么(?:提|写|说|表扬|投诉)|^(?:what|which|how|where|do|does|is|are)\b|\bwhich words\b/;

export const praiseAndIdea: Reading = ({ key, written, proposals: [only, ...more] }) => {
  if (!only || !PRAISES.test(key) || !SUGGESTS.test(key) || NO_PRAISE.test(key)) return null;
  if (ASKS_ABOUT.test(key)) return null;
  if (more.some(({ command }) => command.kind !== 'start' || command.service !== 'complaint.file')) return null;
  const { command } = only;
  const isFeedback = command.kind === 'start' && command.service === 'complaint.file';
  const isNothing = command.kind === 'unknown' || command.kind === 'unsure' || command.kind === 'outOfScope';
  const isThanks = command.kind === 'start' && command.service === 'smalltalk';
  if (!isFeedback && !isNothing && !isThanks && !isGuess(only)) return null;
  const description = written.trim().slice(0, 1_000);
  return byRule({ kind: 'start', service: 'complaint.file', slots: { category: 'opinion', description } });
};
