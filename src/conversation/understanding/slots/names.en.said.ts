/** What stands before and after a name in English, and tells whether it is the old or the new one. */
import type { Role } from './names.zh.said.ts';

const KIN =
  "(?:wife|husband|spouse|partner|fiancée?|son|daughter|mother|mum|mom|father|dad|brother|sister|uncle|aunt|nephew|niece|cousin|grand(?:son|daughter|father|mother|ma|pa)|son-in-law|roommate|flatmate|housemate|friend|colleague|boyfriend|girlfriend|landlord|landlady|tenant|ex(?:-?(?:wife|husband))?|boss)(?:'s)?";
const HOLDER =
  '(?:account ?holder|holder|owner|tenant|occupant|occupier|customer|resident|landlord|buyer|purchaser|lessee|proprietor|operator|name|company|company name|business name|business|title|spelling|surname|registered name)';

/** What stands right before a name; the plainest that fits counts. */
export const BEFORE: readonly (readonly [RegExp, Role, number])[] = [
  [
    /\b(?:bills?|letters?|statements?|invoices?|it|post|mail|they) (?:comes?|came|is sent|gets? sent|arrives?|goes|go|is addressed|are addressed) (?:to|for|in the name of)$/,
    'old',
    95,
  ],
  [/\bout of$/, 'old', 96],
  [/\bno longer$/, 'old', 95],
  [/\((?:now|currently|at present)$/, 'old', 97],
  [/\b(?:old|former|previous)(?: chinese| english| legal)? name$/, 'old', 93],
  [/\bnew (?:\w+ ){1,4}(?:says?|reads?|shows?)$/, 'new', 93],
  [/\b(?:bought|purchased|got|took|inherited|acquired)(?: \w+){1,5}? from(?: (?:a|an|the|my|mr|mrs|ms))?$/, 'old', 94],
  [/^out:$/, 'old', 88],
  [/^in:$/, 'new', 88],
  [/\bmy (?:\w+ )?name is (?:spel(?:led|t)|written)(?: as)?$/, 'new', 85],
  [/\byou(?:'ve| have)(?: got)?$/, 'old', 82],
  // What papers say is right.
  [
    /\b(?:passport|id(?: card)?|licen[cs]e|deeds?|certificate|permit|papers|documents?)(?: clearly| correctly| now)? (?:(?:is |are )?(?:say|show|read|stat|print)(?:s|ing|es)?|has|is|have)(?: it(?: as)?)?$/,
    'new',
    92,
  ],
  [/\b(?:instead of|rather than|as opposed to|not(?: as)?|n't)$/, 'old', 94],
  [
    /\b(?:should|must|ought to|needs? to|has to|have to|supposed to|want it to|like it to)(?: now| actually| really)? (?:be|read|say|show|have been|go)(?: (?:now|spel(?:led|t)|written|listed|registered|called|named|under|in|into|to|as|the name(?: of)?|my name)){0,3},?$/,
    'new',
    95,
  ],
  [
    new RegExp(
      `\\b(?:seller|vendor|old|previous|former|prior|outgoing|original|departing|existing|current|late)(?: ${KIN}| ${HOLDER})?(?:'s name)?(?: is| was|,|-| -)?:?$`,
    ),
    'old',
    93,
  ],
  [
    new RegExp(
      `\\b(?:new|incoming|next|future|correct|right|proper|buyer|purchaser)(?: ${HOLDER})?(?:'s name)?(?: is| will be| would be| as|,| -)?:?$`,
    ),
    'new',
    93,
  ],
  [
    /\b(?:used to be|formerly|previously|née|nee|before that|was once|once|we were|i was|it was|was|were)(?: called| known as| named)?$/,
    'old',
    88,
  ],
  [
    /\b(?:is|'s|am|'m|are|'re|be)? ?now(?: called| known as| named| goes by| trading as| legally| officially)?$/,
    'new',
    92,
  ],
  [
    /\b(?:henceforth|from now on|these days|nowadays|hereafter|became|become|becoming|going by|goes by|go by|known as|call(?:ed)? me|called)$/,
    'new',
    84,
  ],
  [
    /\b(?:still|currently|presently|wrongly|mistakenly|incorrectly|misspelled|misspelt)(?: is| in| under| says?| shows?| reads?| spelled| listed| registered| with| to| as| held by| belongs to| the name of){0,3}$/,
    'old',
    90,
  ],
  [
    /\b(?:says?|shows?|reads?|displays?|spel(?:led|t)(?: me| it| us| my name| her| him| as){0,2}|wrote|written(?: as)?|typed|printed(?: as)?|listed (?:as|under)|down as|registered (?:as|to|under)|recorded (?:as|under)|put me (?:down )?as|entered as|addressed to|have (?:me|it|us) as|got (?:me|it|us) as|under)$/,
    'old',
    78,
  ],
  [new RegExp(`\\bfrom(?: the name(?: of)?| (?:my|our|the)(?: late| old)?(?: ${KIN}| ${HOLDER})?)?,?$`), 'old', 86],
  [/\b(?:replace|replacing|change|changing|rename|renaming|amend|correct|switch|swap)(?: the name)?$/, 'old', 72],
  [/\bwith$/, 'new', 70],
  [
    /\b(?:in|into|under) (?:my|his|her|our|their) (?:(?:own|legal|new|married|maiden) )?name(?: again| now)?(?:,| -|:| \()?$/,
    'new',
    80,
  ],
  [
    /\b(?:is|are|was|were|comes?|still|registered|listed)(?: \w+)? (?:in|under) (?:his|her|their) (?:\w+ )?name,?$/,
    'old',
    88,
  ],
  [/\b(?:married|maiden|legal|full|real|birth) name(?: again| now| is|,|:| -)*$/, 'new', 80],
  [/\bmine(?:,|:| -| \()?$/, 'new', 80],
  [new RegExp(`\\bmake (?:it|that|this)(?: my| our)?(?: ${KIN}| ${HOLDER})?,?$`), 'new', 80],
  [/\b(?:remove|removing|delete|drop|strike|take off)$/, 'old', 90],
  [
    new RegExp(
      `\\b(?:is|are|its|it's|was|still|currently)(?: \\w+)? (?:registered|listed|recorded|billed|addressed|assigned) (?:out )?to(?: a| the| my| our| ${KIN}| ${HOLDER}){0,3}[ ,(]*$`,
    ),
    'old',
    90,
  ],
  [/\b(?:old|former|previous|outgoing) (?:\w+ )?(?:is |was |'s )?me[ ,:(–-]*$/, 'old', 95],
  // The new one's me, now it's me - .
  [/\b(?:one|it|this|that|tenant|owner|holder|now)(?:'s| is| will be| should be)? (?:just )?me[ ,:(–-]*$/, 'new', 91],
  [/\bnew (?:\w+ ){1,4}?(?:here|is|was|will be|:|,|-|–)+[ ,:(–-]*$/, 'new', 79],
  [
    /\b(?:old|former|previous|outgoing|last) (?:\w+ ){0,3}?(?:is|was|,|:|-|–)+[ ,:(–-]*$|\b(?:one|guy|person|tenant|owner|lady|man|people) before (?:me|us)(?: is| was|,|:)*$/,
    'old',
    89,
  ],
  [
    new RegExp(
      `\\b(?:in)?to(?: be| read| say| the name of| my name,?| me,?| my| her| his| our| the| new| buyers?,?| its rightful| ${KIN},?| ${HOLDER},?| company,?){0,4}:?$`,
    ),
    'new',
    87,
  ],
  [
    /\b(?:my (?:full |legal |real )?name(?:'s| is)|i am|i'm|it's|it is|name (?:for|on|of) the (?:account|bill) (?:is|will be)|name is|name:|name's|we are|we're|am|this is|that's|that is|called|named)$/,
    'new',
    60,
  ],
  [new RegExp(`\\b(?:${KIN})(?: is| named| called|,)?$`), 'new', 45],
  [/\b(?:in|under) the name(?: of)?$/, 'new', 50],
  [/\bto be in$|\b(?:put|place|have|want|get|like|move|switch|set|need)\b[^.!?;]{0,40}\b(?:in|into|under)$/, 'new', 76],
  [/\b(?:in|under)$/, 'old', 40],
  [/^.{0,60}\b(?:it|her|him|them) to$/, 'new', 80],
];
export const AFTER: readonly (readonly [RegExp, Role, number])[] = [
  [/^,? ?(?:[(–-] ?)?(?:(?:that|which|it|this)(?:'s| is|['’]s) )?(?:me|myself|yours truly)\b/, 'new', 93],
  [/^,? ?\((?:wrong|incorrect|old|previous|former|misspel\w+|current|seller|vendor|outgoing)[^()]{0,12}\)/i, 'old', 96],
  [/^,? ?\((?:right|correct|new|now|buyer|purchaser|incoming|proper)[^()]{0,12}\)/i, 'new', 96],
  // My aunt Chen Shu-fen gave me her flat, passed it to me, sold us the house.
  [
    /^,? (?:(?:who|has|have|had|just|recently|kindly|already) ){0,2}(?:gave|given|gifted|passed|handed|left|transferred|sold|signed|bequeathed|made|turned)(?: \w+){0,4}? (?:me|us|my|our)\b/,
    'old',
    94,
  ],
  [
    /^(?: is| was|['’]s)?(?: still| currently)? (?:on|in) (?:the|your|my|our) (?:bills?|account|system|records?|letters?|statements?)\b/,
    'old',
    86,
  ],
  [
    /^,? (?:it |that |but |and )?(?:really )?(?:should|must|ought to|needs to|has to) (?:be|read|say) ["“'‘A-Z]/,
    'old',
    90,
  ],
  [/^ (?:(?:is|moves|goes|moving|going) )?out(?=$|[,.;!]| and )/, 'old', 88],
  [/^ (?:(?:is|moves|comes|moving|coming) )?in(?=$|[,.;!])/, 'new', 88],
  [
    /^['’]s (?:account|meter|service|electricity|power|contract)\b.{0,20}\b(?:pass|go|move|over|come|transfer)/,
    'old',
    88,
  ],
  [/^ (?:become|to be|be|as) (?:the |a )?(?:new )?(?:account )?(?:holder|owner)/, 'new', 88],
  [/^ now(?=[,.;!]|$)/, 'new', 92],
  [/^['’]s name (?:and|to|into) /, 'old', 60],
  [/^ (?:in)?to ["“]?(?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}/u, 'old', 94],
  [/^ ?(?:->|→|=>|➡|-->)/, 'old', 97],
  [
    /^ (?:is now|are now|became|has become|has been renamed|was renamed|changed (?:its name )?to|has changed)\b/,
    'old',
    94,
  ],
  [
    /^,? (?:has )?(?:passed away|died|moved out|is moving out|has left|left|is leaving|sold|who (?:died|passed|moved|sold))\b/,
    'old',
    94,
  ],
  [/^,? (?:is|was|as) (?:the |a |our |my )?(?:old|former|previous|outgoing|wrong)\b/, 'old', 94],
  [
    /^,? (?:(?:he|she|who)(?:'s| is) |is (?:the |our |my |now the )?)(?:new|buying|the new|taking|moving in|now the)|^,? (?:he |she |who |will )?(?:takes?|taking|is taking) (?:it )?over\b/,
    'new',
    94,
  ],
  [/^,? (?:instead(?=[,.!?]|$)|instead of|rather than|not)\b/, 'new', 92],
  [
    /^ (?:is )?the (?:new )?(?:account )?(?:holder|owner|customer)\b|^ (?:down )?as (?:the |a )?(?:new )?(?:account )?(?:holder|owner|customer|tenant)\b/,
    'new',
    90,
  ],
];
