/** Port: text messages to phones. */
export interface TextMessages {
  /** Resolves when the carrier took it; throws when it did not, to be tried again. */
  send(message: { readonly phone: string; readonly text: string }): Promise<void>;
}
