/** The desk on the terminal, where somebody who asks for it gets all that is kept of them, or has it erased. */
import { type Command, type Told, tell, told } from './clerk-told.ts';

export const PERSON_USAGE = `  npm run clerk -- person export WHO [--by S01]      all that is kept of somebody over their joined channels, as JSON; sealed values opened
  npm run clerk -- person erase WHO --by V01 --why "reason"   take them out, but for what the law keeps; not while a case or payment is open
                        WHO: a resident's id, or what a channel calls them: line:U…, wechat:o…, web:…`;

const WRONG = 'Say whom: `person export WHO` or `person erase WHO --by STAFF_ID --why "reason"`.';

/** A resident's id has no colon; what a channel calls somebody may. */
function whoIs(written: string): string | { channel: string; channelUserId: string } {
  const colon = written.indexOf(':');
  return colon < 0 ? written : { channel: written.slice(0, colon), channelUserId: written.slice(colon + 1) };
}

const open = (errors: readonly { reason: string }[] = []): string[] => errors.map(({ reason }) => `  ${reason}`);

export const person: Command = async ({ services }, { subject, words: [who = ''], by, why }): Promise<Told> => {
  const staffId = by?.toUpperCase() ?? null;
  if (subject === 'export' && who !== '') {
    const data = await services.persons.export(whoIs(who), staffId);
    return data.ok ? tell(JSON.stringify(data.value, null, 2)) : { wrong: `Nothing is kept of ${who}.` };
  }
  if (subject !== 'erase' || who === '' || staffId === null || why === undefined) return { wrong: WRONG };
  const erased = await services.persons.erase(whoIs(who), { staffId, why });
  if (!erased.ok && erased.problem.code === 'not_now')
    return { wrong: ['Not while something of theirs is open:', ...open(erased.problem.errors)].join('\n') };
  if (!erased.ok && erased.problem.code === 'not_found')
    return { wrong: `Nothing is kept of ${who}, or ${staffId} is nobody of the setting \`staff\`.` };
  return told(erased, ({ residents, papers }) => [
    `Erased: ${residents.join(', ')}; papers removed: ${papers}.`,
    'What the law keeps stays, see README “A person’s data”. Backups lose it when their time is over.',
  ]);
};
