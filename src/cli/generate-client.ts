/** Writes client/api.generated.ts, the types of the whole API, from the OpenAPI document the service publishes; `--check` fails when it is stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newRestApp, type RestDeps, restRoutes } from '../channels/rest/index.ts';
import { chatRoutes } from '../channels/web/chat.ts';
import { type DeskDeps, deskRoutes } from '../desk/index.ts';

const TARGET = fileURLToPath(new URL('../client/api.generated.ts', import.meta.url));
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly description?: string;
}
interface Body {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<(typeof METHODS)[number], Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Routes are registered with services that nobody calls. */
function published(): Document {
  const nobody: unknown = new Proxy(() => nobody, { get: () => nobody, apply: () => nobody });
  const app = newRestApp();
  restRoutes(app, nobody as RestDeps);
  chatRoutes(app, nobody as Parameters<typeof chatRoutes>[1]);
  deskRoutes(app, nobody as DeskDeps);
  const info = { title: 'Wattline', version: '1' };
  return app.getOpenAPI31Document({ openapi: '3.1.0', info }) as unknown as Document;
}

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const literal = (value: unknown): string => JSON.stringify(value);
const nested = (type: string): string => (/[|&]|^readonly /.test(type) ? `(${type})` : type);

function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'unknown';
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  const any = schema.anyOf ?? schema.oneOf;
  if (any) return [...new Set(any.map(typeOf))].join(' | ');
  if (schema.allOf) return schema.allOf.map((part) => nested(typeOf(part))).join(' & ');
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return 'unknown';
  return types.map((type) => ofType(type, schema)).join(' | ');
}

function ofType(type: string, schema: Schema): string {
  switch (type) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      if (schema.prefixItems) return `readonly [${schema.prefixItems.map(typeOf).join(', ')}]`;
      return `readonly ${nested(typeOf(schema.items || undefined))}[]`;
    case 'object':
      return objectOf(schema);
    default:
      throw new Error(`no type for ${type}`);
  }
}

function objectOf({ properties, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties ?? {}).map(
    ([name, schema]) => `readonly ${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  if (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0)
    fields.push(`readonly [name: string]: ${fields.length > 0 ? 'unknown' : typeOf(additionalProperties)}`);
  return fields.length === 0 ? 'Readonly<Record<string, unknown>>' : `{ ${fields.join('; ')} }`;
}

function callOf(operation: Operation): readonly string[] {
  const named = (where: string) => (operation.parameters ?? []).filter((parameter) => parameter.in === where);
  const fields = (where: string): string =>
    named(where)
      .map(({ name, required, schema }) => `readonly ${key(name)}${required ? '' : '?'}: ${typeOf(schema)}`)
      .join('; ');
  const path = fields('path');
  const query = fields('query');
  const optional = !named('query').some(({ required }) => required);
  const body = operation.requestBody?.content?.['application/json']?.schema;
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => (content?.['application/json'] ? typeOf(content['application/json'].schema) : 'null'));
  return [
    ...(path ? [`readonly path: { ${path} };`] : []),
    ...(query ? [`readonly query${optional ? '?' : ''}: { ${query} };`] : []),
    ...(body ? [`readonly body${operation.requestBody?.required ? '' : '?'}: ${typeOf(body)};`] : []),
    `readonly answer: ${[...new Set(answers)].join(' | ') || 'null'};`,
  ];
}

/** Files travel in their own way: uploads are no calls of this client. */
const isJson = ({ requestBody }: Operation): boolean =>
  !requestBody?.content || 'application/json' in requestBody.content;
const isCall = (path: string): boolean =>
  path.startsWith('/v1/') && !/payment-(?:notifications|returns)|stream$/.test(path);

export function clientTypes(): string {
  const { paths, components } = published();
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};`,
  );
  const calls = Object.entries(paths)
    .filter(([path]) => isCall(path))
    .flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        if (!operation || !isJson(operation)) return [];
        const about = operation.summary ? [`  /** ${operation.summary}. */`] : [];
        const fields = callOf(operation).map((line) => `    ${line}`);
        return [[...about, `  '${method.toUpperCase()} ${path}': {`, ...fields, '  };'].join('\n')];
      }),
    );
  return `/** Generated by src/cli/generate-client.ts from the OpenAPI document that the service publishes: every call, what it takes and answers. */
${schemas.join('\n')}

export interface Calls {
${calls.join('\n')}
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fresh = clientTypes();
  const kept = readFileSync(TARGET, { encoding: 'utf8', flag: 'a+' });
  if (process.argv.includes('--check')) {
    if (kept !== fresh) {
      console.error('src/client/api.generated.ts is stale: run `node src/cli/generate-client.ts`');
      process.exitCode = 1;
    }
  } else if (kept !== fresh) {
    writeFileSync(TARGET, fresh);
    console.log(`${fresh.split('\n').length} lines of types for the client`);
  }
}
