/** The log of who looked at what: a case, a paper and a member of staff are named whole, and nobody's number ever is. */
import { expect, test } from 'vitest';
import { createEvents } from '../../src/events.ts';

const told = (say: (events: ReturnType<typeof createEvents>) => void): unknown => {
  const lines: string[] = [];
  say(createEvents((line) => lines.push(line)));
  return JSON.parse(lines.join());
};

test('a clerk looks at a case, a conversation and a paper: the log says who and which, digits and all', () => {
  const caseNumber = 'W2612050012345';
  expect(told((events) => events.caseRead({ caseNumber, by: 'V01' }))).toEqual({
    event: 'case.read',
    caseNumber,
    by: 'V01',
  });
  expect(told((events) => events.handoffRead({ caseNumber, by: '100234567' }))).toEqual({
    event: 'handoff.read',
    caseNumber,
    by: '100234567',
  });
  const documentId = '12345678-1234-4567-8901-234567890123';
  expect(told((events) => events.documentRead({ documentId, kind: 'id-front', by: null }))).toEqual({
    event: 'document.read',
    documentId,
    kind: 'id-front',
    by: null,
  });
});

test('what is somebody’s stays masked there too, and a case’s number does wherever it is only part of a text', () => {
  const line = JSON.stringify([
    told((events) => events.caseRead({ caseNumber: '9990000000017', by: '13900000001' })),
    told((events) => events.documentRead({ documentId: '110101199001010017', kind: '13900000001', by: '0912345678' })),
    told((events) => events.turnFailed(new Error('13900000001 of W2612050012345'))),
  ]);
  for (const secret of ['9990000000017', '13900000001', '110101199001010017', '0912345678', 'W2612050012345'])
    expect(line).not.toContain(secret);
});
