/** The sign that an answer is being worked on, for those that take longer than a moment (facts/channels.md 1.6). */

/** Most answers are out before. */
const AFTER_MS = 700;
/** As long as LINE's steps allow for what we may take; the answer itself takes it away. */
const SHOWN_SECONDS = 20;

export interface LoadingDeps {
  readonly pause: (ms: number) => Promise<unknown>;
  showLoading(userId: string, seconds: number): Promise<unknown>;
}

/** Does the work, and shows the sign to these people if it is not done soon. Showing it is never waited for, nor its failure told. */
export async function withLoadingSign<T>(
  { pause, showLoading }: LoadingDeps,
  userIds: readonly string[],
  work: Promise<T>,
): Promise<T> {
  let over = false;
  void pause(AFTER_MS).then(() => {
    if (over) return;
    for (const userId of new Set(userIds)) void showLoading(userId, SHOWN_SECONDS).catch(() => {});
  });
  try {
    return await work;
  } finally {
    over = true;
  }
}
