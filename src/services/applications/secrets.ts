/** What an application keeps sealed in its case: whose it is, for those who decide and for the moment it is carried out. */
import type { Tokens } from '../tokens.ts';

export interface SealedApplicant {
  /** The new holder's name, or the name as it should be. */
  readonly name: string;
  readonly idNumber: string | null;
  readonly contactPhone: string | null;
  readonly oldHolderPhone: string | null;
}

export const sealApplicant = (tokens: Pick<Tokens, 'seal'>, applicant: SealedApplicant): Promise<string> =>
  tokens.seal(JSON.stringify(applicant));

/** Throws for a case that carries none: it was not filed here. */
export async function openApplicant(
  tokens: Pick<Tokens, 'unseal'>,
  found: { readonly caseNumber: string; readonly sealed: string | null },
): Promise<SealedApplicant> {
  if (!found.sealed) throw new Error(`case ${found.caseNumber} carries no applicant`);
  return JSON.parse(await tokens.unseal(found.sealed)) as SealedApplicant;
}
