/** English: outages, holders, new supply, cases and notices. */
import { CHANGED_HANDS } from '../parsers/telling.words.ts';
import { type Rule, re } from './rule.ts';

const POWER = '(?:power|electricity|lights?|electric|current)';
const CASE =
  '(?:application|case|ticket|request|complaint|transfer|report|repair|claim|connection|charger|reconnection|meter test|suggestion|crew|technician|engineer|name change)';

/** Said before everything else: 还没人来 speaks of a case that is there. */
export const PROGRESS_EN: readonly Rule[] = [
  {
    service: 'progress.chase',
    say: 'nobody has come yet',
    when: [
      re(
        `hurry (?:up|it|things)|\\bchase\\b|\\bexpedite\\b|speed (?:it|this|things|up)|(?:nobody|no ?one|no (?:crew|technician|engineer|staff|person)) (?:has |have |ever |is )?(?:yet )?(?:came|come|called|showed|turned|shown|contacted|replied|answered|responded|arrived|been|here|fixed|coming|got back)|still (?:waiting|no (?:one|crew|reply|answer|news|response|word|technician)|not (?:fixed|done|resolved|finished|repaired)|nobody|haven'?t (?:heard|got|been))|(?:been|have been|i'?ve been) waiting|where(?:'?s| is| are) (?:the |my |your )?(?:crew|technician|engineer|repair|guys|team|electrician)|(?:has|have)n'?t (?:been (?:fixed|done|contacted|resolved|repaired)|(?:yet )?(?:come|called|heard|arrived|shown|replied))|\\bfollow(?:ing)? up\\b|push (?:my|this|the) ${CASE}|taking (?:so|too|forever)`,
      ),
    ],
    not: /\bcode\b|\bsms\b|bill|payment|waiting for (?:a |my )?(?:human|agent)|i paid|i've paid|(?:want|like) to (?:complain|make|file|lodge)/,
  },
  {
    service: 'progress.query',
    say: 'status of my application',
    when: [
      re(
        `(?:progress|status|state|update|news|word|outcome|result)s? (?:of|on|about|for|with|regarding) (?:my |the |that |this |our )?(?:\\w+ ){0,2}(?:${CASE}|it\\b|w ?\\d)|\\b${CASE} (?:status|progress|update|result)|how(?:'?s| is| are) (?:my |the )(?:\\w+ )?${CASE}|(?:has|is|did|was) (?:my |the )(?:\\w+ )?${CASE} (?:\\w+ )?(?:gone|been|approved|done|finished|ready|complete[d]?|go|through|accepted|resolved|processed|get)|(?:check|track|look up|see) (?:on )?(?:my |the |a )?(?:\\w+ )?(?:${CASE})(?: (?:number|no))?\\b|when (?:will|is|are|does) .{0,20}(?:crew|technician|engineer|someone|somebody|repair|electrician|application|transfer).{0,24}(?:com|arriv|here|show|done|ready|complete|approved|finish|be )|where is my ${CASE}|what happened (?:to|with) my ${CASE}`,
      ),
    ],
    not: /how long does|bill|payment/,
  },
  {
    service: 'progress.query',
    say: 'any update?',
    within: 'message',
    when: [
      /^(?:(?:check|see|view|show|track) )?(?:me )?(?:my |the )?(?:progress|cases?)[?. ]*$|^(?:any (?:news|update|updates|progress|word)(?: yet)?|status|progress|what'?s the status|is it done(?: yet)?|case status)[?. ]*$/,
    ],
  },
];

export const REQUESTS_EN: readonly Rule[] = [
  {
    service: 'complaint.file',
    say: 'I want to complain',
    when: [
      /\bcomplain(?:t|ts|ing)?\b|lodge a|(?:report|reporting) (?:an? |the |my |some )?(?:\w+ ){0,2}(?:theft|misconduct|staff|employee|stealing|bribe|corruption|tampering|fraud)|steal(?:s|ing)? (?:electricity|power)|electricity theft|\bbribe|(?:was|were|is|are|so|very|really|such) (?:\w+ )?(?:rude|impolite|disrespectful|unprofessional)|(?:terrible|awful|horrible|worst|poor|bad) service|service (?:is|was) (?:\w+ )?(?:terrible|awful|horrible|poor|bad|a joke)|\bsuggest(?:ion|ions)?\b|\bi suggest\b|\b(?:praise|compliment|commend)\b|thank (?:your|the) (?:technician|engineer|crew|staff|electrician|repair)|(?:have|got|share|give) (?:an? )?(?:opinion|remark|comment to make)/,
    ],
    not: /complain(?:t)? (?:status|progress)|(?:status|progress|news|update) .{0,20}complaint|how (?:is|are) my|nobody|no ?one (?:has|answered)|stars?\b/,
  },
  {
    service: 'request.file',
    say: 'I paid but the power is still off',
    within: 'sentence',
    when: [
      re(
        `\\b(?:re-?connect|restor|turn(?:ed)? (?:it |my |the )?(?:\\w+ )?back on|switch(?:ed)? (?:it |my |the )?(?:\\w+ )?back on|still (?:off|out|cut|no|not|without|disconnected|don'?t|have(?:n't)? no))|not (?:been )?(?:back|reconnected|restored)`,
      ),
      /\bpaid\b|payment|settled|cleared|re-?connect (?:my|the|our|us)/,
    ],
    not: /how long|when will|unpaid|shows?/,
  },
  {
    service: 'request.file',
    say: 'my meter runs too fast',
    when: [
      /\bmeter\b.{0,24}\b(?:fast|faster|wrong|inaccurate|faulty|off|too quick|accura\w*|incorrect|not right)\b|(?:test|check|calibrat\w*|verify|inspect)(?:ed|ing)? (?:\w+ )?(?:my |the |our )?(?:electric(?:ity)? |power )?meter\b|meter (?:test|check|calibration|inspection|verification)/,
    ],
    not: /water|gas|reading is wrong|display|blank|dead|smok|spark/,
  },
  {
    service: 'request.file',
    say: 'the outage fried my fridge, I want compensation',
    within: 'sentence',
    when: [
      /fridge|freezer|\btv\b|television|computer|appliances?|washing machine|washer|air ?con|\bac\b|heater|oven|microwave|router|equipment|devices?|pump|#/,
      /fried|burn(?:t|ed)|broke|broken|damage[ds]?|destroy\w*|ruin\w*|killed|blew/,
      /compensat|\bclaim\b|pay for|refund|liable|reimburs|your fault|responsib|power surge|\bsurge\b|outage|voltage/,
    ],
    not: /how much|what is the/,
  },
  {
    service: 'request.file',
    say: 'change my phone number',
    when: [
      /(?:change|update|new|replace|correct|edit) (?:my |the |our )?(?:contact |registered |mobile |cell )?(?:phone|mobile|cell|contact|telephone)(?: ?(?:number|phone|details|info|information))\b|(?:change|update|replace) (?:my |the )?(?:phone|mobile|cell)\b(?! (?:bill|plan))|(?:phone|mobile) number (?:has |was |is )?(?:changed|different|new)/,
    ],
    not: /new phone number (?:is|:)/,
  },
  {
    service: 'request.file',
    say: 'close my account',
    when: [
      /(?:close|terminate|cancel|end|shut down|discontinue|stop) (?:down )?(?:my |the |our |this )?(?:electric(?:ity)? |power |energy )?(?:account|contract|service|supply|electricity)(?! (?:bill|reminder|notice))\b|moving out|remove (?:the|my) meter/,
    ],
    not: /complain|notification|reminder/,
  },
  {
    service: 'request.file',
    say: 'my bill is wrong, please investigate',
    within: 'sentence',
    when: [
      /\bbills?\b|\breading\b|\bcharges?\b/,
      /investigat|\bdispute|\breview\b|re-?check|re-?calculat|double[- ]check|verif(?:y|ied)|\baudit|re-?read|(?:reading|read) (?:is|was|looks?) (?:wrong|incorrect|off)|misread/,
    ],
    not: /why (?:is|did|was)/,
  },
  {
    service: 'account.transfer',
    say: 'transfer the account to my name',
    when: [
      /transfer (?:\w+ ){0,3}(?:account|ownership|service|electricity|power|meter|contract|name|it)\b|transfer of (?:account|ownership|service)|change (?:of |the |my |in ){0,3}(?:account )?(?:owner|account holder|holder|ownership|homeowner)\b|take over (?:the |my |his |her |this )?(?:\w+ )?(?:account|electricity|contract|bill)|(?:put|get|have|move|switch|change)(?: \w+){1,4} (?:in|into|to|under) (?:my|our) (?:\w+ )?name\b|^(?:account )?transfer$|(?:want|need|like|help me|have) (?:to )?(?:a |do a )?transfer\b|new owner of/,
    ],
    not: /money|bank|to (?:a |an )?(?:human|person|agent|representative|manager)|invoice|refund|balance/,
  },
  {
    service: 'account.transfer',
    say: 'I bought the house, change the name',
    within: 'sentence',
    when: [CHANGED_HANDS, /\bname\b|\baccount\b|\bholder\b|\btransfer/],
    not: /invoice|\bbind\b|\blink\b|\badd\b|close|cancel|bill/,
  },
  {
    service: 'request.file',
    say: 'other requests',
    within: 'message',
    when: [/^(?:other|service|another|make a|file a) requests?$/],
  },
  {
    service: 'account.rename',
    say: 'my name is misspelled',
    when: [
      /(?:change|correct|fix|update|amend|edit) (?:the |my |our |a )?(?:\w+ )?(?:last |family |first |company |account |holder )?name\b|\bname\b.{0,30}(?:wrong|misspel\w*|incorrect|spelled|spelt|typo|mistake|changed)|misspel\w* (?:my |the )?name|(?:spelling|typo) (?:of|in|on) (?:my |the )?(?:\w+ )?name|name (?:change|correction)|changed my (?:last |family |sur)?name|company (?:was |has been |got )?renamed/,
    ],
    not: /invoice|title|user ?name|nickname|file/,
  },
  {
    service: 'connection.new',
    say: 'a new connection',
    when: [
      /\bnew (?:\w+ )?(?:connection|meter|supply|electricity account)\b|(?:install|get|put in|need|want|set ?up|apply for|add|request) (?:me |up )?(?:a |an |my |the |home |\d+ ?kw ){0,3}(?:ev|car|electric (?:car|vehicle)|vehicle|home|tesla)?[ -]?(?:charg(?:er|ing (?:point|station|pile))|wall ?box)|(?:ev|car) charger(?: (?:installation|application))?|(?:connect|hook up|wire) (?:my |the |our |a )?new (?:house|home|flat|building|shop|apartment)|(?:more|bigger|higher|extra|increase(?: \w+){0,2}|upgrade(?: \w+){0,3}) (?:capacity|amps|amperage|kw|supply)|capacity (?:increase|upgrade)|upgrade (?:to )?(?:three|3)[- ]phase|(?:set ?up|start|get|need|apply for|arrange) (?:\w+ ){0,2}(?:electricity|power) (?:for|in|at|to) (?:a |my |our |the )?new|temporary (?:power|supply|electricity|connection|service)|(?:power|electricity|supply) for (?:a |my |the )?(?:building|construction) site/,
    ],
    not: /broken|not working|smok|spark|price|tariff|nearest|where is/,
  },
  {
    service: 'notice.choose',
    say: 'turn off notifications',
    when: [
      /(?:turn(?:ing)? (?:on|off)|switch (?:on|off)|stop|disable|enable|mute|unsubscribe|subscribe|cancel|manage|change|set ?up|opt (?:in|out)|activate|deactivate|choose|want|need|get|receive|no more|don'?t (?:send|want)|do not send)\b.{0,24}\b(?:notifications?|notices?|reminders?|alerts?|texts?|sms|messages?)\b|stop (?:texting|messaging|notifying|spamming|emailing)|(?:notify|remind|alert|text|tell|warn) me (?:when|about|before|of|if|in advance)|(?:notification|notice|reminder|alert) (?:settings?|preferences?)/,
    ],
    not: /\bcode\b|didn'?t (?:get|receive)|haven'?t|not receiv|why|scam|tell me about|tell me (?:when|if|about) (?:my|the) (?:bill|case|power (?:will|is))/,
  },
];

export const OUTAGES_EN: readonly Rule[] = [
  {
    service: 'outage.query',
    say: 'when will the power be back',
    when: [
      re(
        `^(?:check|see|show|list) (?:the |any |my |me )*(?:power )?outages?$|(?:planned|scheduled|upcoming|rolling) (?:power )?(?:outages?|cuts?|blackouts?|maintenance|interruptions?)|\\bany (?:known |power )?(?:outages?|power cuts?|blackouts?)|(?:is|are|will) there (?:be |going to be )?(?:an? |any )?(?:power )?(?:outages?|power cuts?|cuts?|blackouts?)|when (?:the |my |our )?${POWER} .{0,10}(?:back|come|return|restored)|when (?:will|is|are|does|do|can) .{0,30}${POWER}.{0,16}(?:back|restored|return|on|come)|(?:power|electricity) (?:be )?(?:back|restored)\\??$|how long (?:will|is|does|until|till|before).{0,30}(?:power|outage|electricity|blackout|lights)|why (?:is|are|was|did|do|does|am|have) .{0,24}(?:no (?:power|electricity)|${POWER}.{0,10}(?:out|off|down|cut)|outage|blackout)|what(?:'?s| is) (?:causing|the (?:cause|reason)).{0,20}(?:outage|power|blackout)|(?:caused|causes) .{0,12}(?:outage|blackout|power)|(?:outage|blackout) (?:map|schedule|information|info|notice|status)|(?:will|is) (?:the |my |our )?${POWER} (?:be |going to be |going )?(?:cut|shut|turned|off|out)(?: off)? (?:tomorrow|today|tonight|on|this|next)`,
      ),
    ],
    not: /paid|i pay|bill/,
  },
  {
    service: 'outage.report',
    say: 'the power is out',
    when: [
      re(
        `\\b${POWER} (?:is|are|has|have|just|went|was|been|'?s|keeps?|suddenly)? ?(?:been |gone |just |going |still |all |suddenly |went )?(?:out|off|down|cut|gone|died|failed|failure|flicker\\w*)\\b|\\b(?:no|without|lost|lose|losing|don'?t have|have no|has no) (?:any )?(?:power|electricity|lights?)\\b|power (?:outage|cut|failure)|\\boutage\\b|black-?out|lights? (?:are |is |keep |went )?(?:out|off|flicker\\w*|dim\\w*)|(?:breaker|fuse|rcd|main switch|circuit)(?:s)? (?:has |have |is |keeps? |just |is ){0,3}(?:tripp\\w*|blew|blown|popped|flipp\\w*)|tripp(?:ed|ing) (?:breaker|fuse)|(?:low|high|unstable) voltage|voltage (?:is|drops?|keeps)|meter (?:is |display |screen )?(?:blank|dead|broken|not working)|report (?:an? |the |my )?(?:power )?(?:outage|fault|failure|blackout)|everything (?:went|is) dark|we'?re in the dark`,
      ),
    ],
    not: /compensat|planned|phone|if (?:i|we) (?:don'?t|do not)|will you|do you cut|policy|back on now|bill.{0,20}(?:cut|off)|complain/,
  },
];
