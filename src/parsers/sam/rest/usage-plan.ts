import { reference, scalar } from '../../../template/node.js';
import type { Condition, Entry, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { ApiAuth } from '../apis/authorizers.js';
import { copied, field } from '../apis/nodes.js';
import { build } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate } from '../resource.js';

/** The APIs that share one usage plan. */
export type SharedPlan = { api: RawResource; stage: string; plan: Entry }[];

const dependsOn = (ids: readonly string[], entry: Entry): Record<string, Entry> => ({
  DependsOn: { key: entry.key, value: build(ids, entry.key) },
});

/**
 * The usage plan that `Auth.UsagePlan` asks for, with one key. It makes no method ask for a key.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html
 */
export function putUsagePlan(
  context: SamContext,
  api: RawResource,
  auth: ApiAuth,
  { stage, shared }: { stage: string; shared: SharedPlan },
): void {
  const plan = entryOf(auth.settings, 'UsagePlan');
  if (plan === undefined) return;
  const create = field(plan.value, 'CreateUsagePlan');
  const kind = create === undefined ? undefined : context.staticText(create);
  if (plan.value.is !== 'map' || kind === undefined || !['PER_API', 'SHARED', 'NONE'].includes(kind)) {
    context.problem(
      create?.at ?? plan.key,
      `UsagePlan of ${api.address} says no CreateUsagePlan that SAM knows`,
      'Write PER_API, SHARED or NONE',
    );
  } else if (kind === 'SHARED') shared.push({ api, stage, plan });
  else if (kind === 'PER_API') putPlan(context, [{ api, stage, plan }], api.address);
}

/** The one usage plan of all APIs that asked to share it: it exists when one of them does. */
export function putSharedPlan(context: SamContext, shared: SharedPlan): void {
  if (shared.length > 0) putPlan(context, shared, `${context.scope}Serverless`, conditionOf(shared));
}

function conditionOf(shared: SharedPlan): Condition | null {
  const all: Condition[] = [];
  for (const { api } of shared) {
    if (api.condition === undefined) return null;
    all.push(api.condition);
  }
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { is: 'or', all };
}

function putPlan(context: SamContext, members: SharedPlan, prefix: string, condition?: Condition | null): void {
  const last = members.at(-1);
  if (last === undefined) return;
  const { plan, api } = last;
  const at = plan.key;
  const ids = { plan: `${prefix}UsagePlan`, key: `${prefix}ApiKey`, link: `${prefix}UsagePlanKey` };
  const ref = (id: string): Node => reference(id, undefined, at);
  const settings = plan.value.is === 'map' ? plan.value : undefined;
  const put = (
    id: string,
    type: string,
    after: readonly string[],
    properties: Record<string, Parameters<typeof build>[0] | undefined>,
  ): void => {
    const attributes = dependsOn(after, plan);
    const label = `the ${type.slice(type.lastIndexOf(':') + 1)} of ${api.address}`;
    const made = { id, type: `AWS::ApiGateway::${type}`, at, label, properties, attributes };
    generate(context, api, condition === undefined ? made : { ...made, condition });
  };
  const addresses = members.map((member) => member.api.address);
  const common =
    settings === undefined ? {} : copied(settings, ['UsagePlanName', 'Description', 'Quota', 'Tags', 'Throttle']);
  put(ids.plan, 'UsagePlan', addresses, {
    ApiStages: members.map((member) => ({ ApiId: ref(member.api.address), Stage: ref(member.stage) })),
    ...common,
  });
  put(ids.key, 'ApiKey', [ids.plan], {
    Enabled: scalar(true, at),
    StageKeys: members.map((member) => ({ RestApiId: ref(member.api.address), StageName: ref(member.stage) })),
  });
  put(ids.link, 'UsagePlanKey', [ids.key], { KeyId: ref(ids.key), KeyType: 'API_KEY', UsagePlanId: ref(ids.plan) });
  for (const address of addresses) {
    context.aliases.set(`${address}.UsagePlan`, ids.plan);
    context.aliases.set(`${address}.ApiKey`, ids.key);
    context.aliases.set(`${address}.UsagePlanKey`, ids.link);
  }
}
