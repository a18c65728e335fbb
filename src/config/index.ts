export { givenRules, presetProblem } from './given.js';
export { JsonError, parseJson, type Json } from './json.js';
export { configurations, type ConfigSettings } from './resolve.js';
export { ConfigError, unknownLevels, type ResolvedConfig, type RuleMeta, type UnknownLevel } from './types.js';
