/** 我交了钱怎么还没来电, why did you cut me off: asked by somebody whose account was cut, it is told from that account and not from an article. */
import { isEnd } from '../../domain/case-processes.ts';
import { casesSeen } from '../flows/which-case.ts';
import { byRule, type Reading } from './reading.ts';

const PAID =
  /[交付补](?:了|完|过|清|齐|好|上|钱|费|款|以后|之后|后)|(?:结|还|付|交|补)清|还(?:了|完)?欠|\b(?:paid|pay(?:ing|ment)?|settled?|cleared?)\b/;
const BACK =
  /没(?:有)?电|(?:没(?:有)?|未|不|给|能|会|几点|时候|多久|久|才|后|就|马上|自动)[^,。]{0,6}(?:来电|复电|送电|通电|恢复|接电|接回|开通|合闸)|(?:来电|复电|送电|通电|恢复供电|恢复用电)(?:吗|么|呢|了没|[?]|$)|还是?黑|\b(?:re-?connect\w*|power (?:be |come |comes |coming |is )?back|(?:no|without) (?:power|electricity)|still (?:out|dark|off)|(?:switch|turn|put)(?:ed)? (?:me|us|it|my \w+|the \w+|our \w+)? ?back on|switch (?:me|us|it|my \w+|the \w+) on|restor\w+)\b/;
/** 已经 and I have tell of it; 交了会不会 asks about a rule. */
const TOLD =
  /^(?:我|咱)|我(?:们|家|都|已|的)|都交|已经?|刚|怎么(?:还|也|都)|还(?:是)?没|\b(?:i|i've|i'm|my|me|we|we've|our|us)\b/;
/** Power taken by us, and why. */
const CUT =
  /(?:断|停|切|掐|剪)(?:了|掉)?(?:我们?|我家|咱)(?:家)?的?电|(?:给|把|对)我(?:们|家)?(?:家)?[^,。]{0,6}(?:断|停|切|掐|剪)(?:了|掉)?(?:电)?|我(?:们|家)?(?:家)?(?:会|要)?被(?:你们)?(?:断|停|切)(?:了)?电|\b(?:cut|disconnect|shut|switch|turn)(?:ed|ting)? (?:me|us|my (?:power|electricity|supply)|our (?:power|electricity|supply)) ?(?:off)?|\b(?:i|we)(?:'m| am| are|'re| was| were| got)? .{0,12}(?:cut off|disconnected)|\bam i .{0,16}(?:cut off|disconnected)/;
/** 欠费停电了，补交以后要等多久: of one's own, where one was cut off. */
const HOW_LONG =
  /(?:停|断)(?:了)?电.{0,16}(?:多久|多长时间|几时|什么时候|几个小时)|\b(?:cut off|disconnected)\b.{0,40}\b(?:how (?:long|soon)|when)\b/;
const ASKS = /多久|多长时间|什么时候|几点|怎么|还没|[吗呢?]|\b(?:when|how long|how soon|why|still|yet)\b/;
/** Said about an account that somebody complains about, or about money: their own services. */
const OTHER = /投诉|举报|赔|证明|发票|\b(?:complain\w*|compensat\w*|invoice)\b/;

/** What to ask for, how to prove it, what it costs: a rule, to whoever was not cut off. */
const OF_RULE =
  /哪一?[类种]|一码事|是不是(?:自家|自己|我家)|证明|收费|要钱|手续|应(?:该)?提出|\b(?:prove|charged?|fees?|cost|from afar|visit|object\w*|grievance|dispute|can they|does one|do i need)\b/;

export const cutOff: Reading = async ({ making: { turn }, bare: key, proposals }) => {
  const { accounts } = turn.viewer;
  const pays = proposals.some(
    ({ command: c, by }) => c.kind === 'start' && c.service === 'payment.pay' && by === 'rule',
  );
  if (accounts.length === 0 || OTHER.test(key) || pays) return null;
  const cut = accounts.filter(({ status }) => status === 'cut');
  const [one] = cut.length > 0 ? cut : accounts;
  const which = cut.length === 1 || accounts.length === 1 ? { account: one?.accountNumber ?? '' } : {};
  const paid = PAID.test(key);
  const wantsBack =
    (BACK.test(key) && (paid || /复电|re-?connect/.test(key))) || (cut.length > 0 && paid && HOW_LONG.test(key));
  if (wantsBack && (cut.length > 0 || (TOLD.test(key) && !OF_RULE.test(key)))) {
    const open = (await casesSeen(turn)).find(
      ({ own, found }) => own && found.kind === 'reconnection' && !isEnd(found.stage),
    );
    // 申请复电 asks for it once more and hears that it is on its way.
    return open && (paid || ASKS.test(key))
      ? byRule({ kind: 'start', service: 'progress.query', slots: { case: open.found.caseNumber } })
      : byRule({ kind: 'start', service: 'request.file', slots: { category: 'reconnection', ...which } });
  }
  return cut.length > 0 && CUT.test(key) ? byRule({ kind: 'start', service: 'outage.query', slots: which }) : null;
};
