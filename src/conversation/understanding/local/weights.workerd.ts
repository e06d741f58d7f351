/** The classifier's file, on Workers: uploaded beside the code, and not parsed when the Worker starts (package.json, `imports`). */
import file from './weights.bin';

export const readWeights = (): Uint8Array => new Uint8Array(file);
