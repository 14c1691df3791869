// Writes labextension/src/api/types.ts from the messages that the server describes in docs/openapi.json.
// With --check it writes nothing and fails when the file is not what it would write.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import * as prettier from 'prettier';

const DESCRIPTION = fileURLToPath(
  new URL('../docs/openapi.json', import.meta.url)
);
const TYPES = fileURLToPath(new URL('src/api/types.ts', import.meta.url));

/** Tells whether the types are of this description without generating them again. */
function banner(description) {
  const fingerprint = createHash('sha256').update(description).digest('hex');
  return [
    '// Generated from docs/openapi.json by `npm run types`; change the messages of the server instead.',
    `// sha256 of docs/openapi.json: ${fingerprint}`
  ].join('\n');
}

/** What the generator reads otherwise than JSON Schema 2020-12 means it: tuples, and objects of any content. */
function forGenerator(key, value) {
  if (value?.prefixItems) {
    const { prefixItems, ...rest } = value;
    return { ...rest, items: prefixItems, additionalItems: false };
  }
  if (value?.type === 'object' && !value.properties) {
    return { additionalProperties: true, ...value };
  }
  return value;
}

/** The schemas of an OpenAPI document as one JSON Schema, so that each becomes an interface of its name. */
function messages(openapi) {
  const text = JSON.stringify(openapi.components.schemas);
  return {
    title: 'Messages',
    $defs: JSON.parse(
      text.replaceAll('#/components/schemas/', '#/$defs/'),
      forGenerator
    )
  };
}

async function generate() {
  const text = (await readFile(DESCRIPTION, 'utf8')).replaceAll('\r\n', '\n');
  const openapi = JSON.parse(text);
  const code = await compile(messages(openapi), 'Messages', {
    additionalProperties: false,
    bannerComment: banner(text),
    format: false,
    unreachableDefinitions: true
  });
  const options = await prettier.resolveConfig(TYPES);
  // The root exists only to hold the definitions, so it and the remarks that name it go.
  const types = code
    .replace(/export (interface|type) Messages\b[^}]*\}?;?\n/, '')
    .replace(
      /(?: \*\s*\n)? \* This \w+ was referenced by `Messages`.*\n \* via the `definition` .*\n/g,
      ''
    )
    .replace(/\/\*\*\n \*\/\n/g, '');
  return prettier.format(types, { ...options, filepath: TYPES });
}

const types = await generate();
if (process.argv.includes('--check')) {
  const current = await readFile(TYPES, 'utf8').catch(() => '');
  if (current.replaceAll('\r\n', '\n') !== types) {
    console.error(
      'labextension/src/api/types.ts is not up to date: run `npm run types`.'
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(TYPES, types);
}
