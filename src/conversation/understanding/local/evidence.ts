/** What the rules say of a message, as features: the classifier learns from examples how far each of them is to be trusted. */
import { controlIn } from '../controls.ts';
import type { Hearing } from '../hearing.ts';
import { yesOrNo } from '../parsers/yes-no.ts';
import { asksPolicy } from '../rules/policy.ts';
import { ENGLISH } from '../rules/services.en.ts';
import { CHINESE } from '../rules/services.zh.ts';
import { isOutOfScope, takesBack, talkIn, type Wish } from '../rules.ts';
import type { Heard } from '../spelling.ts';

export type Evidence = readonly string[];

const ALL = [...CHINESE, ...ENGLISH];

/** `wishes` are those of `wishesIn(heard.key)`, which the caller needs anyway. */
export function evidenceOf(heard: Heard, wishes: readonly Wish[], hearing: Hearing): Evidence {
  const { key, plain } = heard;
  const said: string[] = [];
  wishes.forEach(({ service }, place) => {
    said.push(`wish ${service}`, `wish ${service} ${place === 0 ? 'first' : 'later'}`);
  });
  said.push(`wishes ${Math.min(wishes.length, 2)}`);
  const policy = asksPolicy(key);
  if (policy) said.push('policy', ...wishes.map(({ service }) => `policy ${service}`));
  if (isOutOfScope(key)) said.push('outside', ...wishes.map(({ service }) => `outside ${service}`));
  if (takesBack(key)) said.push('takes back');
  const talk = talkIn(key);
  if (talk !== null) said.push('talk', `talk ${talk}`);
  const answer = yesOrNo(key, null);
  if (answer !== null) said.push(`answer ${answer}`);
  const control = controlIn(key, plain, hearing);
  if (control !== null) said.push(`control ${control.kind}`);
  if (key.length <= 120) {
    for (const rule of ALL)
      if (rule.when.every((pattern) => pattern.test(key)) && rule.not?.test(key) !== true)
        said.push(`rule ${rule.service} ${rule.say}`);
  }
  return said;
}
