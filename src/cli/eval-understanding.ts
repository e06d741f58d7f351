/** `npm run eval:understanding -- FILE.jsonl [--json OUT]`: how well first messages are understood, as contract.md section 10 measures it. */
import { writeFileSync } from 'node:fs';
import { argumentsOf } from './arguments.ts';
import { fromFile } from './evaluation-file.ts';
import { evaluate, outOfScopeOf, readQuestions, slotsOf, tableOf } from './understanding/evaluate.ts';

const USAGE = 'usage: npm run eval:understanding -- FILE.jsonl [--json OUT] [--errors]';
const { values, positionals } = argumentsOf(USAGE, {
  options: { json: { type: 'string' }, errors: { type: 'boolean' } },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined) {
  console.error(USAGE);
  process.exit(2);
}
const judged = evaluate(fromFile(file, readQuestions));
console.log(tableOf(judged));
const { recall, rejected } = outOfScopeOf(judged);
console.log(`out of scope: ${recall} found, ${rejected} of ours refused wrongly`);
console.log(slotsOf(judged));
if (values.errors === true) {
  for (const { question, answer, right } of judged)
    if (!right)
      console.log(`${question.labels.join('|')} → ${answer.label} ${answer.margin.toFixed(2)}  ${question.text}`);
  for (const { question, answer, wrongSlots, multiRight } of judged) {
    if (wrongSlots.length > 0)
      console.log(`slots ${wrongSlots.join(' ')}: ${JSON.stringify(answer.slots)}  ${question.text}`);
    if (multiRight === false)
      console.log(`multi ${question.multi?.join('+') ?? 'none'} → ${answer.multi.join('+')}  ${question.text}`);
  }
}
if (values.json !== undefined) {
  const lines = judged.map(({ answer }) => JSON.stringify(answer));
  writeFileSync(values.json, `${lines.join('\n')}\n`);
}
