/** REST: papers as multipart uploads (contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { DOCUMENT_KINDS, type DocumentKind, MAX_DOCUMENT_BYTES } from '../../domain/documents.ts';
import type { FieldError } from '../../domain/result.ts';
import { type HttpEnv, idempotencyKey, json, keyed, problem, problemOf, problemResponse } from '../http.ts';
import type { RestDeps } from './index.ts';

/** Boundaries and headers of the parts around the file. */
const ENVELOPE_BYTES = 64 * 1024;

/** The doors that take a file, and see to type and size of their body by `readUpload`. */
export const isUploadPath = (path: string): boolean => /^\/v1\/(?:documents|cases\/[^/]+\/documents)$/.test(path);

/** The body of such a door. A plain schema: what is wrong with a form is told by `readUpload`, field by field. */
export const uploadBody = {
  body: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object' as const,
          required: ['file', 'kind'],
          additionalProperties: false,
          properties: {
            file: {
              type: 'string' as const,
              format: 'binary',
              description: 'JPEG, PNG or PDF by content, not by name; 10 MiB at most',
            },
            kind: { type: 'string' as const, enum: [...DOCUMENT_KINDS] },
          },
        },
      },
    },
  },
};

/** What a door that takes a file may refuse besides what it refuses anyway. */
export const uploadProblems = {
  400: problemOf('A field is missing, doubled, unknown or wrong'),
  401: problemOf('No valid token'),
  413: problemOf('Over 10 MiB'),
  415: problemOf('Not multipart/form-data'),
  422: problemOf('Not a JPEG, PNG or PDF we can take: why stands at `file`'),
  429: problemOf('Too many uploads today'),
};

export interface Upload {
  readonly bytes: Uint8Array;
  readonly kind: DocumentKind;
}

const limited = bodyLimit({ maxSize: MAX_DOCUMENT_BYTES + ENVELOPE_BYTES, onError: () => problem('body_too_large') });

/** Exactly one `file` and one `kind`, or the refusal to answer with. Called behind the door's session check, so that nobody unknown has a body read. */
export async function readUpload(c: Context): Promise<Upload | Response> {
  if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? ''))
    return problem('unsupported_media_type', 'The body must be multipart/form-data.');
  const tooLarge = await limited(c, async () => {});
  if (tooLarge) return tooLarge;
  const form = await c.req.formData().catch(() => null);
  if (!form) return wrong([{ field: '(body)', reason: 'cannot be read as multipart/form-data' }]);
  const files = form.getAll('file');
  const kinds = form.getAll('kind');
  const [file] = files;
  const kind = DOCUMENT_KINDS.find((known) => known === kinds[0]);
  const errors: FieldError[] = [...new Set(form.keys())]
    .filter((name) => name !== 'file' && name !== 'kind')
    .slice(0, 10)
    .map((name) => ({ field: name.slice(0, 100).toWellFormed(), reason: 'is not known here' }));
  if (files.length !== 1)
    errors.push({ field: 'file', reason: files.length === 0 ? 'is missing' : 'must be one file' });
  else if (typeof file === 'string') errors.push({ field: 'file', reason: 'must be a file' });
  if (kinds.length !== 1)
    errors.push({ field: 'kind', reason: kinds.length === 0 ? 'is missing' : 'must be one kind' });
  else if (!kind) errors.push({ field: 'kind', reason: `must be one of ${DOCUMENT_KINDS.join(', ')}` });
  if (errors.length > 0 || !file || typeof file === 'string' || !kind) return wrong(errors);
  if (file.size > MAX_DOCUMENT_BYTES) return problem('body_too_large');
  return { bytes: new Uint8Array(await file.arrayBuffer()), kind };
}

/** What an idempotency key is compared by: the same kind and the same bytes, under whatever name and boundary they come. */
export async function uploadPrint({ bytes, kind }: Upload): Promise<{ kind: DocumentKind; sha256: string }> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return { kind, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

const wrong = (errors: readonly FieldError[]): Response => problemResponse({ code: 'invalid_input', errors });

export function documentRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/documents',
      tags: ['Documents'],
      security: [{ bearer: [] }],
      middleware: signedIn,
      summary: 'Hands in a paper',
      description:
        'Pictures and PDFs are checked by content and freed of metadata (place, camera, author), then encrypted. A paper that no case takes within a week is removed. `Idempotency-Key`: the same key, kind and bytes get the same document.',
      request: { ...keyed, ...uploadBody },
      responses: {
        201: json('Stored', z.object({ documentId: z.string() })),
        ...uploadProblems,
        409: problemOf('The key was used with another body'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const upload = await readUpload(c);
      if (upload instanceof Response) return upload as never;
      const answered = await services.once(
        c.var.viewer,
        { key, body: key === null ? null : { path: '/v1/documents', ...(await uploadPrint(upload)) }, status: 201 },
        () => services.documents.plan(c.var.viewer, upload),
        ({ documentId }) => ({ documentId }),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 201);
    },
  );
}
