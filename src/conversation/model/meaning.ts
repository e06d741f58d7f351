/** Asks a model what a message means, and takes of its word only what rules, classifier and the resident's own words bear out. */
import { z } from 'zod';
import { SERVICES, type ServiceId, type SlotName } from '../../domain/names.ts';
import type { Turn } from '../flow.ts';
import { FLOWS } from '../flows/index.ts';
import type { Command, Proposal } from '../message.ts';
import { judge, startOf } from '../understanding/decide.ts';
import type { Hearing } from '../understanding/hearing.ts';
import type { Label } from '../understanding/local/labels.ts';
import { PARSERS } from '../understanding/parsers.ts';
import { wishesIn } from '../understanding/rules.ts';
import { type Heard, hear } from '../understanding/spelling.ts';
import type { Consult } from './consult.ts';
import { type Disguise, disguise, type Personal } from './disguise.ts';
import { personalOf } from './personal.ts';
import { PROMPTS } from './prompts.generated.ts';
import { serviceLines } from './service-lines.ts';

/** Answers that a model may hear: what is chosen or told, no id, no name, no number of anybody's, no danger and no consent. */
const HEARS = [
  'month',
  'titleKind',
  'scope',
  'breaker',
  'since',
  'ownershipChanged',
  'role',
  'category',
  'capacityKw',
  'topics',
] as const satisfies readonly SlotName[];

/** Writing begins with the first word of these, or another account is meant from then on: always asked back. */
const ASKED_BACK: readonly ServiceId[] = ['handoff.request', 'account.switch', 'rating.give'];

/** A local guess below this is more often wrong than right: it is asked about too. */
const WEAK = 0.5;
/** Beyond this the classifier's word that it is nothing of ours is taken. */
const SURELY_OUTSIDE = 0.75;
/** The classifier bears a service out that it had among its first guesses with so much of a chance. */
const AMONG_FIRST = 4;
const LEAST_CHANCE = 0.08;
const LONGEST = 500;
const MOST_STARTS = 2;
const MOST_CHOICES = 3;

const command = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), service: z.enum(SERVICES) }),
  z.strictObject({
    kind: z.enum(['set', 'correct']),
    slot: z.enum(HEARS),
    said: z.string().min(1).max(LONGEST),
    value: z.string().max(100).nullish(),
  }),
  z.strictObject({ kind: z.enum(['help', 'repeat', 'skip', 'outOfScope', 'unknown']) }),
]);
type Meant = z.infer<typeof command>;

const MOST_COMMANDS = 3;
const SCHEMA = z.toJSONSchema(z.strictObject({ commands: z.array(command).min(1).max(MOST_COMMANDS) }), {
  target: 'draft-7',
});

/** A command that is not in the union is no fault of the line, but nothing is heard of it. */
const answered = z.object({ commands: z.array(z.unknown()).max(20) });
const readMeant = (value: unknown): readonly Meant[] | null => {
  const read = answered.safeParse(value);
  if (!read.success) return null;
  return read.data.commands.slice(0, MOST_COMMANDS).flatMap((one) => command.safeParse(one).data ?? []);
};

const isUncertain = (heard: readonly Proposal[], { open }: Hearing): boolean => {
  const [only, ...more] = heard;
  if (!only || more.length > 0) return false;
  const { command: meant, by, why } = only;
  if (meant.kind === 'unknown' || meant.kind === 'unsure') return true;
  if (by !== 'local' || why === undefined) return false;
  // Odd words for an answer look like nothing of ours.
  if (meant.kind === 'outOfScope') return open !== null || why.score < SURELY_OUTSIDE;
  return why.score < WEAK;
};

/** What the rules made of it already: offered beside the model's word, never thrown away for it. */
const heardServices = ({ command: heard }: Proposal): readonly ServiceId[] =>
  heard.kind === 'start' ? [heard.service] : heard.kind === 'unsure' ? heard.between : [];

/** What the message means by all that is at hand: with no model, or none that helps, what was heard without it. */
export async function betterMeaning(
  turn: Pick<Turn, 'consult' | 'viewer' | 'standing'>,
  text: string,
  heard: readonly Proposal[],
  hearing: Hearing,
): Promise<readonly Proposal[]> {
  const [only] = heard;
  if (!turn.consult || !only || !isUncertain(heard, hearing)) return heard;
  return (await askMeaning(turn.consult, text, hearing, only, personalOf(turn))) ?? heard;
}

/** null: the model adds nothing, and what the rules proposed stands. */
async function askMeaning(
  consult: Consult,
  text: string,
  hearing: Hearing,
  local: Proposal,
  personal: readonly Personal[],
): Promise<readonly Proposal[] | null> {
  const heard = hear(text);
  if ([...heard.key].length < 2) return null;
  const hidden = disguise(personal);
  const { open, filled } = hearing;
  const options =
    open && isHeard(open.slot)
      ? (open.options ?? []).map(({ label, value }) => ({ value, label: hidden.hide(label) }))
      : [];
  const meant = await consult.ask({
    purpose: 'meaning',
    prompt: PROMPTS.meaning.version,
    system: PROMPTS.meaning.text.replace('{{services}}', () => serviceLines(hearing.locale)),
    turns: [
      {
        role: 'asked',
        text: JSON.stringify({
          resident_wrote: hidden.hide(text.slice(0, LONGEST)),
          question_open: open && { service: open.service, slot: open.slot, values: options },
          answered: Object.keys(filled),
        }),
      },
    ],
    schema: SCHEMA as Readonly<Record<string, unknown>>,
    read: readMeant,
    maxTokens: 300,
  });
  return meant === null ? null : borneOut(meant, heard, hearing, local, hidden);
}

const isHeard = (slot: string): slot is (typeof HEARS)[number] => (HEARS as readonly string[]).includes(slot);

function borneOut(
  meant: readonly Meant[],
  heard: Heard,
  hearing: Hearing,
  local: Proposal,
  hidden: Disguise,
): readonly Proposal[] | null {
  const { guesses, wishes, why } = judge(heard, wishesIn(heard.key));
  const propose = (one: Command): Proposal => ({ command: one, by: 'model', why });
  const likely = (label: Label): boolean =>
    guesses.slice(0, AMONG_FIRST).some((guess) => guess.label === label && guess.probability >= LEAST_CHANCE);

  const values = meant.flatMap((one) => {
    const value = one.kind === 'set' || one.kind === 'correct' ? valueBorneOut(one, heard, hearing, hidden) : null;
    return value ? [propose(value)] : [];
  });
  if (values.length > 0) return values;

  const services = [...new Set(meant.flatMap((one) => (one.kind === 'start' ? [one.service] : [])))]
    .filter((service) => service !== hearing.open?.service)
    .slice(0, MOST_STARTS);
  if (services.length > 0) {
    const already = heardServices(local);
    if (services.length === 1 && local.command.kind === 'start' && already[0] === services[0]) return null;
    // While a question is open, what was said most likely answers it: only a question of policy goes between.
    const mayBegin = (service: ServiceId) =>
      hearing.open ? service === 'knowledge.ask' : !ASKED_BACK.includes(service);
    const begin = (service: ServiceId) => startOf(service, heard, wishes, hearing);
    if (services.every((service) => mayBegin(service) && likely(service)))
      return services.map((service) => propose(begin(service)));
    const between = [...new Set([...already, ...services])].filter((one) => one !== 'smalltalk').slice(0, MOST_CHOICES);
    if (between.length === 0) return null;
    const slots = between.map((service) => {
      const start = begin(service);
      return start.kind === 'start' ? (start.slots ?? {}) : {};
    });
    return [propose({ kind: 'unsure', between, slots })];
  }

  const [first] = meant;
  if (local.command.kind !== 'unknown' || !first) return null;
  if (first.kind === 'help' || first.kind === 'repeat') return [propose({ kind: first.kind })];
  if (first.kind === 'skip' && hearing.open?.optional && hearing.open.slot !== 'confirm')
    return [propose({ kind: 'skip' })];
  if (first.kind === 'outOfScope' && !hearing.open && likely('out_of_scope')) return [propose({ kind: 'outOfScope' })];
  return null;
}

/** The value as the slot's own parser reads it from words that stand in the message; null: not borne out. */
function valueBorneOut(
  { kind, slot, said, value }: Extract<Meant, { slot: string }>,
  heard: Heard,
  hearing: Hearing,
  hidden: Disguise,
): Command | null {
  const { open, filled } = hearing;
  if (!open || !FLOWS[open.service].slots.some(({ name }) => name === slot)) return null;
  const quoted = hear(hidden.reveal(said));
  if (quoted.key.length < 2 && quoted.key !== heard.key) return null;
  if (!heard.key.includes(quoted.key)) return null;
  if (kind === 'correct' && filled[slot] === undefined) return null;
  // Its value alone would be a guess that nobody but the model can check.
  const parsed = PARSERS[slot](quoted.written, hearing);
  if (!parsed.ok || (value && value !== parsed.value)) return null;
  const changes = filled[slot] !== undefined;
  return { kind: changes ? 'correct' : 'set', slot, value: parsed.value };
}
