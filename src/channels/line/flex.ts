/** Cards, charts and buttons as Flex bubbles: large type that follows the phone's setting, dark on light, nothing cut off. */
import type { messagingApi } from '@line/bot-sdk';
import type { Choice, Reply } from '../../conversation/message.ts';
import { choiceButton, linkButton } from './actions.ts';
import { cleaned, isBlank, jsonBytes, LIMITS, shortened, split } from './limits.ts';

type Component = messagingApi.FlexComponent;

/** A bubble, and the words that stand for it in notifications and in the list of chats. */
export interface Bubble {
  readonly alt: string;
  readonly bubble: messagingApi.FlexBubble;
}

const COLOUR = {
  ink: '#1A1A1A',
  label: '#555555',
  band: '#E6EEF6',
  bar: '#2B6CA3',
  track: '#E3E8ED',
};
const NOTHING = '–';
/** Longer than this and label and value no longer stand side by side. */
const SIDE_BY_SIDE = 120;
const PARAGRAPH = 1000;

/** A card's bubbles: one, unless its JSON is longer than LINE takes. */
export function cardBubbles(card: Reply & { kind: 'card' }): Bubble[] {
  const buttons = card.choices.map((choice) => choiceButton(choice));
  const link = card.link ? linkButton(card.link) : null;
  const rows = card.rows.map(([label, value]) => [cleaned(label), cleaned(value)] as const);
  return bubbles({
    title: card.title,
    alt: rows.map(([label, value]) => `${label} ${value}`),
    body: rows.flatMap(([label, value]) => row(label, value)),
    footer: link ? [link, ...buttons] : buttons,
  });
}

/** A chart as lying bars, the largest as wide as the bubble. */
export function chartBubbles(chart: Reply & { kind: 'chart' }): Bubble[] {
  const largest = Math.max(0, ...chart.bars.map((bar) => sizeOf(bar.value)));
  const shown = chart.bars.map((bar) => ({
    label: shortened(cleaned(bar.label) || NOTHING, 40),
    value: shortened(cleaned(`${bar.value} ${chart.unit}`) || NOTHING, 40),
    percent: largest === 0 ? 0 : Math.round((sizeOf(bar.value) / largest) * 100),
  }));
  return bubbles({
    title: chart.title,
    alt: shown.map(({ label, value }) => `${label} ${value}`),
    body: shown.map(({ label, value, percent }) => ({
      type: 'box',
      layout: 'vertical',
      spacing: 'sm',
      contents: [...row(label, value), bar(percent)],
    })),
    footer: [],
  });
}

/** A question whose answers can't be quick replies: too many, too long, or not at the end. */
export const questionBubbles = (text: string, choices: readonly Choice[]): Bubble[] =>
  bubbles({
    title: '',
    alt: [text],
    body: paragraphs(text),
    footer: choices.map((choice) => choiceButton(choice)),
  });

/** Words with buttons below that do what quick replies did. */
export function buttonsBubble(text: string, actions: readonly messagingApi.Action[]): Bubble {
  const [bubble] = bubbles({
    title: '',
    alt: [text],
    body: paragraphs(text),
    footer: actions.map((action) => ({ ...choiceButton({ label: '', button: '' }), action })),
  });
  return bubble ?? { alt: '…', bubble: assemble(null, [], []) };
}

/** Fills bubbles with a title, components and buttons, and opens another one when LINE's size is reached. */
function bubbles(card: { title: string; alt: readonly string[]; body: Component[]; footer: Component[] }): Bubble[] {
  const heading = cleaned(card.title);
  const title = isBlank(heading) ? null : shortened(heading, 100);
  const alt = shortened(
    [title ?? '', ...card.alt].filter((line) => !isBlank(line)).join('\n'),
    LIMITS.altText,
    LIMITS.altText,
  );
  const empty = jsonBytes(assemble(title, [bar(0)], [bar(0)]));

  const filled: { body: Component[]; footer: Component[] }[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const part of ['body', 'footer'] as const) {
    for (const component of card[part]) {
      const more = jsonBytes(component) + 1;
      if (bytes + more > LIMITS.bubbleBytes) {
        filled.push({ body: [], footer: [] });
        bytes = empty;
      }
      filled.at(-1)?.[part].push(component);
      bytes += more;
    }
  }
  if (filled.length === 0 && title !== null) filled.push({ body: [], footer: [] });
  return filled.map(({ body, footer }) => ({ alt: isBlank(alt) ? '…' : alt, bubble: assemble(title, body, footer) }));
}

/** Every bubble has a body, if only its title: LINE doesn't promise to draw a header or a footer alone. */
function assemble(title: string | null, body: Component[], footer: Component[]): messagingApi.FlexBubble {
  const heading = title === null ? [] : [words(title, { size: 'lg', weight: 'bold' })];
  const asHeader = heading.length > 0 && body.length > 0;
  const contents = asHeader ? body : [...heading, ...body];
  return {
    type: 'bubble',
    size: 'mega',
    ...(asHeader ? { header: box(heading, { backgroundColor: COLOUR.band }) } : {}),
    body: box(contents.length > 0 ? contents : [words(NOTHING)], { spacing: 'lg' }),
    ...(footer.length > 0 ? { footer: box(footer, { spacing: 'md' }) } : {}),
  };
}

const box = (contents: Component[], more: Partial<messagingApi.FlexBox> = {}): messagingApi.FlexBox => ({
  type: 'box',
  layout: 'vertical',
  ...more,
  contents,
});

const words = (text: string, more: Partial<messagingApi.FlexText> = {}): messagingApi.FlexText => ({
  type: 'text',
  size: 'md',
  color: COLOUR.ink,
  wrap: true,
  scaling: true,
  ...more,
  text: isBlank(text) ? NOTHING : text,
});

const paragraphs = (text: string, more: Partial<messagingApi.FlexText> = {}): messagingApi.FlexText[] =>
  split(text, PARAGRAPH).map((piece) => words(piece, more));

function row(label: string, value: string): Component[] {
  if (isBlank(label)) return isBlank(value) ? [] : paragraphs(value);
  if (label.length + value.length > SIDE_BY_SIDE)
    return [...paragraphs(label, { color: COLOUR.label }), ...paragraphs(value)];
  return [
    box([words(label, { color: COLOUR.label, flex: 4 }), words(value, { weight: 'bold', align: 'end', flex: 6 })], {
      layout: 'horizontal',
      spacing: 'md',
    }),
  ];
}

function bar(percent: number): messagingApi.FlexBox {
  const filled = box([], { width: `${percent}%`, height: '14px', backgroundColor: COLOUR.bar, cornerRadius: '4px' });
  return box(percent > 0 ? [filled] : [], { height: '14px', backgroundColor: COLOUR.track, cornerRadius: '4px' });
}

/** A bar's length; what is no number, or below zero, has none and shows its value as text only. */
function sizeOf(value: string): number {
  const size = Number(value);
  return Number.isFinite(size) && size > 0 ? size : 0;
}
