/** Who works here; read once, when somebody needs it. */
import type { Api } from './api.ts';
import type { Colleague } from './shapes.ts';

export function createColleagues(api: Api): () => Promise<readonly Colleague[]> {
  let staff: Promise<readonly Colleague[]> | null = null;
  return () => {
    staff ??= api.get<{ staff: readonly Colleague[] }>('/v1/desk/staff').then((found) => {
      if (!found.ok) staff = null;
      return found.ok ? found.value.staff : [];
    });
    return staff;
  };
}
