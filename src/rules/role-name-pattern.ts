import { type Text, defineRule, generatedRoleName, isExecutionRole, spell } from './define.js';

/** Who deploys may often make only roles of certain names: that is how an organisation tells its teams apart. */
export default defineRule({
  id: 'role-name-pattern',
  title: 'A role has a name and a path that the deployer may make',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  presets: { strict: 'error' },
  options: {
    namePattern: {
      type: 'string',
      default: '',
      description: 'What names of roles look like, such as `lambdaDev*`; `*` matches any text. Empty: any name.',
    },
    pathPattern: {
      type: 'string',
      default: '',
      description: 'What paths of roles look like, such as `/apps/*`; a role without one has `/`. Empty: any path.',
    },
    requireExplicitName: {
      type: 'boolean',
      default: false,
      description: 'Whether a role has to have a name of its own, and none that CloudFormation makes.',
    },
    allRoles: {
      type: 'boolean',
      default: true,
      description: 'Whether roles that no serverless service acts with are judged, too.',
    },
  },

  on: 'role',
  check(role, { graph, options, report, matches }) {
    const { namePattern, pathPattern, requireExplicitName } = options;
    if (namePattern === '' && pathPattern === '' && !requireExplicitName) return;
    if (!options.allRoles && !isExecutionRole(role, graph)) return;
    const own = role.generated ? 'write a role of your own, and name it in Role' : undefined;

    const name = graph.quietly(() => role.roleName);
    const prefix = graph.quietly(() => role.namePrefix);
    if (requireExplicitName && name.state === 'absent' && prefix.state === 'absent') {
      report({
        at: name,
        message: `${role.name} has no ${name.name}, so its name is made up at deployment`,
        help: own ?? `set ${name.name}${namePattern === '' ? '' : ` to a name that matches ${namePattern}`}`,
        label: `no ${name.name}`,
        subject: 'name',
      });
    } else if (namePattern !== '') {
      const read = role.roleName;
      if (read.state === 'unknown') return;
      const text: Text = read.state === 'known' ? read.value : generatedRoleName(role, graph);
      if (matches(text, [namePattern]) === 'no') {
        report({
          at: read,
          message:
            read.state === 'known'
              ? `${role.name} is named ${spell(text)}, which does not match ${namePattern}, so the deployer may not make it`
              : `${role.name} gets a name like ${spell(text)}, which can't match ${namePattern}, so the deployer may not make it`,
          help: own ?? `set ${name.name} to a name that matches ${namePattern}`,
          label: read.state === 'known' ? `does not match ${namePattern}` : `no ${name.name}`,
          subject: 'name',
        });
      }
    }
    if (pathPattern === '') return;
    const { path } = role;
    if (path.state === 'unknown') return;
    const text: Text = path.state === 'known' ? path.value : { parts: ['/'], at: path.at };
    if (matches(text, [pathPattern]) !== 'no') return;
    report({
      at: path,
      message:
        path.state === 'known'
          ? `${role.name} has the ${path.name} ${spell(text)}, which does not match ${pathPattern}, so the deployer may not make it`
          : `${role.name} has no ${path.name}, so it is made in /, which does not match ${pathPattern}`,
      help: `set ${path.name}${role.generated ? ` of ${role.owner}` : ''} to one that matches ${pathPattern}`,
      label: path.state === 'known' ? `does not match ${pathPattern}` : `no ${path.name}`,
      subject: 'path',
    });
  },
});
