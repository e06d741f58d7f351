/** The desk on the terminal, where a member of staff gets the token that opens the desk over HTTP. */
import { rfc3339 } from '../domain/calendar.ts';
import { DESK_HOURS } from '../services/staff.ts';
import { type Command, told } from './clerk-told.ts';

const HOURS = '12';

export const TOKEN_USAGE = `  npm run clerk -- token STAFF_ID [--hours ${HOURS}]       opens /v1/desk for them, ${DESK_HOURS} hours at most, as long as they are in the setting \`staff\``;

/** The token alone stands on the output, for a shell's $(…). */
export const token: Command = async ({ services }, { subject, hours = HOURS }) => {
  const opened = await services.staff.openDesk(subject.toUpperCase(), /^\d{1,4}$/.test(hours) ? Number(hours) : 0);
  const lines = told(opened, (made) => [made.token]);
  return opened.ok ? { ...lines, beside: `Good until ${rfc3339(opened.value.expiresAt)}.` } : lines;
};
