import { type Context, type Text, defineRule, isOneOf, spell, spellArns } from './define.js';

/** A policy template is as narrow as what is put into it. */
export default defineRule({
  id: 'sam-policy-template-scope',
  title: 'A SAM policy template is given the name of one resource, and is not wide by nature',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    deny: {
      type: 'array',
      items: { type: 'string' },
      default: ['*FullAccess*'],
      description: 'Policy templates that are too wide whatever they are given; `*` matches any text.',
    },
    allowStar: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Policy templates that may be given a star; `*` matches any text.',
    },
  },

  on: 'templatedPolicies',
  check(policies, { graph, options, report }) {
    for (const { template, at, parameters } of policies.uses()) {
      for (const parameter of parameters.filter(({ name }) => name.endsWith('Name'))) {
        const given = notAName(parameter.value, graph);
        if (given === undefined) continue;
        report({
          at: parameter,
          message: `${template} of ${policies.name} is given ${given.what} for ${parameter.name} (${given.spelled}), and puts it where the name belongs, so it allows nothing`,
          help: `set ${parameter.name} to ${given.instead}`,
          label: 'not a name',
          subject: `${template} ${parameter.name} name`,
        });
      }
      if (isOneOf(template, options.deny)) {
        report({
          at: { at },
          message: `${policies.name} has ${template}, which grants more than a function should need`,
          help: 'use a policy template that grants less, or a statement with the actions that are needed',
          label: 'wide by nature',
          subject: template,
        });
      }
      if (isOneOf(template, options.allowStar)) continue;
      for (const parameter of parameters.filter(({ value }) => isStar(value))) {
        report({
          at: parameter,
          message: `${template} of ${policies.name} is given a star for ${parameter.name}, so it covers everything of its kind in the account`,
          help: `set ${parameter.name} to the one that is needed`,
          label: 'every one there is',
          subject: `${template} ${parameter.name}`,
        });
      }
    }
  },
});

/** What is given where a name belongs, and what to give instead. */
interface NotAName {
  readonly what: string;
  readonly spelled: string;
  readonly instead: string;
}

function notAName(value: Text, graph: Context['graph']): NotAName | undefined {
  const [hole] = value.parts;
  const link = typeof hole === 'object' ? hole.resource : undefined;
  const resource = graph.resource(link?.address ?? '');
  const isUrl = resource?.kind === 'queue' && link?.attribute === '';
  const [begin] = graph.quietly(() => spellArns(value, graph)).parts;
  if (!isUrl && !(typeof begin === 'string' && begin.startsWith('arn:'))) return undefined;
  const meant = namesakeOf(resource, graph);
  const instead =
    meant === undefined ? 'the name alone' : `the name of ${meant.name}: ${named[meant.kind] ?? 'what Ref gives'}`;
  // What SAM makes has an id that its user has not written.
  const spelled = resource?.generated === true ? resource.name : spell(value);
  return { what: isUrl ? 'a URL' : 'an ARN', spelled, instead };
}

/** What is meant by a resource where a name belongs: an alias has the name of its function, behind which policy templates put a star. */
function namesakeOf(resource: ReturnType<Context['graph']['resource']>, graph: Context['graph']): typeof resource {
  if (resource?.kind !== 'functionAlias') return resource;
  const of = graph.quietly(() => resource.of);
  return of.state === 'known' ? of.resource : undefined;
}

/** The attribute that is the name, where `Ref` gives something else, by kind of resource. */
const named: Readonly<Record<string, string | undefined>> = {
  queue: 'its attribute QueueName',
  stateMachine: 'its attribute Name',
  topic: 'its attribute TopicName',
};

/** A bare star, or an ARN with nothing else in the place of the name; what is not known in it is no star. */
function isStar(value: Text): boolean {
  const spelled = value.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  return /^(?:arn:(?:[^:]*:){4}(?:[\w-]+[:/])?)?\*+$/.test(spelled);
}
