import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const homes = {
  'web-tree-sitter.wasm': 'web-tree-sitter',
  'tree-sitter-terraform.wasm': '@tree-sitter-grammars/tree-sitter-hcl',
} as const;

/** The parts of the `.tf` reader lie beside the program; where it runs from its sources, in their packages. */
export function readWasm(name: keyof typeof homes): Uint8Array {
  const beside = join(import.meta.dirname, name);
  if (existsSync(beside)) return readFileSync(beside);
  return readFileSync(join(import.meta.dirname, '../../node_modules', homes[name], name));
}
