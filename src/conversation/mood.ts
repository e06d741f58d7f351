/** How a resident sounds, from what they wrote last: a notice for whoever takes over, by rules; it decides nothing. */

export const SIGNS = ['angry-words', 'worried-words', 'capitals', 'exclamation', 'repeated'] as const;
export type Sign = (typeof SIGNS)[number];

export interface Mood {
  readonly mood: 'calm' | 'worried' | 'angry';
  /** What it was seen by, in the order of SIGNS. */
  readonly signs: readonly Sign[];
}

const ANGRY = [
  /他妈的(?![户电手名账房])|他妈(?=又|怎么|什么)|特么|操你|狗屁|强盗|土匪|抢钱|气死|生气|愤怒|火大|投诉你们|太差|垃圾|骗子|坑人|什么破|什么玩意|混蛋|受够|忍无可忍|没人管|推来推去|踢皮球|不像话|岂有此理|烦死|你们到底/,
  /他媽的|靠北|強盜|土匪|搶錢|氣死|生氣|憤怒|爛透|太爛|超爛|騙子|誇張|什麼爛|混蛋|受夠|忍無可忍|沒人管|推來推去|踢皮球|不像話|豈有此理|煩死|你們到底|傻眼/,
  /\b(?:angry|furious|thie(?:f|ves)\b|crooks?\b|robbers?\b|fuck\w*|bullshit|outrag|ridiculous|unacceptable|useless|terrible|awful|worst\b|rubbish|scam\b|fed up|sick of|disgrac|pathetic|wtf\b|damn\b|hell\b)/i,
];
const WORRIED = [
  /担心|害怕|着急|急死|急用|很急|怎么办|老人|婴儿|宝宝|孕妇|病人|呼吸机|制氧|救命|焦虑|拜托|求求/,
  /擔心|害怕|著急|急死|急用|很急|怎麼辦|老人|嬰兒|寶寶|孕婦|病人|呼吸器|製氧|救命|焦慮|拜託|求求/,
  /\b(?:worried|afraid|scared|urgent|anxious|desperate|please help|emergency|baby\b|elderly|pregnant|oxygen|ventilator|what (?:should|do) i do)/i,
];
/** As many as make a shout; one is politeness. */
const SHOUTED = /[!！](?:\s*[!！])+/u;
const SHORTEST_SHOUT = 8;

/** Written in capitals: enough letters, and hardly a small one; an account's or a case's letters are too few. */
function inCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = letters.filter((letter) => /\p{Lu}/u.test(letter)).length;
  return capitals >= SHORTEST_SHOUT && capitals / letters.length > 0.8;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');

/** `words`: the last messages, oldest first. */
export function moodOf(words: readonly string[]): Mood {
  const any = (rules: readonly RegExp[]) => words.some((text) => rules.some((rule) => rule.test(text)));
  const said = words.map(plain).filter((text) => text.length > 1);
  const seen: Readonly<Record<Sign, boolean>> = {
    'angry-words': any(ANGRY),
    'worried-words': any(WORRIED),
    capitals: words.some(inCapitals),
    exclamation: words.some((text) => SHOUTED.test(text)),
    repeated: new Set(said).size < said.length,
  };
  const signs = SIGNS.filter((sign) => seen[sign]);
  if (seen['angry-words'] || (seen.exclamation && (seen.capitals || seen.repeated))) return { mood: 'angry', signs };
  return { mood: signs.length > 0 ? 'worried' : 'calm', signs };
}
