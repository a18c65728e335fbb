import type { Field } from '../resources/define.js';
import { kinds } from '../resources/index.js';
import { isTerraform, wordFor } from '../resources/spelling.js';
import { wholeText } from '../values/text.js';
import type { Told, Value } from '../values/value.js';
import type { Graph } from './graph.js';
import type { Resource } from './resource.js';

/** How many requests a stage takes that say nothing else of themselves: per second, and at once. */
export interface Limits {
  readonly rate: Value<number>;
  readonly burst: Value<number>;
}

type Settings = Resource<'restStage'>['methodSettings'];

/** The limits of a REST stage: those of its settings for all methods, in Terraform a resource beside it. */
export function restLimits(stage: Resource<'restStage'>, graph: Graph): Limits {
  const beside = graph
    .all('restMethodSettings')
    .filter((each) => graph.exists(each) && isOf(each, stage, graph) && isForAll(each));
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
  const beside = graph
    .all('restMethodSettings')
    .filter((each) => graph.exists(each) && isOf(each, deployment, graph) && isForAll(each));
  const { methodSettings, at, language } = deployment;
  if (isTerraform(language)) {
    const { rate, burst } = kinds.restMethodSettings.fields;
    const told = (field: Field): Told => ({ at, name: wordFor(field.spelled, language) });
    return merged(beside, { rate: told(rate), burst: told(burst) });
  }
  return merged([deployment, ...blocks(methodSettings), ...beside], deployment);
}

/** The stage that settings are for, by reference or by the same name of the same API. */
function isOf(
  settings: Resource<'restMethodSettings'>,
  stage: Resource<'restStage'> | Resource<'restDeployment'>,
  graph: Graph,
): boolean {
  return graph.quietly(() => {
    const { stage: link, api } = settings;
    if (link.state === 'known') return link.resource.address === stage.address;
    if (link.state !== 'external' || api.state !== 'known' || stage.api.state !== 'known') return false;
    const { stageName } = stage;
    return (
      api.resource.address === stage.api.resource.address &&
      stageName.state === 'known' &&
      wholeText(link.text) === wholeText(stageName.value)
    );
  });
}

/** Whether settings hold for every method of every path. */
export function isForAll({ path }: Resource<'restMethodSettings'>): boolean {
  return path.state === 'known' && wholeText(path.value) === '*/*';
}

/** The blocks that hold for all methods, or may: what can't be told of them is unknown. */
function blocks(settings: Settings): readonly Limits[] {
  if (settings.state === 'unknown') return [{ rate: settings, burst: settings }];
  if (settings.state === 'absent') return [];
  return settings.value.flatMap((block): Limits[] => {
    const { path, method } = block;
    const words = [path, method].map((value) => (value.state === 'known' ? wholeText(value.value) : value.state));
    const open = [path, method].find(({ state }) => state === 'unknown');
    if (open?.state === 'unknown') return [{ rate: open, burst: open }];
    return words[0] === '/*' && words[1] === '*' ? [block] : [];
  });
}

/** Each limit from the first place that sets it. */
function merged(all: readonly Limits[], without: Readonly<Record<keyof Limits, Told>>): Limits {
  const of = (which: keyof Limits): Value<number> => {
    const values = all.map((limits) => limits[which]);
    const set = values.find((value) => value.state === 'known' && value.value >= 0);
    const open = values.find(({ state }) => state === 'unknown');
    return set ?? open ?? values[0] ?? { ...without[which], state: 'absent' };
  };
  return { rate: of('rate'), burst: of('burst') };
}
