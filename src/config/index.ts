export { unknownRule } from './check.js';
export { givenRules, presetProblem } from './given.js';
export { presetEntries, presetNames } from './presets.js';
export { configurations, type ConfigSettings } from './resolve.js';
export { ConfigError, unknownLevels, type ResolvedConfig, type RuleMeta, type UnknownLevel } from './types.js';
