/** What is on and what is off, a line each, as every start says it. */

export const switchedOnLines = (on: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.entries(on).map(([name, is]) => `  ${name.padEnd(15)} ${is ? 'on' : 'off'}`);
