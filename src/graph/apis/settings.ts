import { kinds } from '../../resources/index.js';
import { wordFor } from '../../resources/spelling.js';
import { type Text, type Verdict, identityOf, whyOpen, wholeText } from '../../values/text.js';
import { type Told, type Unknown, type Value, absent, unknown } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { wordOf } from '../phrases.js';
import type { Resource, Spot } from '../resource.js';

/** What can be set for requests to a method of a REST API. */
interface Facts {
  readonly rate: number;
  readonly burst: number;
  readonly logLevel: string;
  readonly dataTrace: boolean;
  readonly caching: boolean;
  readonly cacheEncrypted: boolean;
}

type FactValues = { readonly [F in keyof Facts]: Value<Facts[F]> };

/** What a stage of a REST API says of requests to some of its methods, or to all of them. */
export type MethodSettings = Spot & FactValues;

/** What stages of all kinds say of requests. */
export type Settings = Pick<MethodSettings, 'at' | 'logLevel' | 'dataTrace'>;

/** Settings, and what they hold for; `beside`: they are a resource of their own. */
export type Scoped<S extends Settings = Settings> = { readonly beside?: true } & (
  | { readonly scope: 'all'; readonly settings: S }
  /** `route`: the methods that they are for, as a pattern: `GET /orders`. */
  | { readonly scope: 'some'; readonly settings: S; readonly route?: string }
  /** It can't be told for what methods they are, whether they are of this stage, or what they are. */
  | { readonly scope: 'unknown'; readonly settings?: S; readonly open: Unknown }
);

/** How many requests a stage takes that say nothing else of themselves: per second, and at once. */
export interface Limits {
  readonly rate: Value<number>;
  readonly burst: Value<number>;
  /** Why it can't be told whether they are set at all. */
  readonly doubt?: Spot & { readonly why: string };
}

type StageResource = Resource<'restStage'> | Resource<'restDeployment'>;

/** All settings of a REST stage: those within it, and in Terraform resources beside it. */
export function methodSettingsOf(stage: StageResource, graph: Graph): readonly Scoped<MethodSettings>[] {
  const isDescribed = stage.kind === 'restDeployment' && stage.language !== 'terraform';
  return [
    ...(isDescribed ? [{ scope: 'all', settings: stage } as const] : []),
    ...blocks(stage.methodSettings),
    ...settingsBeside(stage, graph),
  ];
}

/** A fact of all methods of a REST stage that have no settings of their own: from the first place that sets it. */
export function ofAllMethods<F extends keyof Facts>(
  stage: StageResource,
  fact: F,
  all: readonly Scoped<MethodSettings>[],
): Value<Facts[F]> {
  const read = (settings: FactValues): Value<Facts[F]> => settings[fact];
  const values = all.flatMap((each) =>
    each.scope === 'all' ? [read(each.settings)] : each.scope === 'unknown' ? [each.open] : [],
  );
  // A limit below 0 is Terraform's way to set none.
  const set = values.find((each) => each.state === 'known' && !(typeof each.value === 'number' && each.value < 0));
  const open = values.find(({ state }) => state === 'unknown');
  return set ?? open ?? values[0] ?? absent(unset(stage, fact));
}

/** Where a fact of all methods has to be written. */
function unset(stage: StageResource, fact: keyof Facts): Told {
  const { methodSettings, language, at } = stage;
  if (language === 'terraform') return { at, name: wordOf('restMethodSettings', fact, stage) };
  const { spelled } = kinds.restStage.fields.methodSettings.fields[fact];
  return { at: methodSettings.at, name: `${methodSettings.name}.${wordFor(spelled, language)}` };
}

/** The limits of a REST stage, for all its methods. */
export function limitsOf(stage: StageResource, graph: Graph): Limits {
  const all = methodSettingsOf(stage, graph);
  const rate = ofAllMethods(stage, 'rate', all);
  const burst = ofAllMethods(stage, 'burst', all);
  const doubt = all.flatMap((each) => (each.scope === 'unknown' ? [each.open] : []));
  const open = doubt.find((each) => each === rate || each === burst);
  return { rate, burst, ...(open && { doubt: open }) };
}

/** What resources of Terraform's set for a stage. */
function settingsBeside(stage: StageResource, graph: Graph): readonly Scoped<MethodSettings>[] {
  const api = graph.quietly(() => stage.api);
  const near = [stage.address, ...(api.state === 'known' ? [api.resource.address] : [])];
  const found = new Set(near.flatMap((each) => graph.mentioning('restMethodSettings', each)));
  return [...found].flatMap((each): Scoped<MethodSettings>[] => {
    const verdict = graph.exists(each) ? isForStage(each, stage, graph) : 'no';
    if (verdict === 'no') return [];
    const scoped = resourceSettings(each);
    if (verdict === 'yes' || scoped.scope === 'some') return verdict === 'yes' ? [{ ...scoped, beside: true }] : [];
    const open = unknown(each.stageName, `whether ${each.name} is about ${stage.name} is known only at deployment`);
    return [{ scope: 'unknown', settings: each, open, beside: true }];
  });
}

/** Whether settings, or a part of a usage plan, are for a stage: by reference, or by its name and its API. */
export function isForStage(
  settings: Pick<Resource<'restMethodSettings'>, 'api' | 'stage' | 'stageName'>,
  stage: StageResource,
  graph: Graph,
): Verdict {
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

/** Whether settings are for a stage of the template, or may be: then they are judged with it. */
export function hasStage({ stage, api }: Resource<'restMethodSettings'>, graph: Graph): boolean {
  if (stage.state === 'known') return true;
  if (api.state !== 'known') return false;
  const { address } = api.resource;
  if (graph.mentioning('restStage', address).length > 0) return true;
  return graph.mentioning('restDeployment', address).some(({ stageName }) => stageName.state !== 'absent');
}

/** Settings that are a resource of Terraform's: `orders/GET` are method and path of its own spelling. */
export function resourceSettings(settings: Resource<'restMethodSettings'>): Scoped<MethodSettings> {
  const { path } = settings;
  const whole = path.state === 'known' ? wholeText(path.value) : undefined;
  if (whole === undefined) return scoped(settings, path, path);
  const end = whole.lastIndexOf('/');
  return within(settings, `/${whole.slice(0, Math.max(end, 0))}`, whole.slice(end + 1));
}

/** The settings in a list of blocks. */
function blocks(list: StageResource['methodSettings']): readonly Scoped<MethodSettings>[] {
  if (list.state === 'unknown') return [{ scope: 'unknown', open: list }];
  if (list.state === 'absent') return [];
  return list.value.map((block) => scoped(block, block.path, block.method));
}

function scoped<S extends Settings>(settings: S, path: Value<Text>, method: Value<Text>): Scoped<S> {
  const [first, second] = [path, method].map((value) =>
    value.state === 'known' ? wholeText(value.value) : value.state === 'absent' ? '' : undefined,
  );
  if (first !== undefined && second !== undefined) return within(settings, first, second);
  if ((first ?? '/*') !== '/*' || (second ?? '*') !== '*') return { scope: 'some', settings };
  const open = first === undefined ? path : method;
  const why = open.state === 'known' ? whyOpen(open.value) : open.state === 'unknown' ? open.why : '';
  return { scope: 'unknown', settings, open: unknown(open, why) };
}

function within<S extends Settings>(settings: S, path: string, method: string): Scoped<S> {
  if (path === '/*' && method === '*') return { scope: 'all', settings };
  if (path === '' || method === '') return { scope: 'some', settings };
  // Slashes within a path may be written as `~1`.
  const plain = path.replaceAll('~1', '/').replace(/^\/*/, '/');
  return { scope: 'some', settings, route: `${method} ${plain}` };
}
