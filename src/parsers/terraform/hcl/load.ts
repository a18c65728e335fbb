import { Language, Parser } from 'web-tree-sitter';
import { hclReader } from './read.js';
import type { ReadHcl } from './syntax.js';

/** The files that the reader of `.tf` sources is made of: the parser, and the grammar that it is given. */
export type WasmName = 'web-tree-sitter.wasm' | 'tree-sitter-terraform.wasm';

let loaded: Promise<ReadHcl> | undefined;

/** Loads the reader of `.tf` sources, once. The bytes of its parts are handed in. */
export function loadHcl(readWasm: (name: WasmName) => Uint8Array): Promise<ReadHcl> {
  loaded ??= load(readWasm);
  return loaded;
}

async function load(readWasm: (name: WasmName) => Uint8Array): Promise<ReadHcl> {
  await Parser.init({ wasmBinary: readWasm('web-tree-sitter.wasm') });
  const parser = new Parser();
  parser.setLanguage(await Language.load(readWasm('tree-sitter-terraform.wasm')));
  return hclReader(parser);
}
