/** Checks answers against the schemas that /v1/openapi.json publishes: types, required and unknown fields, enumerations. */
import type { House } from '../support/house.ts';

type Json = unknown;
type Schema = Readonly<Record<string, Json>>;

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Published {
  readonly operations: readonly string[];
  /** What is wrong with a body for a documented answer; empty: nothing. */
  faults(method: string, path: string, status: number, contentType: string, body: Json): string[];
}

export async function published(house: House): Promise<Published> {
  const { body: document } = await house.request('GET', '/v1/openapi.json');
  const paths = document.paths as Record<string, Record<string, Schema>>;

  const resolve = (schema: Schema): Schema => {
    const ref = schema.$ref;
    if (typeof ref !== 'string') return schema;
    const found = ref
      .slice(2)
      .split('/')
      .reduce<Json>((at, name) => (isObject(at) ? at[name] : undefined), document);
    if (!isObject(found)) throw new Error(`${ref} leads nowhere`);
    return found;
  };

  const isType = (type: string, value: Json): boolean => {
    if (type === 'null') return value === null;
    if (type === 'array') return Array.isArray(value);
    if (type === 'object') return isObject(value);
    if (type === 'integer') return Number.isInteger(value);
    return typeof value === type;
  };

  const check = (given: Schema, value: Json, at: string): string[] => {
    const schema = resolve(given);
    for (const key of ['anyOf', 'oneOf'] as const) {
      const branches = schema[key] as Schema[] | undefined;
      if (branches) {
        const tried = branches.map((branch) => check(branch, value, at));
        return tried.some((faults) => faults.length === 0) ? [] : (tried[0] ?? []);
      }
    }
    if (Array.isArray(schema.allOf)) {
      const parts = (schema.allOf as Schema[]).map(resolve);
      return check(
        {
          type: 'object',
          required: parts.flatMap((part) => (part.required ?? []) as string[]),
          properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
        },
        value,
        at,
      );
    }
    const types = [schema.type ?? []].flat() as string[];
    if (types.length > 0 && !types.some((type) => isType(type, value)))
      return [`${at}: ${JSON.stringify(value)} is not ${types.join(' or ')}`];
    if (value === null) return [];
    if (Array.isArray(schema.enum) && !schema.enum.includes(value as never))
      return [`${at}: ${JSON.stringify(value)} is not one of ${schema.enum.join(', ')}`];
    if ('const' in schema && schema.const !== value) return [`${at}: is not ${String(schema.const)}`];
    if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern, 'u').test(String(value)))
      return [`${at}: does not match ${schema.pattern}`];
    if (Array.isArray(value)) {
      const places = (schema.prefixItems ?? null) as Schema[] | null;
      if (places) return value.flatMap((item, i) => check(places[i] ?? {}, item, `${at}[${i}]`));
      return value.flatMap((item, i) => check((schema.items ?? {}) as Schema, item, `${at}[${i}]`));
    }
    if (!isObject(value) || !schema.properties) return [];
    const properties = schema.properties as Record<string, Schema>;
    return [
      ...((schema.required ?? []) as string[])
        .filter((name) => !(name in value))
        .map((name) => `${at}.${name}: missing`),
      ...Object.entries(value).flatMap(([name, inner]) => {
        const of = properties[name];
        if (of) return check(of, inner, `${at}.${name}`);
        return schema.additionalProperties ? [] : [`${at}.${name}: is not published`];
      }),
    ];
  };

  return {
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    ),
    faults(method, path, status, contentType, body) {
      const responses = paths[path]?.[method.toLowerCase()]?.responses as Record<string, Schema> | undefined;
      const documented = responses?.[String(status)];
      if (!documented) return [`${method} ${path} ${status}: is not published`];
      const content = documented.content as Record<string, { schema: Schema }> | undefined;
      if (!content) return body === null ? [] : [`${method} ${path} ${status}: has a body that is not published`];
      const schema = content[contentType.split(';')[0] ?? '']?.schema;
      if (!schema) return [`${method} ${path} ${status}: ${contentType} is not published`];
      return check(schema, body, `${method} ${path}`);
    },
  };
}
