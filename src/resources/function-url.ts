import { boolean, defineResource, link, string, texts } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html */
export const functionUrl = defineResource({
  type: { cloudformation: 'AWS::Lambda::Url', terraform: 'aws_lambda_function_url' },
  noun: 'function URL',
  fields: {
    function: link('TargetFunctionArn', { terraform: 'function_name', to: ['function', 'functionAlias'] }),
    authType: string('AuthType', { terraform: 'authorization_type' }),
    allowCredentials: boolean('Cors.AllowCredentials', { terraform: 'cors.allow_credentials', default: false }),
    allowMethods: texts('Cors.AllowMethods', { terraform: 'cors.allow_methods' }),
    allowOrigins: texts('Cors.AllowOrigins', { terraform: 'cors.allow_origins' }),
  },
});
