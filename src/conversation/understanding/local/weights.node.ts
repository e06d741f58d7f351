/** The classifier's file, on Node (package.json, `imports`). */
import { readFileSync } from 'node:fs';

export const readWeights = (): Uint8Array => readFileSync(new URL('./weights.bin', import.meta.url));
