import { defineRule, policyFaults } from './define.js';

/** What IAM can't read it refuses, in the middle of a deployment; or it reads something else than was meant. */
export default defineRule({
  id: 'policy-document-syntax',
  title: 'A policy document is well formed',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
  ],
  peers: {
    'cfn-lint': ['E3510', 'E3512', 'E3530', 'W2511'],
    parliament: ['MALFORMED', 'INVALID_SID', 'DUPLICATE_SID'],
    'IAM Access Analyzer': ['MISSING_VERSION', 'MISSING_ARN_FIELD', 'MISSING_PRINCIPAL'],
    'Serverless Lens': ['SEC2'],
  },
  options: {},

  on: 'policyHome',
  check(home, { graph, report, undecided }) {
    for (const document of home.documents()) {
      if (document.state === 'unknown') undecided(document.why, document);
      const unknown = document.state === 'known' ? document.value.unknowns[0] : undefined;
      if (unknown !== undefined) undecided(unknown.why, unknown);
    }
    for (const { at, says, so, help, label, gravity } of policyFaults(home, graph)) {
      report({ at: { at }, message: `${home.name} ${says}, ${so}`, help, label, atMost: gravity, subject: says });
    }
  },
});
