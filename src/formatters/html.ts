import type { Formatter } from '../engine/report.js';

export const html: Formatter = () => '';
