import { inert, visible } from '../formatters/visible.js';

/** What the command line meets of the world around it; tests hand in their own. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** All of standard input. */
  readonly stdin: () => Buffer;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal, and how wide. */
  readonly terminal?: { readonly columns: number };
  /** Whether standard error is a terminal, and how wide; costs something to find out. */
  readonly errorTerminal?: () => { readonly columns: number } | undefined;
  /** Asks a person; `undefined` where there is none. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  readonly today: Date;
  /** Milliseconds since the process began. */
  readonly elapsed: () => number;
}

/** Whether to colour: what is asked for, then FORCE_COLOR and NO_COLOR (as https://no-color.org has it), then the terminal. */
export function wantsColor({ env, terminal }: Io, asked: boolean | undefined): boolean {
  if (asked !== undefined) return asked;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return terminal !== undefined && env['TERM'] !== 'dumb';
}

/** Columns that a line of output may take; wide where it goes to a file or a log. */
export function widthOf({ env, terminal }: Io): number {
  const told = Number(env['COLUMNS']);
  if (Number.isInteger(told) && told >= 40) return told;
  return terminal === undefined ? 120 : Math.max(40, terminal.columns);
}

/** Text that GitHub's runner must not take for commands, where it reads the log. */
export const logged = (text: string, { env }: Io): string => (env['GITHUB_ACTIONS'] === 'true' ? inert(text) : text);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read: permission denied',
  EPERM: 'may not be read: permission denied',
  EISDIR: 'is a directory',
  ENOTDIR: 'does not exist: a part of its path is a file',
  ELOOP: 'is a link that leads back to itself',
  ENAMETOOLONG: 'has a name that is too long',
  EMFILE: 'cannot be read: too many open files',
  ENXIO: 'is no regular file',
};

/** Why the system refused something, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? `cannot be used: ${message}`;
}

const unwritable: Readonly<Record<string, string>> = {
  ENOENT: 'its directory cannot be made',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Why something could not be written, in words; errors that are not the system's are thrown on. */
export function unwritten(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') throw error;
  return `cannot be written: ${unwritable[code] ?? message}`;
}

/** A line of the program's own on standard error; what it quotes cannot act on the terminal. */
export const say = (io: Io, message: string): void => {
  for (const line of message.split('\n')) io.stderr(logged(`lambda-lint: ${visible(line)}\n`, io));
};
