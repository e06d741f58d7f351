/** English: which service is wished for. */

import { CHANNELS_EN } from './channels.ts';
import { OUTAGES_EN, PROGRESS_EN, REQUESTS_EN } from './requests.en.ts';
import { type Rule, re } from './rule.ts';
import { EN_BILL, EN_HIGH } from './words.ts';

export const POLICY_EN =
  /\btiers?\b|\btariffs?\b|per (?:kwh|unit|kilowatt)|\brates? (?:per|for|plan)|\bprice of (?:a )?(?:unit|kwh)|off-?peak|time[- ]of[- ]use|late fees?|penalt|refund|instal(?:l)?ments?|discount|subsid|auto-?pay|direct debit|when (?:is|are|does|do|will) .{0,20}(?:due|issued|come out|read)|cut off|disconnect|where (?:is|can i find|do i find) (?:my |the )?(?:account|customer) number|forgot (?:my )?account|what(?:'?s| is) an? |how (?:is|are) .{0,24}(?:calculated|worked out)|save (?:power|electricity|energy)/;

const NOT_PAID =
  /\b(?:already|have|had|i've|i) paid|do i have to|what happens|why can'?t|unable|failed|fails|history|past|previous|last payment|records?|receipts?|went through|go through|don'?t (?:want|wanna)|not (?:pay|going)/;

export const ENGLISH: readonly Rule[] = [
  ...CHANNELS_EN,
  ...PROGRESS_EN,
  ...REQUESTS_EN,
  ...OUTAGES_EN,
  {
    service: 'account.unbind',
    say: 'unbind my account',
    when: [
      /\bun-?(?:bind|link)|(?:remove|delete|disconnect|detach|take off|drop) (?:this |my |the |that |an? )?(?:\w+ ){0,2}(?:accounts?|meter|house|flat|apartment)/,
    ],
    not: /device/,
  },
  {
    service: 'account.switch',
    say: 'switch account',
    when: [
      /(?:switch|change|swap|move)(?: over)? (?:to )?(?:my |the |another |a different |an? )?(?:other |second |different |another )?accounts?\b(?! (?:holder|name|number is))|(?:use|check|try|choose|pick|select) (?:my |the |a |an)?(?:other|another|different|second) (?:account|one)/,
    ],
    not: /name|holder|owner/,
  },
  {
    service: 'account.bind',
    say: 'bind my account',
    when: [
      /\b(?:bind|link|add|register|connect|attach|set ?up)\b (?:up )?(?:me |my |a |an |the |another |one |new |mom'?s |mum'?s |dad'?s |second |this ){0,4}(?:electric(?:ity)? |power |home |house )?(?:account|acct|meter|house|flat|apartment|number)|\bbind(?:ing)?\b/,
    ],
    not: /new (?:connection|meter)|supply/,
  },

  {
    service: 'payment.history',
    say: 'payment history',
    when: [
      /payments? (?:history|records?|list|log|status|receipts?)|(?:past|previous|earlier|recent|all|my|last) (?:\w+ )?payments?\b|history of (?:my )?payments?|(?:did|have|has) (?:i|we|my \w+) (?:already )?(?:pay|paid|made? (?:a|the|my) payment)|(?:did|has|is|was) (?:my |the |last )*payment|(?:get|got|received?) my payment|(?:i|i've|have) (?:already )?paid.{0,30}(?:unpaid|still|not show|doesn't show|due)|when (?:did|was) .{0,24}(?:pay|paid|payment)|(?:did|has) (?:it|my money|the money) (?:go|gone|get) through|transactions?|\breceipts?\b/,
    ],
    not: /make (?:a|my)|how (?:do|can) i (?:make|pay)|\binvoices? (?:for|of|about)\b/,
  },
  {
    service: 'invoice.issue',
    say: 'I need an invoice',
    when: [/\binvoices?\b|fapiao/],
    not: /wrong|mistake|incorrect|cancel/,
  },

  {
    service: 'bill.explain',
    say: 'why is my bill so high',
    within: 'sentence',
    when: [
      re(
        `\\b(?:why|how come|explain|what happened|what'?s (?:wrong|up|with)|reason|don'?t understand|makes? no sense|break ?down)\\b`,
      ),
      re(`\\b(?:${EN_BILL}|charged?|usage|owe|pay(?:ing)?|amount)\\b`),
    ],
    not: /why (?:can'?t|don'?t|do|should|isn'?t) (?:i|it|you|we)|why (?:are )?(?:you )?ask/,
  },
  {
    service: 'bill.explain',
    say: 'my bill is too high',
    within: 'sentence',
    when: [
      re(
        `\\b${EN_BILL}\\b.{0,40}\\b(?:${EN_HIGH})\\b|\\b(?:so|too|very|way|really|such a|unusually|this) (?:${EN_HIGH})\\b.{0,20}\\b(?:${EN_BILL})\\b`,
      ),
    ],
    not: /how much|pay (?:it|my|the) .{0,20}off|water|gas/,
  },
  {
    service: 'bill.explain',
    say: 'you overcharged me',
    when: [
      /overcharg|charged? (?:me )?(?:too much|twice as|so much|extra)|(?:too high|so expensive|so high|so much)\??$/,
    ],
    not: /refund|price of|tariff/,
  },

  {
    service: 'payment.pay',
    say: 'pay my bill',
    when: [
      re(
        `\\b(?:pay|settle|clear|paying)\\b.{0,24}\\b(?:${EN_BILL}|balance|it off|what i owe|dues?|amount)\\b|(?:i'?d like to|i want to|i need to|i wanna|can i|could i|let me|let's|how (?:do|can|to|could|should) ?(?:i|we)?|help me|ready to|where (?:do|can) i|please|i'?ll|want to|like to) pay\\b|\\bpay (?:it|this|that|them|all|everything)\\b|make (?:a |my |the )?payment|top[- ]?up|recharge|^(?:pay|pay now|payment)$|^pay (?:for )?(?:account )?\\d`,
      ),
    ],
    not: NOT_PAID,
  },

  {
    service: 'bill.query',
    say: 'check my bill',
    when: [
      re(
        `\\b(?:check|see|show|view|get|gimme|look at|look up|find|tell me|give me|send me|know|what'?s|what is|what was|pull up|open|read|want|need)\\b.{0,28}\\b${EN_BILL}\\b|how much.{0,30}\\b(?:${EN_BILL}|owe|due|to pay|have to pay)|what (?:do|did) i owe|what'?s (?:due|owed|owing)|what i owe|do i owe|my (?:current )?balance|(?:amount|balance) due|outstanding|how (?:many (?:kwh|units)|much (?:power|electricity|energy)) (?:did|have|do) (?:i|we)|(?:my|our) (?:electricity |power |energy )?usage`,
      ),
    ],
    not: /\bpay (?:my|the|this)\b|out(?:age)?\b.{0,12}\b(?:street|area)|power is (?:out|off)|average|usually cost/,
  },
  {
    service: 'bill.query',
    say: 'my bill',
    within: 'message',
    when: [
      re(
        `^(?:(?:my|the|our|a|for|last|this|current|latest|next|new|month(?:'?s|ly)?|'s|of|in|electricity|electric|power|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|20\\d\\d)[ ,]*){0,6}(?:${EN_BILL})(?: (?:please|for|of|in|from|last|this|month|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|20\\d\\d|check|query|inquiry|enquiry))*[?.!]*$`,
      ),
    ],
  },

  {
    service: 'handoff.request',
    say: 'talk to a human',
    when: [
      /(?:talk|speak|chat|connect|transfer|put|get|pass)(?:ed|ing)? ?(?:me )?(?:to|with|through to|on to|over to)? ?(?:a |an |the |some ?|any)?(?:real |live |actual |human )?(?:human|person|people|agent|someone|somebody|representative|rep|operator|staff|customer service|support|clerk|manager)\b|(?:real|live|actual) (?:human|person|agent)|human (?:please|agent|help|being)|(?:need|want|get me|give me) (?:a |an )?(?:human|person|agent|representative|operator|real person)|customer service/,
    ],
    not: /are you|is this|am i (?:talking|speaking|chatting)|don'?t (?:want|need)|complain|number (?:of|for)/,
  },
  {
    service: 'handoff.request',
    say: 'agent',
    within: 'message',
    when: [/^(?:human|agent|operator|representative|person|customer service|support|live agent|real person)$/],
  },

  {
    service: 'rating.give',
    say: 'rate the service',
    when: [
      /(?:leave|give|submit|send|write) (?:you |some |a |an |my |your )*(?:feedback|rating|review|[1-5] stars?|(?:one|two|three|four|five) stars?)|\b(?:rate|review) (?:you|this|the|your|my)\b|^(?:rate|rating|feedback|review)$|(?:want|like) to rate/,
    ],
  },
];
