/** `npm run clerk`: a small desk on the terminal, on the database of `npm start`: what the desk in a browser does, and money. */
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { rfc3339 } from '../domain/calendar.ts';
import { TEAMS } from '../domain/cases.ts';
import { DOCUMENT_KINDS } from '../domain/documents.ts';
import { storable } from '../domain/written.ts';
import { CLERK_EVENTS } from '../services/cases/work.ts';
import { connect } from '../store/connect.ts';
import { wire } from '../wiring.ts';
import { handoffLines, openedLines, transcriptLines } from './clerk-lines.ts';
import { MONEY_COMMANDS, MONEY_USAGE } from './clerk-money.ts';
import { PERSON_USAGE, person } from './clerk-person.ts';
import { TOKEN_USAGE, token } from './clerk-token.ts';
import { type Command, type Told, tell, told } from './clerk-told.ts';
import { localDatabase } from './local.ts';
import { prepareDatabase } from './prepare.ts';

const USAGE = `A desk on the terminal. It calls what the staff desk calls, on the database of \`npm start\` or DATABASE_URL.

  npm run clerk -- queue                             who waits for a person, and who is with one
  npm run clerk -- show W… --as S01                  one hand-off: what is known, and what was written
  npm run clerk -- take W… --as S01                  take the conversation over; the bot is silent from then on
  npm run clerk -- say  W… "words" --as S01          write to the resident
  npm run clerk -- back W… ["note"] --as S01         give the conversation back to the bot
  npm run clerk -- act  W… event ["words"] --as P01  an act on any case: ${CLERK_EVENTS.join(' ')}
                        [--missing id-front,other]   material-missing: which papers
                        [--to team[/staffId]]        reassigned: to whom
  npm run clerk -- teams                             who works here, and how many cases are open
  npm run clerk -- chains                            whether the history of every case is as it was written
${TOKEN_USAGE}
${PERSON_USAGE}
${MONEY_USAGE}

Words for a web chat are there at once; on LINE the running service sends them in its next round. A refusal ends with 1.`;

const COMMANDS: Readonly<
  Record<string, { readonly needs: 'nothing' | 'subject' | 'subject and staff'; readonly run: Command }>
> = {
  ...MONEY_COMMANDS,
  token: { needs: 'subject', run: token },
  person: { needs: 'subject', run: person },
  queue: {
    needs: 'nothing',
    run: async ({ services }) => {
      const queue = await services.handoff.queue();
      return tell(...(queue.length > 0 ? queue.flatMap(handoffLines) : ['Nobody waits.']));
    },
  },
  show: {
    needs: 'subject and staff',
    run: async ({ services, converse }, { staffId, caseNumber }) => {
      const opened = await services.handoff.open(staffId, caseNumber);
      const written = opened.ok && opened.value.whole ? await converse.transcript(opened.value.person, 0, 60) : [];
      return told(opened, (one) => [...openedLines(one), ...transcriptLines(written)]);
    },
  },
  take: {
    needs: 'subject and staff',
    run: async ({ services }, { staffId, caseNumber }) =>
      told(await services.attempt(() => services.handoff.take(staffId, caseNumber)), () => [
        `${caseNumber} is yours; the bot is silent. \`show\` what was written, \`say\` something, give it \`back\`.`,
      ]),
  },
  say: {
    needs: 'subject and staff',
    run: async ({ services }, { staffId, caseNumber, words }) =>
      told(await services.attempt(() => services.handoff.say(staffId, caseNumber, words.join(' '))), () => ['Said.']),
  },
  back: {
    needs: 'subject and staff',
    run: async ({ services, converse }, { staffId, caseNumber, words }) => {
      const note = words.join(' ').trim();
      const plan = () => services.handoff.handBack(staffId, caseNumber, note === '' ? undefined : note);
      const back = await services.attempt(plan);
      if (back.ok) await converse.answerWaiting(back.value);
      return told(back, () => [`${caseNumber} is done; the bot has the conversation again.`]);
    },
  },
  act: {
    needs: 'subject and staff',
    run: async ({ services }, { staffId, caseNumber, words: [named = '', ...said], missing, to }) => {
      const event = CLERK_EVENTS.find((one) => one === named);
      if (!event) return { wrong: `No such act: ${named || '(none)'}. One of: ${CLERK_EVENTS.join(' ')}` };
      const papers = missing?.split(',').flatMap((name) => DOCUMENT_KINDS.find((one) => one === name) ?? []);
      const [team, member] = to?.split('/') ?? [];
      const newTeam = TEAMS.find((one) => one === team);
      if ((missing && !papers?.length) || (team && !newTeam))
        return { wrong: `Papers: ${DOCUMENT_KINDS.join(' ')}\nTeams: ${TEAMS.join(' ')}` };
      const says = {
        ...(said.length > 0 && { text: said.join(' ') }),
        ...(papers && { missing: papers }),
        ...(newTeam && { to: { team: newTeam, ...(member && { staffId: member.toUpperCase() }) } }),
      };
      return told(await services.attempt(() => services.work.act(staffId, caseNumber, event, says)), (moved) => {
        const due = moved.deadline ? `, next due ${rfc3339(moved.deadline)}` : '';
        return [`${moved.caseNumber} ${moved.kind}: ${moved.stage}, ${moved.team}, next ${moved.nextAction}${due}`];
      });
    },
  },
  teams: {
    needs: 'nothing',
    run: async ({ services }) => {
      const { staff } = await services.settings();
      const open = await Promise.all(TEAMS.map((team) => services.work.queue(team, 1_000)));
      return tell(
        ...TEAMS.flatMap((team, place) => [
          `${team}: ${open[place]?.length ?? 0} open`,
          ...staff.filter((one) => one.team === team).map((one) => `  ${one.staffId} ${one.name} (${one.role})`),
        ]),
      );
    },
  },
  chains: {
    needs: 'nothing',
    run: async ({ services }) => {
      const { right, broken } = await services.chains.check();
      if (broken.length === 0) return tell(`All ${right} histories of cases are right.`);
      const named = broken.map(({ caseNumber, at }) => `${caseNumber}: broken at entry ${at}`);
      return {
        wrong: [
          ...named,
          `${broken.length} of ${broken.length + right} histories are broken, ${right} are right.`,
        ].join('\n'),
      };
    },
  },
};

async function main(): Promise<Told> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      missing: { type: 'string' },
      to: { type: 'string' },
      receipt: { type: 'string' },
      hours: { type: 'string' },
      by: { type: 'string' },
      why: { type: 'string' },
      'stays-paid': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [name = '', subject = '', ...words] = positionals;
  const command = COMMANDS[name];
  if (values.help) return tell(USAGE);
  const given = {
    nothing: true,
    subject: subject !== '',
    'subject and staff': subject !== '' && values.as !== undefined,
  };
  if (!command || !given[command.needs]) return { wrong: USAGE };
  const local = await localDatabase(process.env);
  try {
    const config = readConfig({ ...process.env, ...local.shared }, Date.now());
    // As `npm start` does: on a database that is new the desk is empty, and says so.
    await prepareDatabase(local.databaseUrl, config, { knowledge: false });
    const { db, pool } = connect({ connectionString: local.databaseUrl, max: 4 });
    try {
      // Nothing goes on after the answer and nothing is sent from here: the running service does both.
      const house = wire({ config, db, cachedDb: db, later: () => {}, sink: () => {}, selfUrl: config.publicUrl });
      const staffId = (values.as ?? '').toUpperCase();
      const { missing, to, receipt, hours, by, why, 'stays-paid': staysPaid } = values;
      const caseNumber = subject.toUpperCase();
      return await command.run(house, {
        subject,
        caseNumber,
        staffId,
        words: words.map(storable),
        missing,
        to,
        receipt,
        staysPaid,
        hours,
        by,
        why,
      });
    } finally {
      await pool.end();
    }
  } finally {
    await local.stop();
  }
}

/** A wrong option or setting is the user's to read; anything else is ours, with its stack. */
const saidWrong = (error: unknown): Told => {
  if (error instanceof ConfigError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))
    return { wrong: (error as Error).message };
  throw error;
};

const result = await main().catch(saidWrong);
if ('lines' in result) {
  if (result.beside) console.error(result.beside);
  console.log(result.lines.join('\n'));
} else console.error(result.wrong);
process.exit('lines' in result ? 0 : 1);
