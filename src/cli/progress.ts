import { visible } from '../formatters/visible.js';
import type { Io } from './io.js';

/** Milliseconds after which a run is long, and between two looks of its line. */
const patience = 500;
const pause = 100;

/** One line on a terminal's standard error that says how far a long run is; nothing elsewhere, and nothing in a short run. */
export interface Progress {
  /** Called whenever something begins: tells what it is, if that is to be shown now. */
  readonly step: (text: () => string) => void;
  /** Takes the line away, before anything else is printed. */
  readonly clear: () => void;
}

/** The progress of a run, shown only where somebody waits at a terminal. */
export function progressOf(io: Io): Progress {
  const erase = '\r\u001b[2K';
  let next = patience;
  let isShown = false;
  return {
    step(text) {
      const now = io.elapsed();
      if (now < next) return;
      const terminal = (io.env['CI'] ?? '') === '' && io.env['TERM'] !== 'dumb' ? io.errorTerminal?.() : undefined;
      next = terminal === undefined ? Infinity : now + pause;
      if (terminal === undefined) return;
      isShown = true;
      io.stderr(`${erase}${[...visible(text())].slice(0, terminal.columns - 1).join('')}`);
    },
    clear() {
      if (isShown) io.stderr(erase);
      isShown = false;
    },
  };
}
