import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

/** What libxml2 has to say against documents, by a schema of test/fixtures/schemas/. */
export async function xmlFaults(schema: string, ...documents: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, nth) => ({ fileName: `${nth}.xml`, contents })),
    schema: readFileSync(join(import.meta.dirname, '../fixtures/schemas', schema), 'utf8'),
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
