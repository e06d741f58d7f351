/** `npm run bench [-- retrieval]`: what is claimed about speed and aim, measured in one run beside others; ratios first. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./bench/', import.meta.url));
const wanted = process.argv.slice(2);

/** A bench is a file that exports a function of that name: `bench/retrieval.ts` exports `benchRetrieval`. */
const nameOf = (file: string): string => {
  const subject = file.slice(0, -'.ts'.length);
  return `bench${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
};

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
let ran = 0;
for (const file of files.toSorted()) {
  if (wanted.length > 0 && !wanted.includes(file.slice(0, -'.ts'.length))) continue;
  const loaded: Readonly<Record<string, unknown>> = await import(new URL(`./bench/${file}`, import.meta.url).href);
  const bench = loaded[nameOf(file)];
  if (typeof bench !== 'function') continue;
  ran += 1;
  console.log(`\n# ${file.slice(0, -'.ts'.length)}`);
  await bench();
}
if (ran === 0) {
  console.error(
    `No bench is called ${wanted.join(' ')}. Usage: npm run bench [-- turns|growth|understanding|retrieval]`,
  );
  process.exit(2);
}
