/** A question without politeness and with each synonym replaced by its group: what makes two questions alike. */
import { weightsOf } from './fillers.ts';
import { conceptsIn } from './synonyms.ts';
import { CONCEPTS_FROM, codeOf, conceptKey, type Tokens, unigramKey } from './terms.ts';

/** `code` as passages are kept (terms.ts), `key` of the term whose idf weighs it, `weight` as fillers.ts says. */
interface CanonToken {
  readonly code: number;
  readonly key: number;
  readonly weight: number;
}

export function canonOf(tokens: Tokens, longest: number, groupOf: (key: number) => number): CanonToken[] {
  const weights = weightsOf(tokens);
  const concepts = new Map(conceptsIn(tokens, longest, groupOf).map((concept) => [concept.at, concept]));
  const canon: CanonToken[] = [];
  for (let at = 0; at < tokens.keys.length; at += 1) {
    const concept = concepts.get(at);
    if (concept) {
      canon.push({ code: CONCEPTS_FROM + concept.group, key: conceptKey(concept.group), weight: 1 });
      at += concept.length - 1;
      continue;
    }
    const key = tokens.keys[at] ?? 0;
    const weight = weights[at] ?? 0;
    if (key !== 0 && weight > 0) canon.push({ code: codeOf(key), key: unigramKey(key), weight });
  }
  return canon;
}
