import type { Field } from '../../resources/define.js';
import { kinds } from '../../resources/index.js';
import { isTerraform, wordFor } from '../../resources/spelling.js';
import { type Verdict, identityOf, wholeText } from '../../values/text.js';
import { type Told, type Value, absent, unknown } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Resource, Spot } from '../resource.js';

/** How many requests a stage takes that say nothing else of themselves: per second, and at once. */
export interface Limits {
  readonly rate: Value<number>;
  readonly burst: Value<number>;
  /** Why it can't be told whether they are set at all. */
  readonly doubt?: Spot & { readonly why: string };
}

type Settings = Resource<'restStage'>['methodSettings'];

/** The limits of a REST stage: those of its settings for all methods, in Terraform a resource beside it. */
export function restLimits(stage: Resource<'restStage'>, graph: Graph): Limits {
  const beside = settingsOf(stage, graph);
  const { at, name } = stage.methodSettings;
  const told = (word: string, field: Field): Told => ({
    at,
    name: isTerraform(stage.language) ? wordFor(field.spelled, stage.language) : `${name}.${word}`,
  });
  const { rate, burst } = kinds.restMethodSettings.fields;
  return merged([...blocks(stage.methodSettings), ...beside], {
    rate: told('ThrottlingRateLimit', rate),
    burst: told('ThrottlingBurstLimit', burst),
  });
}

/** The limits of the stage that a deployment makes. */
export function deploymentLimits(deployment: Resource<'restDeployment'>, graph: Graph): Limits {
  const beside = settingsOf(deployment, graph);
  const { methodSettings, at, language } = deployment;
  if (isTerraform(language)) {
    const { rate, burst } = kinds.restMethodSettings.fields;
    const told = (field: Field): Told => ({ at, name: wordFor(field.spelled, language) });
    return merged(beside, { rate: told(rate), burst: told(burst) });
  }
  return merged([deployment, ...blocks(methodSettings), ...beside], deployment);
}

type StageResource = Resource<'restStage'> | Resource<'restDeployment'>;

/** What resources of Terraform's set for all methods of a stage; where one may be for another stage, unknown limits. */
function settingsOf(stage: StageResource, graph: Graph): readonly Limits[] {
  return graph.all('restMethodSettings').flatMap((each): Limits[] => {
    const verdict = graph.exists(each) && isForAll(each) ? isOf(each, stage, graph) : 'no';
    if (verdict !== 'maybe') return verdict === 'yes' ? [each] : [];
    const open = unknown(each.stageName, `whether ${each.name} is about ${stage.name} is known only at deployment`);
    return [hidden(open)];
  });
}

/** Limits that may be set, or not. */
const hidden = (open: Value<never> & { readonly state: 'unknown' }): Limits => ({
  rate: open,
  burst: open,
  doubt: open,
});

/** Whether settings are for a stage: by reference, or by its name and its API. */
function isOf(settings: Resource<'restMethodSettings'>, stage: StageResource, graph: Graph): Verdict {
  return graph.quietly(() => {
    const { stage: link, stageName: name, api } = settings;
    if (link.state === 'known') return link.resource.address === stage.address ? 'yes' : 'no';
    if (api.state !== 'known' || stage.api.state !== 'known') return 'no';
    if (api.resource.address !== stage.api.resource.address) return 'no';
    if (name.state !== 'known' || stage.stageName.state !== 'known') return 'maybe';
    const both = [name.value, stage.stageName.value];
    const [one, other] = both.map((text) => identityOf(text));
    if (one === other) return 'yes';
    return both.every((text) => wholeText(text) !== undefined) ? 'no' : 'maybe';
  });
}

/** Whether settings hold for every method of every path. */
export function isForAll({ path }: Resource<'restMethodSettings'>): boolean {
  return path.state === 'known' && wholeText(path.value) === '*/*';
}

/** The blocks that hold for all methods, or may: what can't be told of them is unknown. */
function blocks(settings: Settings): readonly Limits[] {
  if (settings.state === 'unknown') return [hidden(settings)];
  if (settings.state === 'absent') return [];
  return settings.value.flatMap((block): Limits[] => {
    const { path, method } = block;
    const words = [path, method].map((value) => (value.state === 'known' ? wholeText(value.value) : value.state));
    const open = [path, method].find(({ state }) => state === 'unknown');
    if (open?.state === 'unknown') return [hidden(open)];
    return words[0] === '/*' && words[1] === '*' ? [block] : [];
  });
}

/** Each limit from the first place that sets it. */
function merged(all: readonly Limits[], without: Readonly<Record<'rate' | 'burst', Told>>): Limits {
  const of = (which: 'rate' | 'burst'): Value<number> => {
    const values = all.map((limits) => limits[which]);
    const set = values.find((value) => value.state === 'known' && value.value >= 0);
    const open = values.find(({ state }) => state === 'unknown');
    return set ?? open ?? values[0] ?? absent(without[which]);
  };
  const limits = { rate: of('rate'), burst: of('burst') };
  const open = all.find(
    ({ rate, burst, doubt }) => doubt !== undefined && (rate === limits.rate || burst === limits.burst),
  );
  return open === undefined ? limits : { ...open, ...limits };
}
