/** A defect of the product as a change of its text. */

export interface Patch {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutation {
  readonly name: string;
  readonly what: string;
  /** Residents with one of these wishes are asked first. */
  readonly services: readonly string[];
  readonly patches: readonly Patch[];
}

export const at = (file: string, find: string, replace: string): Patch => ({ file: `src/${file}`, find, replace });
export const one = (name: string, what: string, services: string, ...patches: Patch[]): Mutation => ({
  name,
  what,
  services: services.split(' '),
  patches,
});
export const flow = (name: string) => `conversation/flows/${name}.ts`;
