/** The service's clock as the page knows it: cheap phones often have a wrong one, a demo a different one. */

let ahead = 0;

export const now = (): Date => new Date(Date.now() + ahead);

/** Tells what time it is at the service just now. */
export function setNow(at: Date): void {
  if (!Number.isNaN(at.getTime())) ahead = at.getTime() - Date.now();
}
