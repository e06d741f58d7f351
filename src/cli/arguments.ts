/** A command's arguments; one that it does not know is told with how it is used, without a stack. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Exits with 2 after the reason and `usage` where the arguments do not fit. */
export function argumentsOf<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
}
