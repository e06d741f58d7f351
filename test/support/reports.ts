/** A report without a name, as tests of what becomes of it file one. */
import type { Viewer } from '../../src/domain/viewer.ts';
import type { House } from './house.ts';

/** Its case number. */
export async function fileAnonymousReport({ services }: Pick<House, 'services'>, viewer: Viewer): Promise<string> {
  const filed = await services.feedback.plan(viewer, {
    category: 'report',
    about: '三栋的饭店',
    description: '从电线杆接线偷电',
    contactPhone: null,
    anonymous: true,
    conversationId: null,
  });
  if (!filed.ok) throw new Error(filed.problem.code);
  return (await services.carryOut(filed.value)).caseNumber;
}
