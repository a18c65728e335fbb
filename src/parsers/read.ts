import type { Problem, SourceFile } from '../source/source.js';
import type { Reading } from '../template/syntax.js';
import { withoutConflicts } from './conflicts.js';
import { readJson } from './json.js';
import { inOrder } from './reading.js';
import { readYaml } from './yaml.js';

/** Five times what CloudFormation takes, in characters: what is longer is made to exhaust its reader. */
const longest = 5_000_000;

/**
 * Nothing is read of a text that is no template by its length alone.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const tooLong: Pick<Problem, 'message' | 'help'> = {
  message: 'The file is larger than 5 MB, and CloudFormation takes no template of more than 1 MB',
  help: 'Split it into nested stacks',
};

/** Reads a document by what it holds: its name says little, as templates in either form are called `.template` or `.yaml`. */
export function read(file: SourceFile): Reading {
  if (file.text.length > longest) return { problems: [{ ...tooLong, at: { file, start: 0, end: 1 } }] };
  const { text, problems } = withoutConflicts(file);
  const reading = readText(file, text);
  return problems.length === 0 ? reading : { ...reading, problems: inOrder([...problems, ...reading.problems]) };
}

function readText(file: SourceFile, text: string): Reading {
  if (!/^[\s\uFEFF]*[[{]/.test(text)) return readYaml(file, text);
  const json = readJson(file, text);
  if (json.problems.length === 0 || /\.json$/i.test(file.path)) return json;
  // Brackets begin YAML as well, which allows for more than JSON does; and what is broken in both was meant as JSON if a quote comes first.
  const yaml = readYaml(file, text);
  return yaml.problems.length === 0 || !/^[\s\uFEFF]*[[{][[{\s]*"/.test(text) ? yaml : json;
}
