/** The API reference: an OpenAPI document as one plain page of HTML, with no script in it. */
import { PROBLEMS } from '../../domain/result.ts';
import { page } from './page.generated.ts';

export const docsCss: string = page.docsCss;

type Fields = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** Deeper than any schema of ours; a schema that contains itself ends here at the latest. */
const DEEPEST = 8;

const asFields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (value: string): string => value.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? '');
const show = (value: unknown): string => escaped(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const slug = (value: string): string =>
  value
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');

/** Prose of the document: paragraphs, and `code` between back quotes. */
function prose(value: unknown): string {
  return asText(value)
    .split(/\n{2,}/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escaped(paragraph.trim()).replace(/`([^`]+)`/gu, '<code>$1</code>')}</p>`)
    .join('');
}

const inline = (value: unknown): string => escaped(asText(value)).replace(/`([^`]+)`/gu, '<code>$1</code>');

/** A path that may break after its slashes on a narrow screen. */
const breakable = (path: string): string => escaped(path).replace(/\//gu, '/<wbr>');

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly of: Fields;
  readonly parameters: readonly Fields[];
}

class Reference {
  readonly document: Fields;

  constructor(document: Fields) {
    this.document = document;
  }

  /** Follows `$ref` inside this document. */
  resolve(value: unknown): Fields | null {
    let found = asFields(value);
    for (let steps = 0; found !== null && steps < DEEPEST; steps += 1) {
      const ref = asText(found.$ref);
      if (!ref.startsWith('#/')) return found;
      const names = ref.slice(2).split('/');
      found = asFields(
        names.reduce<unknown>(
          (at, name) => asFields(at)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
          this.document,
        ),
      );
    }
    return found;
  }

  private resolveAll(given: readonly unknown[]): readonly Fields[] {
    return given.map((one) => this.resolve(one)).filter((one): one is Fields => one !== null);
  }

  operations(): readonly Operation[] {
    return Object.entries(asFields(this.document.paths) ?? {}).flatMap(([path, value]) => {
      const item = this.resolve(value) ?? {};
      return METHODS.flatMap((method) => {
        const of = asFields(item[method]);
        if (of === null) return [];
        const parameters = this.resolveAll([...asList(item.parameters), ...asList(of.parameters)]);
        const tag = asText(asList(of.tags)[0]) || asText(path.split('/')[2]) || 'other';
        return [{ id: slug(`${method} ${path}`), method, path, tag, of, parameters }];
      });
    });
  }

  /** What a schema is, in a few words. */
  kind(given: unknown): string {
    const name = asText(asFields(given)?.$ref).split('/').pop() ?? '';
    const schema = this.resolve(given);
    if (schema === null) return 'anything';
    if (schema.const !== undefined) return `<code>${show(schema.const)}</code>`;
    if (Array.isArray(schema.enum)) return schema.enum.map((value) => `<code>${show(value)}</code>`).join(' | ');
    const any = [...asList(schema.oneOf), ...asList(schema.anyOf)];
    if (any.length > 0) return [...new Set(any.map((one) => this.kind(one)))].join(' | ');
    const types = Array.isArray(schema.type) ? schema.type.map(asText) : [asText(schema.type)];
    const type = types
      .map((one) => (one === 'array' ? `list of ${this.kind(schema.items)}` : this.named(one, name, schema)))
      .join(' | ');
    return schema.nullable === true ? `${type} | null` : type;
  }

  private named(type: string, name: string, schema: Fields): string {
    const format = asText(schema.format);
    if (type === 'object' || (type === '' && (schema.properties !== undefined || schema.allOf !== undefined)))
      return escaped(name || 'object');
    return escaped(format === '' || type === 'null' ? type || 'anything' : `${type} (${format})`);
  }

  /** The properties of an object, of a list's members, or of what a schema is put together from. */
  private properties(schema: Fields): { all: readonly (readonly [string, unknown])[]; required: ReadonlySet<string> } {
    const parts = [schema, ...this.resolveAll(asList(schema.allOf))];
    return {
      all: parts.flatMap((part) => Object.entries(asFields(part.properties) ?? {})),
      required: new Set(parts.flatMap((part) => asList(part.required).map(asText))),
    };
  }

  schema(given: unknown, above: readonly Fields[] = []): string {
    const schema = this.resolve(given);
    if (schema === null || above.includes(schema) || above.length > DEEPEST) return '';
    const below = [...above, schema];
    if (schema.items !== undefined) return this.schema(schema.items, below);
    const any = [...asList(schema.oneOf), ...asList(schema.anyOf)];
    if (any.length > 0) {
      const ways = any.map((one) => this.schema(one, below)).filter((way) => way !== '');
      return ways.length < 2 ? ways.join('') : `<ol class="ways">${ways.map((way) => `<li>${way}</li>`).join('')}</ol>`;
    }
    const { all, required } = this.properties(schema);
    if (all.length === 0) return '';
    return `<dl class="fields">${all.map(([name, of]) => this.field(name, of, required.has(name), below)).join('')}</dl>`;
  }

  private field(name: string, given: unknown, required: boolean, above: readonly Fields[]): string {
    const schema = this.resolve(given) ?? {};
    const must = required ? ' <span class="must">required</span>' : '';
    return (
      `<div><dt><code>${escaped(name)}</code> <span class="type">${this.kind(given)}</span>${must}</dt>` +
      `<dd>${inline(schema.description)}${limits(schema)}${this.schema(given, above)}</dd></div>`
    );
  }

  content(value: unknown): string {
    return Object.entries(asFields(value) ?? {})
      .map(([media, given]) => {
        const of = asFields(given) ?? {};
        const example = of.example ?? this.resolve(of.schema)?.example;
        const type = of.schema === undefined ? '' : ` · <span class="type">${this.kind(of.schema)}</span>`;
        return `<p class="media"><code>${escaped(media)}</code>${type}</p>${this.schema(of.schema)}${sample(example)}`;
      })
      .join('');
  }
}

function limits(schema: Fields): string {
  const said = (
    [
      ['pattern', 'pattern'],
      ['minLength', 'characters at least'],
      ['maxLength', 'characters at most'],
      ['minimum', 'at least'],
      ['maximum', 'at most'],
      ['maxItems', 'members at most'],
      ['default', 'default'],
      ['example', 'example'],
    ] as const
  ).flatMap(([key, words]) => (schema[key] === undefined ? [] : [`${words} <code>${show(schema[key])}</code>`]));
  const additional = schema.additionalProperties === false ? ['no other fields'] : [];
  const all = [...said, ...additional];
  return all.length === 0 ? '' : ` <span class="limits">${all.join(' · ')}</span>`;
}

function sample(example: unknown): string {
  if (example === undefined) return '';
  const code = escaped(typeof example === 'string' ? example : JSON.stringify(example, null, 2));
  return `<pre tabindex="0" role="group" aria-label="Example"><code>${code}</code></pre>`;
}

function parameterList(reference: Reference, parameters: readonly Fields[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map((parameter) => {
    const schema = reference.resolve(parameter.schema) ?? {};
    const must = parameter.required === true ? ' <span class="must">required</span>' : '';
    const type = `<span class="type">${reference.kind(parameter.schema)}</span> <span class="where">in ${escaped(asText(parameter.in))}</span>`;
    const words = inline(parameter.description ?? schema.description);
    return `<div><dt><code>${escaped(asText(parameter.name))}</code> ${type}${must}</dt><dd>${words}${limits(schema)}</dd></div>`;
  });
  return `<h4>Parameters</h4><dl class="fields">${rows.join('')}</dl>`;
}

function responseList(reference: Reference, responses: unknown): string {
  const rows = Object.entries(asFields(responses) ?? {}).map(([status, given]) => {
    const response = reference.resolve(given) ?? {};
    const body = reference.content(response.content);
    const head = `<span class="status s${escaped(status.slice(0, 1))}">${escaped(status)}</span> ${inline(response.description)}`;
    // What goes well is open; errors all have one shape and wait to be asked for.
    if (body === '') return `<div class="response">${head}</div>`;
    return `<details class="response"${status.startsWith('2') ? ' open' : ''}><summary>${head}</summary>${body}</details>`;
  });
  return rows.length === 0 ? '' : `<h4>Responses</h4>${rows.join('')}`;
}

function operationSection(reference: Reference, { id, method, path, of, parameters }: Operation): string {
  const body = reference.resolve(of.requestBody);
  const must = body?.required === true ? ' <span class="must">required</span>' : '';
  const security = of.security ?? reference.document.security;
  const open = asList(security).length === 0 ? '' : '<p class="needs">Needs <code>Authorization: Bearer …</code></p>';
  return [
    `<article id="${id}"><h3><a href="#${id}"><span class="method ${method}">${method.toUpperCase()}</span> <span class="path">${breakable(path)}</span></a></h3>`,
    of.deprecated === true ? '<p class="needs">Deprecated</p>' : '',
    of.summary === undefined ? '' : `<p class="summary">${inline(of.summary)}</p>`,
    prose(of.description),
    open,
    parameterList(reference, parameters),
    body === null ? '' : `<h4>Body${must}</h4>${prose(body.description)}${reference.content(body.content)}`,
    responseList(reference, of.responses),
    '</article>',
  ].join('');
}

const PROBLEM = {
  type: 'urn:wattline:problem:invalid_input',
  title: PROBLEMS.invalid_input.title,
  status: PROBLEMS.invalid_input.status,
  detail: PROBLEMS.invalid_input.detail,
  code: 'invalid_input',
  errors: [{ field: 'phone', reason: 'must be 8 to 15 digits' }],
};

/** The whole page; `openapi` is whatever the service publishes at /v1/openapi.json. */
export function docsPage(openapi: unknown): string {
  const reference = new Reference(asFields(openapi) ?? {});
  const info = asFields(reference.document.info) ?? {};
  const operations = reference.operations();
  const described = new Map(
    asList(reference.document.tags).map((given) => [asText(asFields(given)?.name), asFields(given)?.description]),
  );
  const tags = [...new Set([...described.keys(), ...operations.map(({ tag }) => tag)])].filter((tag) =>
    operations.some((one) => one.tag === tag),
  );
  const inTag = (tag: string): readonly Operation[] => operations.filter((one) => one.tag === tag);
  const contents = tags.map((tag) => {
    const links = inTag(tag).map(
      ({ id, method, path }) =>
        `<li><a href="#${id}"><span class="verb">${method.toUpperCase()}</span> ${breakable(path)}</a></li>`,
    );
    return `<li><a class="tag" href="#tag-${slug(tag)}">${escaped(tag)}</a><ul>${links.join('')}</ul></li>`;
  });
  const sections = tags.map(
    (tag) =>
      `<section id="tag-${slug(tag)}" aria-labelledby="h-${slug(tag)}"><h2 id="h-${slug(tag)}">${escaped(tag)}</h2>` +
      `${prose(described.get(tag))}${inTag(tag)
        .map((one) => operationSection(reference, one))
        .join('')}</section>`,
  );
  const title = escaped(asText(info.title) || 'API');
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="color-scheme" content="light dark"><title>${title} – reference</title>`,
    `<link rel="icon" type="image/svg+xml" href="/chat.svg?v=${page.hash}"><link rel="stylesheet" href="/docs.css?v=${page.hash}"></head><body>`,
    '<a class="skip" href="#content">Skip to the content</a>',
    `<header><h1>${title} <small>${escaped(asText(info.version))}</small></h1>`,
    '<p><a href="/v1/openapi.json">OpenAPI document</a> · <a href="/">Web chat</a></p></header>',
    `<nav aria-label="Contents"><ul><li><a class="tag" href="#errors">Errors</a></li>${contents.join('')}</ul></nav>`,
    `<main id="content" tabindex="-1"><div class="intro">${prose(info.description)}</div>`,
    '<section id="errors" aria-labelledby="h-errors"><h2 id="h-errors">Errors</h2>',
    '<p>Every error is <code>application/problem+json</code> (RFC 9457). <code>code</code> is stable and meant for programs; ',
    '<code>detail</code> is meant for people; <code>errors</code> names the fields of the input that are wrong. ',
    'What the caller may not see answers 404, the same as what does not exist.</p>',
    `${sample(PROBLEM)}</section>${sections.join('')}</main></body></html>`,
  ].join('');
}
