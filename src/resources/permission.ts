import { boolean, defineResource, link, terraformOnly, text, tree } from './define.js';

/** One statement of a function's resource policy. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permission = defineResource({
  type: { cloudformation: 'AWS::Lambda::Permission', terraform: 'aws_lambda_permission' },
  noun: 'permission',
  fields: {
    function: link('FunctionName', { terraform: 'function_name', to: ['function', 'functionAlias'] }),
    // CloudFormation has it in the name of the function.
    qualifier: text(terraformOnly, { terraform: 'qualifier' }),
    action: text('Action', { terraform: 'action' }),
    principal: text('Principal', { terraform: 'principal' }),
    organization: text('PrincipalOrgID', { terraform: 'principal_org_id' }),
    sourceArn: text('SourceArn', { terraform: 'source_arn' }),
    sourceAccount: text('SourceAccount', { terraform: 'source_account' }),
    eventSourceToken: text('EventSourceToken', { sam: 'SkillId', terraform: 'event_source_token' }),
    eventSourceTokenTree: tree('EventSourceToken', { sam: 'SkillId', terraform: 'event_source_token' }),
    urlAuthType: text('FunctionUrlAuthType', { terraform: 'function_url_auth_type' }),
    viaUrl: boolean('InvokedViaFunctionUrl', { terraform: 'invoked_via_function_url', default: false }),
  },
});
