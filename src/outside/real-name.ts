/** Port: the check that a name and an ID number belong together. */
export interface RealNameCheck {
  /** Neither value is kept by the caller beyond this call. */
  matches(person: { readonly name: string; readonly idNumber: string }): Promise<boolean>;
}
