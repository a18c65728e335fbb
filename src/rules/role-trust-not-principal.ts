import { fullServiceOf } from '../iam/actions.js';
import { matcher } from '../iam/wildcards.js';
import { defineRule, sayActions, sayAllBut, spell, wholeText } from './define.js';

/** A trust policy that says only who or what is left out lets in all the rest, and what AWS adds to it. */
export default defineRule({
  id: 'role-trust-not-principal',
  title: 'A trust policy names who may do what, not all but some',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  ],
  peers: {
    cfn_nag: ['F2', 'F6', 'W14'],
    'guard-rules-registry': [
      'IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL',
      'IAM_ROLE_NO_ALLOW_PLUS_NOT_ACTION_ON_TRUST_POLICY',
      'IAM_ROLE_NO_FULL_ACCESS_ON_TRUST_POLICY',
    ],
    parliament: ['NOTPRINCIPAL_WITH_ALLOW'],
    'Serverless Lens': ['SEC2'],
  },
  options: {},

  on: 'role',
  check({ name, trust }, { report, undecided }) {
    if (trust.state !== 'known') return;
    for (const { why, at } of trust.value.unknowns) undecided(why, { at });
    const policy = `the trust policy of ${name}`;

    for (const statement of trust.value.statements) {
      const { effect, actions = [], notActions, notPrincipals, sid = '' } = statement;
      if (effect === 'Deny') continue;
      // What only covers actions of other services is no part of a trust policy at all.
      const wide = actions.flatMap((action) => {
        const full = matcher(wholeText(action) ?? '*')('sts:TagSession') ? fullServiceOf(action) : undefined;
        return full === undefined ? [] : [{ action, full }];
      });
      if (effect === undefined) {
        if (notPrincipals !== undefined || notActions !== undefined || wide.length > 0)
          undecided("it can't be told whether the statement allows or denies", statement);
        continue;
      }
      if (notPrincipals !== undefined) {
        report({
          at: notPrincipals[0]?.value ?? statement,
          message: `${policy} allows ${sayActions(statement)} to everyone but those whom NotPrincipal names, every other AWS account among them`,
          help: 'name the service, the account or the roles that have to assume it as Principal',
          label: 'everyone else',
          subject: `${sid} NotPrincipal`,
        });
      }
      if (notActions !== undefined) {
        report({
          at: notActions[0] ?? statement,
          message: `${policy} allows ${sayAllBut(statement)}, so it allows more than to assume the role`,
          help: 'list the actions that are needed in Action instead, such as sts:AssumeRole',
          label: 'all but this',
          subject: `${sid} NotAction`,
        });
      }
      for (const { action, full } of wide) {
        if (full === 'maybe') {
          undecided(`${spell(action)} is known only at deployment`, action);
          continue;
        }
        report({
          at: action,
          message: `${policy} allows ${spell(action)}, so whoever assumes the role may also set the tags and the source identity of the session`,
          help: 'list the actions that are needed instead, such as sts:AssumeRole',
          label: full === 'all' ? 'every action' : 'every action of the service',
          subject: `${sid} ${spell(action)}`,
          ...(full === 'all' ? {} : { atMost: 'warning' }),
        });
      }
    }
  },
});
