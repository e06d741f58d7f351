/** The Worker's zod is zod: a new release's new parts must not be missing there. */
import { expect, test } from 'vitest';
import * as zod from 'zod';
import * as ours from '../../src/worker-zod.ts';

/** Left out on purpose: `core` holds the messages too, and what only types need. */
const LEFT_OUT = ['core', 'default', 'input', 'locales', 'output'];

test('what zod exports stands in the Worker too, but for its messages in fifty languages', () => {
  expect(Object.keys(ours).toSorted()).toEqual(
    Object.keys(zod)
      .filter((name) => !LEFT_OUT.includes(name))
      .toSorted(),
  );
  expect(ours.z.object({ code: ours.z.string() }).safeParse({ code: 1 }).success).toBe(false);
});
