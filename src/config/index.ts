export { loadMinimatch } from './lazy.js';
export { givenRules, presetProblem } from './given.js';
export { JsonError, parseJson, type Json } from './json.js';
export type { WrittenRules } from './written-rules.js';
export { configName } from './load.js';
export { presetEntries, presetNames } from './presets.js';
export { configurations, withRules, type ConfigSettings } from './resolve.js';
export {
  ConfigError,
  unknownLevels,
  unknownRule,
  type ResolvedConfig,
  type ConfigurableRule,
  type UnknownLevel,
} from './types.js';
