/** Each language in its own script: no traditional characters for the mainland, no simplified ones for Taiwan, no Chinese in English. */
import type { Locale } from '../../domain/names.ts';
import { COMMON, SIMPLIFIED, TRADITIONAL } from '../../text/script.generated.ts';
import type { KnowledgeFile } from './article-file.ts';
import { errorAt, type Fault } from './fault.ts';

const common = new Set(COMMON);
const onlyIn = (characters: string) => new Set([...characters].filter((character) => !common.has(character)));
const simplified = onlyIn(SIMPLIFIED);
const traditional = onlyIn(TRADITIONAL);
const HAN = /\p{Script=Han}/u;

/** How much Chinese an English line may name: 户号, 12398 电话. */
const MOST_HAN = 12;

export function checkScript({ path, text }: KnowledgeFile, locale: Locale): Fault[] {
  return text.split('\n').flatMap((line, at): Fault[] => {
    if (locale === 'en') {
      const han = [...line].filter((character) => HAN.test(character)).length;
      return han > MOST_HAN ? [errorAt(path, at + 1, 'is Chinese in an English article')] : [];
    }
    const foreign = locale === 'zh-CN' ? traditional : simplified;
    const found = [...new Set([...line].filter((character) => foreign.has(character)))];
    return found.length > 0 ? [errorAt(path, at + 1, `${found.join('')}: not written like this in ${locale}`)] : [];
  });
}
