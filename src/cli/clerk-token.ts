/** The desk on the terminal, where a member of staff gets the token that opens the desk over HTTP. */
import { rfc3339 } from '../domain/calendar.ts';
import { DESK_HOURS } from '../services/staff.ts';
import { type Command, tell, told } from './clerk-told.ts';

const HOURS = '12';

export const TOKEN_USAGE = `  npm run clerk -- token STAFF_ID [--hours ${HOURS}]       opens /v1/desk for them, ${DESK_HOURS} hours at most, as long as they are in the setting \`staff\`
  npm run clerk -- token revoke STAFF_ID             every key that they have to the desk opens nothing any more`;

/** The token alone stands on the output, for a shell's $(…). */
export const token: Command = async ({ services }, { subject, words: [whose], hours = HOURS }) => {
  if (subject === 'revoke' && whose) {
    const staffId = whose.toUpperCase();
    await services.staff.takeKeysBack(staffId);
    return tell(`No key of ${staffId} made up to now opens the desk any more.`);
  }
  const opened = await services.staff.openDesk(subject.toUpperCase(), /^\d{1,4}$/.test(hours) ? Number(hours) : 0);
  const lines = told(opened, (made) => [made.token]);
  return opened.ok ? { ...lines, beside: `Good until ${rfc3339(opened.value.expiresAt)}.` } : lines;
};
