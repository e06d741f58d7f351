/** stub */
import { page } from './page.generated.ts';
export const docsCss = page.docsCss;
export function docsPage(_openapi: unknown): string { return ''; }
