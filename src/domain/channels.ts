/** Where a person may be known: channels and sign-ins, and what a code that joins two of them looks like. */

/** Nine digits: no account number, phone or text-message code has as many. */
export const LINK_CODE = /^\d{9}$/;

/** As it is read out: `123 456 789`. */
export const spacedCode = (code: string): string => code.replace(/(\d{3})(?=\d)/g, '$1 ');

/** The channel that names a resident best: the first that is one; nobody's is the web's. */
export const channelOf = (providers: readonly string[]): string =>
  providers.find((provider) => provider !== 'wechat-union') ?? 'web';
