/** A command of a pipeline, and the file that its output goes to, if any. */
export interface Simple {
  readonly words: readonly string[];
  readonly into?: string;
}

/** Commands that are joined by pipes. */
export type Pipeline = readonly Simple[];

const token = /\s+|#.*|(&&|\|\||[|;>])|((?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"|;&>]|&(?!&))+)/y;

const unquoted = (word: string): string =>
  word.replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"/g, (_, single?: string, double?: string) =>
    single === undefined ? (double ?? '').replaceAll(/\\(["\\$`])/g, '$1') : single,
  );

/** The pipelines of a line as a shell reads it; throws where it is not as simple as a guide's should be. */
export function pipelinesOf(line: string): Pipeline[] {
  const pipelines: Simple[][] = [[]];
  let words: string[] = [];
  let into: string | undefined;
  let isFile = false;
  const endCommand = (): void => {
    if (words.length > 0) pipelines.at(-1)?.push({ words, ...(into !== undefined && { into }) });
    words = [];
    into = undefined;
  };
  for (token.lastIndex = 0; token.lastIndex < line.length;) {
    const [, operator, word] = token.exec(line) ?? [];
    if (token.lastIndex === 0) throw new Error(`not understood: ${line}`);
    if (word !== undefined && isFile) [into, isFile] = [unquoted(word), false];
    else if (word !== undefined) words.push(unquoted(word));
    else if (operator === '>') isFile = true;
    else if (operator !== undefined) {
      endCommand();
      if (operator !== '|') pipelines.push([]);
    }
  }
  endCommand();
  return pipelines.filter((pipeline) => pipeline.length > 0);
}
