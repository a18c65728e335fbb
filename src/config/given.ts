import type { RuleSetting } from '../rules/define.js';
import { didYouMean } from '../source/nearest.js';
import { JsonError, parseJson, type Json } from './json.js';
import { presetNames } from './presets.js';
import { pathText } from './shapes.js';
import { unknownRule, type ConfigurableRule } from './types.js';
import { checkRule, type WrittenRules } from './written-rules.js';

/** Rules as `--rule` takes them (`role-shared: off`, or with options as JSON), or what is wrong with them. */
export function givenRules(
  texts: readonly string[],
  rules: readonly ConfigurableRule[],
): { readonly rules: WrittenRules; readonly problems: readonly string[] } {
  const found = new Map<string, RuleSetting>();
  const problems: string[] = [];
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  for (const text of texts) {
    const [, id = '', setting = ''] = /^\s*([^:=\s]+)\s*[:=]\s*(.+?)\s*$/s.exec(text) ?? [];
    const complain = (message: string) => problems.push(`--rule '${text}': ${message}`);
    const meta = known.get(id);
    if (id === '') complain("write it as 'ID: SEVERITY'");
    else if (meta === undefined) complain(unknownRule(id, known.keys()));
    else {
      const json = readSetting(setting, complain);
      if (json === undefined) continue;
      const context = {
        rules: known,
        complain: (path: readonly string[], message: string) =>
          complain(path.length === 0 ? message : `${pathText(path)}: ${message}`),
      };
      const rule = checkRule(meta, json, [], context);
      if (rule !== undefined) found.set(id, rule);
    }
  }
  return { rules: found, problems };
}

function readSetting(text: string, complain: (message: string) => void): Json | undefined {
  if (!text.startsWith('[')) return { is: 'scalar', start: 0, value: text.replace(/^"(.*)"$/, '$1') };
  try {
    return parseJson({ path: '--rule', text });
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    complain(error.message);
    return undefined;
  }
}

/** What is wrong with the name of a preset, if anything. */
export function presetProblem(name: string, rules: readonly ConfigurableRule[]): string | undefined {
  const presets = presetNames(rules);
  if (presets.includes(name)) return undefined;
  return `there is no preset ${name}${didYouMean(name, presets) || `; there are ${presets.join(', ')}`}`;
}
