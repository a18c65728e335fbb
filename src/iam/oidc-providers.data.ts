/** An OpenID Connect provider that gives tokens to many customers under one issuer. */
export interface SharedProvider {
  /** What it is called, for messages. */
  readonly name: string;
  /** Its claims that tell one customer from another, as they end the names of condition keys; the first is the one that IAM asks for. */
  readonly claims: readonly [string, ...string[]];
  /** What that claim looks like, with words in capitals for what its user has to put there; nothing where it is documented nowhere. */
  readonly example?: string;
}

const of = (name: string, example?: string): SharedProvider => ({
  name,
  claims: ['sub'],
  ...(example === undefined ? {} : { example }),
});

/**
 * Shared providers by the issuer, without its scheme. Written by hand on 2026-11-24 from AWS's list, those of users' logins from the pages
 * of each.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export const sharedProviders: ReadonlyMap<string, SharedProvider> = new Map(
  Object.entries<SharedProvider>({
    'accounts.google.com': { name: 'Google', claims: ['aud', 'oaud', 'sub', 'email', 'hd'] },
    'agent.buildkite.com': of('Buildkite', 'organization:ORGANIZATION:pipeline:PIPELINE:*'),
    'api.pulumi.com/oidc': { name: 'Pulumi Cloud', claims: ['aud', 'sub'] },
    'app.terraform.io': of('HCP Terraform', 'organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:*'),
    'cognito-identity.amazonaws.com': {
      name: 'Amazon Cognito',
      claims: ['aud', 'sub'],
      example: 'us-east-1:IDENTITY-POOL',
    },
    'gitlab.com': of('GitLab', 'project_path:GROUP/PROJECT:*'),
    'graph.facebook.com': { name: 'Facebook', claims: ['app_id', 'id'] },
    'oidc-configuration.audit-log.githubusercontent.com': of('GitHub audit logs'),
    'oidc.codefresh.io': of('Codefresh', 'account:ACCOUNT:pipeline:PIPELINE:*'),
    'oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb': of('IBM Turbonomic'),
    'oidc.vercel.com': { name: 'Vercel', claims: ['aud', 'sub'], example: 'https://vercel.com/TEAM' },
    'proidc.upbound.io': of('Upbound'),
    'sandboxes.cloud': { name: 'sandboxes.cloud', claims: ['aud', 'sub'] },
    'scalr.io': of('Scalr', 'account:ACCOUNT:environment:ENVIRONMENT:*'),
    'studio.datachain.ai/api': of('DVC Studio'),
    'token.actions.githubusercontent.com': {
      name: 'GitHub Actions',
      claims: [
        'sub',
        'repository',
        'repository_id',
        'repository_owner',
        'repository_owner_id',
        'enterprise_id',
        'job_workflow_ref',
        'actor',
        'actor_id',
      ],
      example: 'repo:OWNER/REPOSITORY:*',
    },
    'tokens.cloud.shisho.dev': of('Shisho Cloud'),
    'vstoken.actions.githubusercontent.com': of('GitHub Actions', 'repo:OWNER/REPOSITORY:*'),
    'www.amazon.com': { name: 'Login with Amazon', claims: ['app_id', 'user_id'] },
  }),
);
