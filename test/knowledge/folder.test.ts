/** The folder as an editor may leave it: another encoding, a mistyped name, no golden questions. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readFolder } from '../../src/cli/knowledge-folder.ts';

const made: string[] = [];
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  made.push(folder);
  cpSync(new URL('./articles', import.meta.url), folder, { recursive: true });
});
afterAll(() => {
  for (const one of made) rmSync(one, { recursive: true });
});
const said = () => readFolder(folder).faults.map(({ file, level, text }) => `${level} ${file}: ${text}`);

test('a folder as it should be has no faults', () => {
  expect(said()).toEqual([]);
});

test('an article in another encoding is named and not read as rubbish', () => {
  // 夜间 in GBK.
  writeFileSync(join(folder, 'zh-CN/night.md'), Buffer.from([0xd2, 0xb9, 0xbc, 0xe4]));
  expect(said()).toEqual(['error zh-CN/night.md: is not UTF-8; save it as UTF-8']);
  expect(readFolder(folder).files.map(({ path }) => path)).not.toContain('zh-CN/night.md');
});

test('what lies there under a mistyped name is named', () => {
  mkdirSync(join(folder, 'zh-cn'));
  writeFileSync(join(folder, 'late-fee.md'), '');
  writeFileSync(join(folder, 'en/late-fee.MD'), '');
  writeFileSync(join(folder, 'en/.late-fee.md.swp'), '');
  expect(said().map((line) => line.split(':')[0])).toEqual([
    'warning late-fee.md',
    'warning zh-cn',
    'warning en/late-fee.MD',
  ]);
});

test.each([
  ['missing', null],
  ['empty', ''],
])('golden questions that are %s do not let everything through', (_, text) => {
  rmSync(join(folder, 'golden.yaml'));
  if (text !== null) writeFileSync(join(folder, 'golden.yaml'), text);
  expect(said().filter((line) => line.startsWith('error golden.yaml'))).toHaveLength(1);
});
