/** The walls of the house: who may import whom (design.md section 3), and what never gets into the Worker. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  // The gateway's packages lie beside its code, where they are installed.
  .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
  .map((file) => file.replaceAll('\\', '/'));

const importsOf = (file: string): string[] =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)'([^']+)'/gm)].map(
    (found) => found[1] ?? '',
  );

/** Our own imports as paths below src. */
const ownImports = (file: string): string[] =>
  importsOf(file)
    .filter((path) => path.startsWith('.'))
    .map((path) => relative(SRC, resolve(dirname(join(SRC, file)), path)).replaceAll('\\', '/'));

const isAdapter = (path: string): boolean =>
  /^outside\/[\w-]+\.[\w-]+\.ts$/.test(path) || /^outside\/[\w-]+\//.test(path);
const isPort = (path: string): boolean => /^outside\/[\w-]+\.ts$/.test(path);

type Rule = (file: string, path: string) => boolean;

/** folder → what it may import besides itself. */
const MAY: Readonly<Record<string, Rule>> = {
  domain: () => false,
  text: (_, path) => path.startsWith('domain/'),
  tariffs: (_, path) => path.startsWith('domain/'),
  clocks: (_, path) => path.startsWith('domain/'),
  // An adapter knows its own port, an emulated company also the adapter that speaks its protocol.
  outside: (file, path) => path.startsWith('domain/') || (isAdapter(file) && path.startsWith('outside/')),
  store: (_, path) => path.startsWith('domain/') || isPort(path),
  knowledge: (_, path) => /^(domain|text|store)\//.test(path) || isPort(path),
  services: (_, path) => /^(domain|tariffs|clocks|store)\//.test(path) || isPort(path) || path === 'events.ts',
  conversation: (file, path) =>
    /^(domain|text|services|knowledge)\//.test(path) ||
    isPort(path) ||
    path === 'events.ts' ||
    // Flows need to know what parts an explanation has; types only.
    path === 'tariffs/explain.ts' ||
    path === 'store/commit.ts' ||
    (/^conversation\/(?:converse|turn|transcript)\.ts$/.test(file) && path.startsWith('store/')),
  // Parts of pages, in the browser.
  browser: () => false,
  channels: (file, path) =>
    /^(domain|conversation|services|knowledge)\//.test(path) ||
    isPort(path) ||
    path === 'events.ts' ||
    (file.startsWith('channels/web/page/') && path.startsWith('browser/')),
  // A process of its own: it shares words with its door, and nothing that opens another one.
  'wechaty-gateway': (_, path) => /^channels\/wechaty\/(?:shapes|signing)\.ts$/.test(path) || isPort(path),
  // Carried away into front ends: nothing of ours goes with it.
  client: () => false,
  // Its API speaks HTTP as every other door does: problems, bearer tokens, published shapes.
  desk: (file, path) =>
    /^(domain|conversation|services|knowledge)\//.test(path) ||
    isPort(path) ||
    path === 'events.ts' ||
    path === 'channels/http.ts' ||
    (file.startsWith('desk/page/') && path.startsWith('browser/')),
};

test('every folder imports only what the house allows', () => {
  const broken = files.flatMap((file) => {
    const [folder = ''] = file.split('/');
    const may = MAY[folder];
    if (!may) return [];
    return ownImports(file)
      .filter((path) => !path.startsWith(`${folder}/`) && !may(file, path))
      .map((path) => `${file} → ${path}`);
  });
  expect(broken).toEqual([]);
});

test('nothing of the service knows the gateway: it is started by itself', () => {
  const users = files.filter((file) => !file.startsWith('wechaty-gateway/'));
  const knowing = users.filter((file) => ownImports(file).some((path) => path.startsWith('wechaty-gateway/')));
  expect(knowing).toEqual(['wechaty-gateway.ts']);
});

test('only start files, the wiring and commands choose adapters', () => {
  const choosers = files.filter((file) => !file.startsWith('outside/') && ownImports(file).some(isAdapter));
  expect(choosers.filter((file) => file.includes('/') && !file.startsWith('cli/'))).toEqual([]);
});

test('SQL stands in the store and nowhere else', () => {
  const others = files.filter(
    (file) =>
      !file.startsWith('store/') &&
      /\b(?:sql`|selectFrom|insertInto|updateTable|deleteFrom)\b/.test(readFileSync(join(SRC, file), 'utf8')),
  );
  expect(others).toEqual([]);
});

test('process.env is read by start files and commands only, and the clock of the machine by its adapter', () => {
  const text = (file: string) => readFileSync(join(SRC, file), 'utf8');
  const inside = files.filter((file) => file.includes('/') && !file.startsWith('cli/'));
  expect(inside.filter((file) => text(file).includes('process.env'))).toEqual([]);
  const clocks = inside.filter(
    (file) =>
      !file.startsWith('outside/') &&
      !/^(?:browser\/|(?:channels\/web|desk)\/page)/.test(file) &&
      /new Date\(\)|Date\.now\(\)/.test(text(file)),
  );
  expect(clocks).toEqual([]);
});

test('every file opens with one line that says what it is', () => {
  const silent = files.filter((file) => !/^\/\*\* .+/.test(readFileSync(join(SRC, file), 'utf8')));
  expect(silent).toEqual([]);
});

test('nothing asks PostgreSQL for what Hyperdrive does not carry: advisory locks, LISTEN, session settings', () => {
  const asking = files.filter(
    (file) =>
      file.startsWith('store/') &&
      file !== 'store/import.ts' &&
      /pg_(try_)?advisory|\blisten\b|\bnotify\b|^\s*set session/im.test(
        readFileSync(join(SRC, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
      ),
  );
  expect(asking).toEqual([]);
});
