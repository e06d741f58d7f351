/** Somebody of the staff with a key to the desk, as their page calls it. */
import type { House } from '../support/house.ts';

export async function atDesk(house: House, staffId: string, { hours = 12, language = 'zh-CN' } = {}) {
  const opened = await house.services.staff.openDesk(staffId, hours);
  if (!opened.ok) throw new Error(opened.problem.code);
  const { token } = opened.value;
  const headers = { 'accept-language': language };
  return {
    token,
    get: (path: string) => house.request('GET', `/v1/desk${path}`, { token, headers }),
    post: async (path: string, body?: object) => {
      const answered = await house.request('POST', `/v1/desk${path}`, {
        token,
        headers,
        ...(body && { body }),
      });
      await house.settle();
      return answered;
    },
  };
}
