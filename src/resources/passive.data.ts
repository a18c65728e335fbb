/**
 * Types of which no fact is asked, but what a reference to one stands for matters: so that it is not taken for something unknown. Written by
 * hand on 2026-11-24.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html
 */
const passive = {
  /** Workers ask Step Functions for its tasks. */
  activity: ['AWS::StepFunctions::Activity', 'aws_sfn_activity', 'awscc_stepfunctions_activity'],
  /** It gives no tokens of OpenID Connect. */
  samlProvider: ['AWS::IAM::SAMLProvider', 'aws_iam_saml_provider', 'awscc_iam_saml_provider'],
} as const;

/** Whether a type is one of these. */
export const isPassive = (type: string | undefined, what: keyof typeof passive): boolean =>
  type !== undefined && (passive[what] as readonly string[]).includes(type);
