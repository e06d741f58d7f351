/** What stands for `zod` in the Worker (wrangler.toml, `alias`): all of it but its messages in fifty languages, 41 KiB gz that nobody here reads. */
import * as z from './worker-zod/parts.ts';

export * from './worker-zod/parts.ts';
export { z };
