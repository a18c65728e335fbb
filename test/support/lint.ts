/** Rules are tested with what is published for tests of one's own rules. */
export { lint } from '../../src/testing.js';
