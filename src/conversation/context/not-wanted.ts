/** 不用转人工了, 我不是要开发票: what is not wanted after all, or never was; and 不要这样讲,给我真人, which refuses no person. */
import { NO_PERSON } from '../flows/handoff-request.ts';
import type { Command } from '../message.ts';
import { openFrame } from '../session.ts';
import { wantsPerson } from '../understanding/parsers/refused.ts';
import { isStory, isWritten } from '../understanding/parsers/written.ts';
import { wishesIn } from '../understanding/rules.ts';
import { byRule, type Reading } from './reading.ts';

/** The wish for a person is taken back, in the words of its button or others. */
const NO_PERSON_NOW =
  /^(?:我|先|那就?|算了[,。 ]?){0,3}(?:不用|不要|不想|不等|别|不需要|不找|不转)(?:再|帮我|给我)?(?:等|找|转|要)*(?:了)?(?:人工|专员|真人|客服)(?:客服|服务)?(?:了)?$|^(?:i )?(?:don'?t|do not|no longer) (?:need|want) (?:to (?:talk|speak|wait) (?:to|with|for) )?(?:a |the |any )?(?:person|human|agent|someone|representative)(?: any ?more| after all)?$|^(?:stop waiting|no need (?:for|to wait for) a (?:person|human))$/;
export const noPerson: Reading = ({ bare }) =>
  NO_PERSON_NOW.test(bare) ? byRule({ kind: 'start', service: 'handoff.request', slots: NO_PERSON }) : null;

/** A person is wished for at an open question, in words that nothing else is made of. */
export const wantsSomebody: Reading = ({ making: { session }, written, proposals }) => {
  const [first] = proposals.map(({ command }) => command);
  if (!openFrame(session)?.asked || openFrame(session)?.service === 'rating.give' || !first) return null;
  const wished = first.kind === 'start' && first.service === 'handoff.request';
  const unheard = proposals.every(({ command: { kind } }) => kind === 'unknown');
  if ((!wished && !unheard) || !wantsPerson(written)) return null;
  return wished ? proposals : byRule({ kind: 'start', service: 'handoff.request' });
};

const NOT_WANTED =
  /(?:并)?不是(?:说|要|想|来|问|为了)|不用|不要|不想|不需要|没说要|没想|\b(?:i )?(?:don'?t|do not|didn'?t|did not|am not|'?m not|not) (?:want|need|ask(?:ing|ed)?(?: for)?|trying|looking|here)(?: to| for)?\b/;
/** What a refusal may have been taken for. */
const TAKEN_FOR: readonly Command['kind'][] = ['cancel', 'deny', 'start', 'unknown'];

/** 我不是要开发票, while it is something else that is open: nothing is cancelled by that but what waits of it. */
export const notWanted: Reading = ({ making: { session }, bare: key, proposals }) => {
  const open = openFrame(session);
  const [only] = proposals;
  if (!open || !only || proposals.length > 1 || key.length > 30) return null;
  const { command } = only;
  const asWritten = command.kind === 'set' && isWritten(command.slot) && !isStory(command.slot);
  if (!asWritten && !TAKEN_FOR.includes(command.kind)) return null;
  const denied = NOT_WANTED.exec(key);
  if (!denied) return null;
  const services = wishesIn(
    `${/[a-z]/.test(denied[0]) ? 'i want ' : '我要'}${key.slice(denied.index + denied[0].length).trim()}`,
  ).map(({ service }) => service);
  const begun = command.kind === 'start' && !services.includes(command.service);
  const standing = session.stack.some(({ service }) => services.includes(service));
  return services.length > 0 && !begun && !standing ? byRule({ kind: 'not-wanted', services }) : null;
};
