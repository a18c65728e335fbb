/** The entry of the GitHub Action: what action.yml runs. */
import type { Io } from '../cli/io.js';
import { runAction } from './action.js';

const io: Io = {
  stdout: (text) => {
    process.stdout.write(text);
  },
  stderr: (text) => {
    process.stderr.write(text);
  },
  stdin: () => Buffer.alloc(0),
  cwd: process.cwd(),
  env: process.env,
  today: new Date(),
  elapsed: () => process.uptime() * 1000,
};

void runAction(io).then((code) => {
  process.exitCode = code;
});
